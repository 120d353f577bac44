import { randomBits } from '../../../core/stats/random.ts'

/** Something that somebody, or a workflow, does at a pull request, whatever a bot makes of it. */
export type Act =
  | { readonly do: 'open'; readonly fork: boolean }
  | { readonly do: 'push' }
  /** A run of the newest commit begins; `end` ends it, with a report that passes or not, or with none at all. */
  | { readonly do: 'run' }
  | { readonly do: 'end'; readonly report: 'better' | 'worse' | 'none' }
  /** The last run begins once more. */
  | { readonly do: 'rerun' }
  | { readonly do: 'review'; readonly by: string; readonly event: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT' }
  | { readonly do: 'say'; readonly by: string; readonly body: string }
  | { readonly do: 'label'; readonly name: string }
  /** Somebody removes the bot's comment, where they see one. */
  | { readonly do: 'remove' }
  | { readonly do: 'rename' }
  | { readonly do: 'close' }

/** What happens within ten minutes at one pull request, in this order; the policy is nobody's pull request. */
export type Deed = { readonly pull: number; readonly acts: readonly Act[] } | { readonly pull: 'policy' }

/** Ten minutes after ten minutes. */
export type Life = readonly (readonly Deed[])[]

/** How many ten minutes a pull request lives, and after how many the last one begins. */
const CHAPTERS = 7
const STAGGER = 4

/**
 * What people and workflows do at so many pull requests, drawn with a seed: some twenty webhooks each. Whoever
 * answers to what a bot says waits ten minutes for it; all else comes as fast as it can.
 */
export function livesOf({ pulls, seed }: { readonly pulls: number; readonly seed: number }): Life {
  const bits = randomBits(seed)
  const drawn = () => (bits() >>> 0) / 2 ** 32
  const steps: Deed[][] = Array.from({ length: CHAPTERS + STAGGER - 1 }, () => [])
  for (let pull = 1; pull <= pulls; pull++) {
    const first = (pull - 1) % STAGGER
    for (const [at, acts] of chaptersOf(pull, drawn).entries()) {
      // Pull requests get their numbers in the order in which they are opened.
      steps[first + at]!.push({ pull, acts })
    }
  }
  steps[STAGGER]!.push({ pull: 'policy' })
  return steps
}

function chaptersOf(pull: number, drawn: () => number): Act[][] {
  const happens = (share: number) => drawn() < share
  const say = (by: string, body: string): Act => ({ do: 'say', by, body: `/contender ${body}` })
  const worse = happens(0.4)
  const report = worse ? 'worse' : happens(0.1) ? 'none' : 'better'
  const pushes = happens(0.6)
  return [
    [{ do: 'open', fork: happens(0.2) }, { do: 'run' }],
    [
      { do: 'end', report },
      { do: 'label', name: `risk-${pull % 3}` },
      { do: 'review', by: 'bob', event: 'COMMENT' },
      { do: 'review', by: 'bob', event: happens(0.8) ? 'APPROVE' : 'REQUEST_CHANGES' },
    ],
    [
      say('bob', 'sign dpia Looked at it'),
      ...(happens(0.5) ? [say('bob', 'unsign dpia')] : []),
      ...(happens(0.3) ? [say('bob', 'sign dpia Looked again')] : []),
      { do: 'say', by: 'rita', body: 'What a model!' },
      say('rita', 'sign bias-note'),
      say('olga', 'accept roc_auc-against-base The old one is wrong'),
      say('olga', 'sign bias-note'),
    ],
    pushes
      ? [{ do: 'push' }, { do: 'run' }, ...(happens(0.3) ? [{ do: 'push' } as const, { do: 'run' } as const] : [])]
      : [{ do: 'remove' }, { do: 'rerun' }],
    [
      { do: 'end', report: happens(0.7) ? 'better' : 'worse' },
      { do: 'review', by: 'olga', event: 'APPROVE' },
    ],
    [
      say('bob', 'sign dpia'),
      say('bob', 'sign bias-note And so is this'),
      say('bob', 'unsign bias-note'),
      say('olga', 'accept roc_auc-against-base It is worth it'),
      ...(happens(0.3) ? [say('rita', 'help')] : []),
      say('olga', 'sgn dpia'),
      ...(happens(0.3) ? [{ do: 'remove' } as const] : []),
    ],
    [{ do: 'rename' }, ...(happens(0.2) ? [{ do: 'close' } as const] : [])],
  ]
}
