import { addSpreads, type Spread } from './spread.ts'

/** How much training again with another seed moves the values. */
export interface SeedScatter {
  /** Variance of `c × candidate + b × baseline`, each the mean over its seeds. */
  readonly seeds: (c: number, b: number) => Spread
  /** What was assumed; null when nothing was. */
  readonly note: string | null
}

/**
 * The variance that training with other seeds would add to a comparison of recipes: s_c²/k_c +
 * s_b²/k_b, where s² is the variance of the metric over the k seeds of one side, with k − 1 degrees
 * of freedom each. A side that was trained once borrows the other's s², and the note says so; with
 * one training on both sides nothing is known and nothing is added.
 *
 * The means over seeds scatter over rows as well; the part of s² that is really seed × row is then
 * counted in both places, which makes the sum slightly cautious.
 *
 * @param candidate the metric's value for each seed, at least one
 * @param baseline likewise
 * @see the variance of a mean over random effects: Searle, Casella & McCulloch 1992, Variance
 *   Components, ch. 3; for models: Bouthillier et al. 2021, Accounting for variance in machine
 *   learning benchmarks, arXiv:2103.03098
 * @example
 * seedScatter([0.7, 0.8], [0.7, 0.7]).seeds(1, -1).variance // 0.0025
 */
export function seedScatter(candidate: readonly number[], baseline: readonly number[]): SeedScatter {
  const [ours, theirs] = [candidate.length, baseline.length]
  if (ours === 1 && theirs === 1) return { seeds: () => ({ variance: 0, df: Infinity }), note: null }
  if (ours > 1 && theirs > 1) {
    const [spreadOfOurs, spreadOfTheirs] = [varianceOverSeeds(candidate), varianceOverSeeds(baseline)]
    return {
      seeds: (c, b) =>
        addSpreads(
          { variance: (c ** 2 * spreadOfOurs) / ours, df: ours - 1 },
          { variance: (b ** 2 * spreadOfTheirs) / theirs, df: theirs - 1 },
        ),
      note: null,
    }
  }
  const [known, once] = ours > 1 ? [candidate, 'baseline'] : [baseline, 'candidate']
  const lender = ours > 1 ? 'candidate' : 'baseline'
  const variance = varianceOverSeeds(known)
  return {
    seeds: (c, b) => ({ variance: variance * (c ** 2 / ours + b ** 2 / theirs), df: known.length - 1 }),
    note: `the ${once} was trained once; its variance over seeds is taken to be that of the ${lender} (${known.length} seeds)`,
  }
}

function varianceOverSeeds(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
}
