import type { GateResult, MetricComparison } from '../artifacts/comparison.ts'
import { gainEnds } from '../comparison/gain-in.ts'
import { marginInUnits, marginRule } from '../comparison/margin.ts'
import { verdictOf } from '../comparison/verdict.ts'
import type { Margin } from '../metrics/metric.ts'
import { sayChange } from './say.ts'

type Judgement = Pick<GateResult, 'outcome' | 'because'>

/**
 * A gate against a baseline. The verdict is taken anew from the interval, under the gate's own
 * margin: a report may have been made under another policy than the one that rules.
 *
 * @param name metric and baseline as the sentence says them: `roc_auc against base`
 */
export function judgeRelative(name: string, found: MetricComparison, margin: Margin): Judgement {
  const change = sayChange(found)
  const why = found.p_worse === null && found.reason !== null ? found.reason : undefined
  return judgeGain(name, { gain: gainIn(found), baseline: found.baseline, change, why }, margin)
}

/** A change as gates see it. */
interface Gained {
  /** 95 % interval, above 0 is better; undefined where it is not for the interval to decide. */
  readonly gain: readonly [number, number] | undefined
  readonly baseline: number | null
  readonly change: string
  /** Why nothing is decided, where it is not the interval that says so. */
  readonly why: string | undefined
}

/** The verdict on a change of any kind under a margin. */
export function judgeGain(name: string, { baseline, change, gain, why }: Gained, margin: Margin): Judgement {
  const verdict =
    gain === undefined ? 'undecided' : verdictOf(gain, baseline === null ? 0 : marginInUnits(margin, baseline))
  const allowed = `a margin of ${marginRule(margin)}`
  if (verdict === 'better') return { outcome: 'pass', because: `${name} is better: ${change}` }
  if (verdict === 'equivalent')
    return { outcome: 'pass', because: `${name} is no worse than the margin: ${change}, with ${allowed}` }
  if (verdict === 'worse') return { outcome: 'fail', because: `${name} is worse: ${change}, with ${allowed}` }
  return { outcome: 'undecided', because: `${name} is undecided: ${why ?? `${change}, with ${allowed}`}` }
}

function gainIn(found: MetricComparison): readonly [number, number] | undefined {
  if (found.verdict === null || found.p_worse === null || found.ci === null) return undefined
  return gainEnds({ ...found, ci: found.ci })
}
