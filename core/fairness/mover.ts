/** An estimate between the ends of its own interval. */
export interface Limits {
  readonly value: number
  readonly ci: readonly [lo: number, hi: number]
}

/** A part of a sum, and how much of it. */
export interface Term extends Limits {
  readonly factor: number
}

/**
 * The interval of a weighted sum of estimates from their own intervals: what each end lies away from its value takes
 * the place of its standard errors. So the sum of two shares near 0 or 1 keeps what Wilson's intervals know of them; with
 * symmetric intervals it is the delta method.
 *
 * @param terms with intervals at the level that the sum's is to have
 * @param correlation of two of the estimates; 0 where their rows are independent
 * @see Zou & Donner 2008, doi:10.1002/sim.3095 (method of variance estimates recovery)
 * @example
 * moverSum([{ factor: 1, value: 0.7, ci: [0.6, 0.8] }, { factor: -1, value: 0.5, ci: [0.4, 0.6] }], () => 0).ci
 * // [0.0585786, 0.3414214]
 */
export function moverSum(terms: readonly Term[], correlation: (a: number, b: number) => number): Limits {
  const value = terms.reduce((sum, term) => sum + term.factor * term.value, 0)
  const below = terms.map((term) => (term.factor > 0 ? belowOf(term) : -aboveOf(term)) * Math.abs(term.factor))
  const above = terms.map((term) => (term.factor > 0 ? aboveOf(term) : -belowOf(term)) * Math.abs(term.factor))
  return { value, ci: [value - lengthOf(below, correlation), value + lengthOf(above, correlation)] }
}

/**
 * The interval of a ratio of two estimates ≥ 0: all ratios r for which 0 lies in the interval of top − r · bottom.
 *
 * @param correlation of the two
 * @returns value NaN at 0 / 0, whose interval is [0, ∞]; the upper end is ∞ where the bottom may be 0
 * @see Donner & Zou 2012, doi:10.1177/0962280210383082
 * @example
 * moverRatio({ value: 0.4, ci: [0.3, 0.5] }, { value: 0.5, ci: [0.4, 0.6] }, 0).ci // [0.56981, 1.09686]
 */
export function moverRatio(top: Limits, bottom: Limits, correlation: number): Limits {
  const value = top.value / bottom.value
  return { value, ci: [lowestRatio(top, bottom, correlation), highestRatio(top, bottom, correlation)] }
}

/** The lower root of (top − r · bottom)² = squared length, written so that nothing is divided by what may be 0. */
function lowestRatio(top: Limits, bottom: Limits, correlation: number): number {
  const [l, u] = [Math.max(0, top.ci[0]), bottom.ci[1]]
  if (l === 0) return 0
  const cross = top.value * bottom.value - correlation * (top.value - l) * (u - bottom.value)
  const ofTop = l * (2 * top.value - l)
  const root = Math.sqrt(Math.max(0, cross ** 2 - ofTop * u * (2 * bottom.value - u)))
  return cross + root > 0 ? ofTop / (cross + root) : 0
}

function highestRatio(top: Limits, bottom: Limits, correlation: number): number {
  const [u, l] = [top.ci[1], Math.max(0, bottom.ci[0])]
  if (l === 0) return Infinity
  const cross = top.value * bottom.value - correlation * (u - top.value) * (bottom.value - l)
  const ofBottom = l * (2 * bottom.value - l)
  const root = Math.sqrt(Math.max(0, cross ** 2 - ofBottom * u * (2 * top.value - u)))
  return Math.max(0, cross + root) / ofBottom
}

function belowOf({ ci, value }: Limits): number {
  return value - ci[0]
}

function aboveOf({ ci, value }: Limits): number {
  return ci[1] - value
}

/** √ of Σ over pairs of correlation · a · b; signs are in the lengths. */
function lengthOf(lengths: readonly number[], correlation: (a: number, b: number) => number): number {
  let squared = 0
  lengths.forEach((one, a) => {
    lengths.forEach((other, b) => {
      squared += (a === b ? 1 : correlation(a, b)) * one * other
    })
  })
  return Math.sqrt(Math.max(0, squared))
}
