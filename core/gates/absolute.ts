import type { GateResult } from '../artifacts/comparison.ts'
import { FEWEST_GROUPS, tooFewGroups } from '../comparison/finding.ts'
import type { Gate, MetricValue } from './gate.ts'
import { sayValue } from './say.ts'

type Judgement = Pick<GateResult, 'outcome' | 'because'>

/**
 * A gate with `min` or `max`: the whole 95 % interval on the right side passes, the whole on the
 * wrong side fails, anything else is undecided, and so is everything with fewer than 10 groups.
 *
 * @example
 * judgeAbsolute({ metric: 'roc_auc', min: 0.65 }, { value: 0.7, ci: [0.69, 0.71] }).outcome // 'pass'
 */
export function judgeAbsolute(gate: Gate, found?: MetricValue): Judgement {
  const { metric } = gate
  if (found === undefined || found.value === null || found.ci === null || !found.ci.every(Number.isFinite)) {
    return { outcome: 'undecided', because: `${metric} has no value with an interval on these rows` }
  }
  if (typeof found.groups === 'number' && found.groups < FEWEST_GROUPS) {
    return {
      outcome: 'undecided',
      because: `${metric} is ${sayValue({ value: found.value, ci: found.ci })}: ${tooFewGroups(found.groups)}`,
    }
  }
  return judgeBounds(gate, found.ci, `${metric} is ${sayValue({ value: found.value, ci: found.ci })}`)
}

/** @param measured what the interval is of, as the sentence begins: `roc_auc is 0.7 (0.69 to 0.71)` */
export function judgeBounds(
  { min = -Infinity, max = Infinity }: Pick<Gate, 'max' | 'min'>,
  [lo, hi]: readonly [number, number],
  measured: string,
): Judgement {
  if (lo >= min && hi <= max) return { outcome: 'pass', because: `${measured}, all of it within the bounds` }
  if (hi < min) return { outcome: 'fail', because: `${measured}, all of it below ${min}` }
  if (lo > max) return { outcome: 'fail', because: `${measured}, all of it above ${max}` }
  const crossed = lo < min ? min : max
  return { outcome: 'undecided', because: `${measured}, which reaches across ${crossed}` }
}
