import type { FairnessChange, GateResult } from '../artifacts/comparison.ts'
import type { FairnessMetric } from '../artifacts/fairness.ts'
import { count } from '../count.ts'
import { decimalsOf, formatDelta, formatNumber } from '../format-number.ts'
import type { Margin } from '../metrics/metric.ts'
import { judgeBounds } from './absolute.ts'
import type { FairnessFound, Gate } from './gate.ts'
import { judgeGain } from './relative.ts'
import { sayList } from './say.ts'

/** What a gate against a baseline looks at. */
interface ChangesFound {
  readonly changes?: readonly FairnessChange[] | undefined
  readonly candidate?: readonly FairnessFound[] | undefined
}

type Judgement = Pick<GateResult, 'outcome' | 'because'>

/**
 * A gate on how far groups of people are apart, judged as any absolute gate is: by the whole 95 % interval. Groups with
 * too few rows to be judged are named, for nothing was shown of them.
 */
export function judgeFairness(gate: Gate, fairness: readonly FairnessFound[] = []): Judgement {
  const name = `${gate.metric} by ${gate.by}`
  const [found, ...others] = fairness.filter(({ by }) => by === gate.by)
  const metric =
    found !== undefined && Object.hasOwn(found.metrics, gate.metric) ? found.metrics[gate.metric] : undefined
  if (found === undefined || metric === undefined || others.length > 0)
    return { outcome: 'undecided', because: `${name} was not measured on these rows` }
  const { ci, reason, value } = metric
  if (value === null || ci === null)
    return {
      outcome: 'undecided',
      because: `${name} has no value with an interval: ${reason ?? 'nobody said why'}${sayLeftOut(found)}`,
    }
  const [lo, hi] = [ci[0], ci[1] ?? Infinity]
  const { because, outcome } = judgeBounds(
    gate,
    [lo, hi],
    `${name} is ${sayDisparity({ value, ci })}${sayBetween(metric)}`,
  )
  // All rows stand beside a privileged group, those of small groups too.
  return { outcome, because: because + (metric.between === null ? '' : sayLeftOut(found)) }
}

/**
 * A gate on how much further groups of people are apart than with a baseline: by the whole 95 % interval of the change, under the
 * gate's margin. A gap that shrinks is better. Groups with too few rows are named, as `judgeFairness` does.
 *
 * @param found `changes` against the baseline, and how the `candidate` alone treats the groups of the same rows
 */
export function judgeFairnessChange(
  gate: Gate,
  margin: Margin,
  { candidate: alone = [], changes = [] }: ChangesFound,
): Judgement {
  const name = `${gate.metric} by ${gate.by} against ${gate.against}`
  const [found, ...others] = changes.filter(({ by }) => by === gate.by)
  const change =
    found !== undefined && Object.hasOwn(found.metrics, gate.metric) ? found.metrics[gate.metric] : undefined
  if (change === undefined || others.length > 0)
    return { outcome: 'undecided', because: `${name} was not compared on these rows` }
  const { baseline, candidate, ci, delta, reason } = change
  const isKnown = ci !== null && delta !== null && baseline !== null && candidate !== null
  const gain = isKnown ? ([-ci[1], -ci[0]] as const) : undefined
  const said = isKnown
    ? `${formatDelta(delta, ci)}, from ${sayGap(baseline, ci)} to ${sayGap(candidate, ci)}`
    : 'no values'
  const { because, outcome } = judgeGain(name, { gain, baseline, change: said, why: reason ?? undefined }, margin)
  return { outcome, because: because + sayLeftOutOf(gate, alone) }
}

/** Nothing where all rows stand beside a privileged group, as `judgeFairness` has it. */
function sayLeftOutOf(gate: Gate, fairness: readonly FairnessFound[]): string {
  const found = fairness.find(({ by }) => by === gate.by)
  if (found === undefined) return ''
  const metric = Object.hasOwn(found.metrics, gate.metric) ? found.metrics[gate.metric] : undefined
  const isBesideRest = metric !== undefined && metric.value !== null && metric.between === null
  return isBesideRest ? '' : sayLeftOut(found)
}

function sayGap(value: number, ci: readonly [number, number]): string {
  return formatNumber(value, decimalsOf(ci))
}

/**
 * How far groups are apart, rounded to what the interval supports; its upper end may be open.
 *
 * @example
 * sayDisparity({ value: 0.08, ci: [0.051, 0.11] }) // '0.080 (0.051 to 0.110)'
 */
export function sayDisparity({ ci, value }: { value: number; ci: readonly [number, number | null] }): string {
  const [lo, hi] = ci
  const decimals = hi === null ? 2 : decimalsOf([lo, hi])
  const range =
    hi === null
      ? `${formatNumber(lo, decimals)} or more`
      : `${formatNumber(lo, decimals)} to ${formatNumber(hi, decimals)}`
  return `${formatNumber(value, decimals)} (${range})`
}

/** ` in true_positive_rate, lowest for f and highest for m`: nothing where all others stand beside one group. */
function sayBetween({ between, rate }: FairnessMetric): string {
  if (between === null) return ''
  return ` in ${rate}, lowest for ${between[0]} and highest for ${between[1]}`
}

function sayLeftOut({ groups }: FairnessFound): string {
  const small = groups.filter(({ too_small }) => too_small !== null).map(({ name }) => name)
  if (small.length === 0) return ''
  return `; ${count(small.length, 'group')} with too few rows to be judged: ${sayList(small)}`
}
