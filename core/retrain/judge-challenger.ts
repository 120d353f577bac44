import type { Comparison, MetricComparison, RunOutcome } from '../artifacts/comparison.ts'
import { gainIn } from '../comparison/gain-in.ts'
import { formatDelta } from '../format-number.ts'
import { whyTooFew } from './few-groups.ts'

/** What a comparison of challenger and production came to. */
export interface Challenge {
  /** pass: the challenger has won. */
  readonly outcome: RunOutcome
  readonly because: string
  readonly metric: string
  /** How much better the challenger is, positive for better, with its 95 % interval. */
  readonly gain: { readonly value: number; readonly ci: readonly [number, number] } | null
  /** With what it was compared: production, or the branch where nothing is in production yet. */
  readonly role: 'production' | 'base' | null
  readonly groups: number | null
}

/**
 * Judges a challenger: it wins where it is shown to be better in the primary metric, over at least ten groups of rows, and
 * no gate fails. One that is no worse has not won: changing a model has its price.
 *
 * @param primary the metric that decides
 * @param unit what rows are grouped by: days where the config says nothing else
 */
export function judgeChallenger({ against, gates }: Comparison, primary: string, unit: 'day' | 'group'): Challenge {
  const rival = against.find(({ role }) => role === 'production') ?? against.find(({ role }) => role === 'base')
  const found = rival?.metrics[primary]
  const role: Challenge['role'] = rival === undefined ? null : rival.role === 'production' ? 'production' : 'base'
  const gain = found === undefined ? null : gainOf(primary, found)
  const known = { metric: primary, gain, role, groups: rival?.groups ?? null }
  if (rival === undefined || found === undefined || found.verdict === null)
    return { ...known, outcome: 'undecided', because: noComparison(role, primary, found) }
  const few = whyTooFew(rival.groups ?? 0, unit)
  if (few !== undefined) return { ...known, outcome: 'undecided', because: few }
  const name = role === 'production' ? 'production' : 'the model of the branch'
  const by = gain === null ? '' : `, by ${formatDelta(gain.value, gain.ci)}`
  if (found.verdict !== 'better') {
    const outcome = found.verdict === 'undecided' ? 'undecided' : 'fail'
    const how = { equivalent: 'is no worse than', worse: 'is worse than', undecided: 'cannot be told from' }[
      found.verdict
    ]
    const change = gain === null ? '' : ` (gain ${formatDelta(gain.value, gain.ci)})`
    return { ...known, outcome, because: `in ${primary} the challenger ${how} ${name}${change}` }
  }
  const failed = gates.find(({ outcome }) => outcome === 'fail')
  if (failed !== undefined)
    return {
      ...known,
      outcome: 'fail',
      because: `it is better in ${primary}${by}, and the gate ${failed.rule} fails: ${failed.because}`,
    }
  return { ...known, outcome: 'pass', because: `in ${primary} the challenger is better than ${name}${by}` }
}

function noComparison(role: Challenge['role'], primary: string, found: MetricComparison | undefined): string {
  if (role === null) return 'there is no model in production, and none of the branch, to compare with'
  return `${primary} was not compared with ${role}${found?.reason ? `: ${found.reason}` : ''}`
}

function gainOf(primary: string, found: MetricComparison): Challenge['gain'] {
  const gain = gainIn(primary, found)
  return gain === undefined || gain.ci === null ? null : { value: gain.value, ci: gain.ci }
}
