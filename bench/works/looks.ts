import type { Act } from '../../test/bot/chaos/life.ts'
import { actor, branchesFor } from '../../test/bot/chaos/scene.ts'
import { startGitHub } from '../../test/github/github.ts'
import type { Wait } from '../measure/row.ts'
import { startBotProcess } from '../sides/bot-process.ts'
import type { BenchWork } from '../work.ts'
import { percentiles } from './percentiles.ts'

const PULLS = 20
/** What one look at a pull request may ask of GitHub. */
const GOAL = { reads: 8, writes: 3 }
const UNLIMITED = { requests: 1e9, writesAMinute: 1e9, writesAnHour: 1e9 }

const say = (by: string, body: string): Act => ({ do: 'say', by, body })

/** One after the other; what is not named is not counted. */
const LIFE: readonly (readonly [name: string, Act])[] = [
  ['opened', { do: 'open', fork: false }],
  ['its run begins: two looks', { do: 'run' }],
  ['its first report', { do: 'end', report: 'better' }],
  ['a label: nothing changes', { do: 'label', name: 'risk' }],
  ['an approving review', { do: 'review', by: 'bob', event: 'APPROVE' }],
  ['`/contender sign`, with the look after it', say('bob', '/contender sign dpia')],
  ['a refused command, with the look after it', say('rita', '/contender sign dpia')],
  ['', { do: 'rerun' }],
  ['another report of the same commit', { do: 'end', report: 'worse' }],
  ['pushed to', { do: 'push' }],
  ['', { do: 'run' }],
  ['the report after a push', { do: 'end', report: 'better' }],
]

/** What a look at a pull request asks of GitHub, and how long its comment takes beside GitHub's own time. */
export const looks: BenchWork = {
  name: 'looks',
  finding:
    'One look reads the pull request, its files, runs, checks, statuses and reviews, and the permission of a person who reviewed: 6 or 7 reads, and 2 more where there is a report. GitHub delivers twice that a run begins, so it is looked at twice; the goal of 8 reads is of one look. A command reads who may give it, from the same places, before the look that shows what it came to.',
  open: async ({ after, scale }) => {
    const { calls, times } = await watchLooks({ after }, Math.ceil(PULLS * Math.min(1, scale)))
    const counted = Array.from(calls, ([name, { reads, writes }]) => ({
      work: `a pull request, ${name}`,
      ...{ reads: percentiles(reads).p50, writes: percentiles(writes).p50, goal: goalOf(name) },
    }))
    return [
      ...counted,
      ...[...times].flatMap(([name, of]): Wait[] => [
        { work: `${name} → comment, all of it`, ...percentiles(of.map(({ total }) => total)), goal: 2000 },
        {
          work: `${name} → comment, beside GitHub's own time`,
          ...percentiles(of.map(({ total, waited }) => total - waited)),
          goal: 2000,
        },
      ]),
    ]
  },
}

/** Two looks may ask for twice as much. */
function goalOf(name: string): typeof GOAL {
  const looks = name.endsWith('look after it') || name.endsWith('two looks') ? 2 : 1
  return { reads: looks * GOAL.reads, writes: looks * GOAL.writes }
}

interface Watched {
  /** Of each pull request, by what happened. */
  readonly calls: ReadonlyMap<string, { readonly reads: readonly number[]; readonly writes: readonly number[] }>
  /** Milliseconds until a comment, and how many of them GitHub was waited for, by what happened. */
  readonly times: ReadonlyMap<string, readonly { readonly total: number; readonly waited: number }[]>
}

/** The life of some pull requests, one after the other, with the bot at work. */
export async function watchLooks(
  t: { readonly after: (close: () => unknown) => void },
  pulls: number,
): Promise<Watched> {
  const from = await branchesFor(t, pulls)
  const github = await startGitHub({ t, from, limits: UNLIMITED })
  github.addTeam('privacy', ['bob'])
  const bot = await startBotProcess(github.app, github.url, { dashboard: false })
  t.after(bot.end)
  github.listen(bot.url)
  const { act } = actor(github)
  const calls = new Map<string, { reads: number[]; writes: number[] }>()
  const times = new Map<string, { total: number; waited: number }[]>()
  for (let pull = 1; pull <= pulls; pull++) {
    for (const [name, deed] of LIFE) {
      const since = github.calls.length
      // The bot goes by the machine's clock, and nobody signs what it has not seen yet.
      github.setClock(Date.now() + 5000)
      const comment = deed.do === 'end' ? bot.comment() : undefined
      await act(pull, deed)
      const time = await comment
      await github.settle()
      await bot.idle()
      const made = github.calls.slice(since).filter(({ login }) => login === 'contender[bot]')
      const ours = made.filter(({ path }) => path.startsWith('/repos/'))
      const reads = ours.filter(({ method }) => method === 'GET').length
      const known = calls.get(name) ?? { reads: [], writes: [] }
      calls.set(name, { reads: [...known.reads, reads], writes: [...known.writes, ours.length - reads] })
      if (time !== undefined) times.set(name, [...(times.get(name) ?? []), time])
    }
  }
  calls.delete('')
  return { calls, times }
}
