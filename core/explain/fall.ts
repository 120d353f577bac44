import { fewRowsDf } from '../comparison/few-rows.ts'
import type { Groups, Metric, Sample } from '../metrics/metric.ts'
import { intervalOf } from '../stats/interval.ts'
import { varianceOf } from '../stats/variance.ts'

/** What a model answers when the values of some columns are dealt anew. */
export interface Dealt {
  readonly sample: Sample
  /** Row `at` got the values of row `order[at]`. */
  readonly order: Uint32Array
}

/** How much worse a metric is, with its 95 % interval. */
export interface Fall {
  readonly value: number | null
  readonly ci: [number, number] | null
}

const NONE: Fall = { value: null, ci: null }

/**
 * How much worse a metric is when values are dealt anew, on average over the dealings. Above 0: the model needs them.
 *
 * Each row moves it twice: by how much another row's values change what it adds, and by how much its own values change what
 * another row adds. The sum of these differences gives the interval, as for every paired difference, over groups where there
 * are any. What chance of dealing each answer has is in it twice, and is taken off once.
 *
 * Time O(n) for each dealing.
 *
 * @param groups rows that are alike
 * @returns null where the metric has no value, or no influence values to make an interval of (medae)
 * @see Fisher, Rudin & Dominici 2019, jmlr.org/papers/v20/18-760.html (model reliance as a U-statistic of pairs of rows)
 */
export function fallOf(metric: Metric, sample: Sample, dealt: readonly Dealt[], groups: Groups | undefined): Fall {
  const before = lossOf(metric, sample)
  const after = dealt.map((each) => lossOf(metric, each.sample))
  if (before === undefined || after.some((loss) => loss === undefined)) return NONE
  const losses = after as Loss[]
  // Answers that stay as they are change the metric by 0, and not by a rounding.
  const value = losses.reduce((sum, loss) => sum + (loss.value - before.value), 0) / losses.length
  const influence = new Float64Array(sample.rows)
  losses.forEach((loss, at) => {
    const { order } = dealt[at]!
    for (let row = 0; row < order.length; row++) {
      const share = (loss.influence[row]! - before.influence[row]!) / losses.length
      influence[row]! += share
      influence[order[row]!]! += share
    }
  })
  const found = varianceOf(influence, { groups })
  const variance = Math.max(found.variance / 2, found.variance - chanceOf(losses))
  if (!Number.isFinite(variance)) return { value, ci: null }
  const df = groups === undefined ? fewRowsDf(influence) : found.df
  const { ci } = intervalOf(
    { value, influence },
    { kind: 'influence', range: metric.range, groups, variance: { variance, df } },
  )
  return { value, ci: ci.every(Number.isFinite) ? [ci[0], ci[1]] : null }
}

interface Loss {
  readonly value: number
  readonly influence: Float64Array
}

/** A metric turned so that lower is better. */
function lossOf(metric: Metric, sample: Sample): Loss | undefined {
  const estimate = metric.estimate(sample)
  if ('undefined' in estimate) return undefined
  const turn = metric.targetsZero ? Math.sign(estimate.value) : metric.higherIsBetter ? -1 : 1
  return { value: turn * estimate.value, influence: estimate.influence.map((each) => turn * each) }
}

/** Variance of the mean over dealings that comes from which values each row happened to get. */
function chanceOf(losses: readonly Loss[]): number {
  const times = losses.length
  if (times < 2) return 0
  let sum = 0
  for (let row = 0; row < losses[0]!.influence.length; row++) {
    let mean = 0
    for (const { influence } of losses) mean += influence[row]! / times
    for (const { influence } of losses) sum += (influence[row]! - mean) ** 2
  }
  return sum / (times - 1) / times
}
