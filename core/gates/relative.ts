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
  const verdict = verdictUnder(found, margin)
  const change = sayChange(found)
  const allowed = `a margin of ${marginRule(margin)}`
  if (verdict === 'better') return { outcome: 'pass', because: `${name} is better: ${change}` }
  if (verdict === 'equivalent')
    return { outcome: 'pass', because: `${name} is no worse than the margin: ${change}, with ${allowed}` }
  if (verdict === 'worse') return { outcome: 'fail', because: `${name} is worse: ${change}, with ${allowed}` }
  const why = found.p_worse === null && found.reason !== null ? found.reason : `${change}, with ${allowed}`
  return { outcome: 'undecided', because: `${name} is undecided: ${why}` }
}

/** The verdict under this margin; undefined where it is not for the interval to decide. */
function verdictUnder(found: MetricComparison, margin: Margin): 'better' | 'equivalent' | 'worse' | undefined {
  if (found.verdict === null || found.p_worse === null || found.ci === null) return undefined
  const gain = gainEnds({ ...found, ci: found.ci })
  const verdict = verdictOf(gain, found.baseline === null ? 0 : marginInUnits(margin, found.baseline))
  return verdict === 'undecided' ? undefined : verdict
}
