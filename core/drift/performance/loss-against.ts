import { type Gain, gainOf, gainTowardsZero } from '../../comparison/gain.ts'
import { marginInUnits, marginRule } from '../../comparison/margin.ts'
import { addSpreads, type Spread } from '../../comparison/spread.ts'
import { count } from '../../count.ts'
import type { Margin, Metric, Sample } from '../../metrics/metric.ts'
import { type Measured, measureSide, type Side } from './measure-side.ts'

/** A metric's value as drift.json holds it. */
interface SideValue {
  readonly value: number
  /** 95 %, as in evaluation.json; null where a single group cannot tell. */
  readonly ci: readonly [lo: number, hi: number] | null
  readonly rows: number
  readonly groups: number | null
}

/** How much worse a window is than the reference in one metric, as drift.json holds it. */
export interface Loss {
  readonly metric: string
  readonly higher_is_better: boolean
  /** null where the metric has no value there. */
  readonly reference: SideValue | null
  readonly current: SideValue | null
  /** How much worse, in the unit of the metric; negative where the window is better. */
  readonly loss: number | null
  /** 95 % interval of the loss. */
  readonly ci: readonly [lo: number, hi: number] | null
  readonly se: number | null
  /** In the unit of the metric. */
  readonly margin: number | null
  /** As it was declared: 0.005 or 1%. */
  readonly margin_rule: string
  /** One-sided, for a loss no larger than the margin. */
  readonly p_value: number | null
  /** The whole interval lies beyond the margin. */
  readonly breach: boolean
  /** How many times the margin the interval's lower end is, 0 or more; null where the margin is 0. */
  readonly times: number | null
  /** Why nothing is decided: too few rows or groups, or no value. */
  readonly insufficient: string | null
}

/** Fewer groups a side than this say too little about how groups scatter. */
const FEWEST_GROUPS_A_SIDE = 5
/** Fewer rows a side than this, where no group is named. */
const FEWEST_ROWS_A_SIDE = 200

/**
 * Labelled performance: how much worse a model does on a window than on the rows it was evaluated on. The rows are others, so
 * the two values scatter apart: the variance of the loss is the sum of both, with Welch and Satterthwaite's degrees of freedom.
 *
 * Without a change about 2.5 % of windows breach a margin of 0, and fewer where days are skewed; but where the reference has far
 * fewer of such days than the window (5 against 30) 7 to 11 % do. Allowing for skewness, as one value's interval does, makes that
 * worse.
 *
 * Time O(n), or 1,000 times that for a metric without influence values (medae, ece).
 *
 * @param metric one that is never judged (ece) is given without p-value and breach
 * @param reference the evaluated **test** predictions: on the rows it was trained on a model does too well
 * @param margin how large a loss is still none; a relative one is a share of the reference's value, taken as fixed
 * @param seed of the bootstrap; no other metric draws anything
 * @returns `breach` exactly when the one-sided p-value is below 0.025 (the p-value of `bias` near 0 is wider than need be).
 *   With fewer than 5 groups a side, or 200 rows a side where there are none, `insufficient` says so and nothing is a breach
 * @see Welch 1947, doi:10.2307/2332510; values from SciPy 1.17 `ttest_ind`
 * @example
 * lossAgainst({ metric: metricOf('binary-classification', 'accuracy'), margin: { kind: 'absolute', value: 0.01 }, seed: 7,
 *   reference: { sample: binarySample({ labels: new Uint8Array(200), answers: new Uint8Array(200) }), groups: undefined },
 *   current: { sample: binarySample({ labels: new Uint8Array(200), answers: new Uint8Array(200).fill(1, 50) }), groups: undefined } }).loss // 0.75
 */
export function lossAgainst<S extends Sample>({
  metric,
  reference,
  current,
  margin,
  seed,
}: {
  readonly metric: Metric<S>
  readonly reference: Side<S>
  readonly current: Side<S>
  readonly margin: Margin
  readonly seed: number
}): Loss {
  const before = measureSide(metric, reference, seed)
  const now = measureSide(metric, current, seed)
  const known = {
    ...NOTHING_KNOWN,
    metric: metric.name,
    higher_is_better: metric.higherIsBetter,
    margin_rule: marginRule(margin),
    reference: 'undefined' in before ? null : sideValue(before),
    current: 'undefined' in now ? null : sideValue(now),
  }
  if ('undefined' in before) return { ...known, insufficient: `no value on the reference: ${before.undefined}` }
  if ('undefined' in now) return { ...known, insufficient: `no value on the window: ${now.undefined}` }
  const units = marginInUnits(margin, before.value)
  const gain = gainBetween(metric, before, now)
  const lacking = tooFew(before, 'reference') ?? tooFew(now, 'window')
  if (gain === undefined) {
    return { ...known, margin: units, insufficient: lacking ?? 'too few rows or groups to know how the values scatter' }
  }
  const [lo, hi] = [0 - gain.ci[1], 0 - gain.ci[0]]
  const measured = { ...known, margin: units, loss: 0 - gain.value, ci: [lo, hi] as const, se: gain.se }
  if (lacking !== undefined) return { ...measured, insufficient: lacking }
  if (!metric.judged) return measured
  return {
    ...measured,
    p_value: gain.pWorse(units),
    breach: lo > units,
    times: units === 0 ? null : Math.max(0, lo) / units,
  }
}

const NOTHING_KNOWN = {
  loss: null,
  ci: null,
  se: null,
  margin: null,
  p_value: null,
  breach: false,
  times: null,
  insufficient: null,
}

function sideValue({ value, ci, rows, groups }: Measured): SideValue {
  return { value, ci: ci.every(Number.isFinite) ? ci : null, rows, groups: groups ?? null }
}

function tooFew({ rows, groups }: Measured, side: string): string | undefined {
  if (groups !== undefined && groups < FEWEST_GROUPS_A_SIDE) {
    return `only ${count(groups, 'group')} in the ${side}, at least ${FEWEST_GROUPS_A_SIDE} are needed`
  }
  if (groups === undefined && rows < FEWEST_ROWS_A_SIDE) {
    return `only ${count(rows, 'row')} in the ${side}, at least ${FEWEST_ROWS_A_SIDE} are needed`
  }
  return undefined
}

/** The gain of the window over the reference; undefined where a variance cannot be known. */
function gainBetween(
  { higherIsBetter, targetsZero }: Pick<Metric, 'higherIsBetter' | 'targetsZero'>,
  before: Measured,
  now: Measured,
): (Gain & { readonly value: number; readonly se: number }) | undefined {
  const combine = (c: number, b: number) => ({
    value: c * now.value + b * before.value,
    ...addSpreads(scaled(c ** 2, now.spread), scaled(b ** 2, before.spread)),
  })
  const delta = combine(1, -1)
  if (!Number.isFinite(delta.variance)) return undefined
  const se = Math.sqrt(delta.variance)
  if (targetsZero) return { ...gainTowardsZero(combine), value: Math.abs(before.value) - Math.abs(now.value), se }
  const sign = higherIsBetter ? 1 : -1
  return { ...gainOf(delta, sign), value: sign * delta.value, se }
}

/** The spread of a value that is multiplied by a number whose square is given. */
function scaled(square: number, { variance, df }: Spread): Spread {
  return { variance: square === 0 ? 0 : square * variance, df }
}
