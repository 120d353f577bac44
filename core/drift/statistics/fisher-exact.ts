import { binomialProbability } from '../../stats/binomial-probability.ts'

/**
 * Fisher's exact test of a table of two by two: both samples' rows with and without a property.
 *
 * Two-sided: the chance of all tables with the same margins that are no likelier than this one. Time O(√rows) beyond
 * the tables between this one and the likeliest.
 *
 * @param table rows of the reference with and without, then of the current sample
 * @returns the p-value, in (0, 1]
 * @see Fisher 1935, doi:10.2307/2342435; values from SciPy 1.17 fisher_exact
 * @example
 * fisherExact([[8, 2], [1, 5]]) // 0.0349650350
 */
export function fisherExact([[a, b], [c, d]]: readonly [readonly [number, number], readonly [number, number]]): number {
  const [first, second, marked] = [a + b, c + d, a + c]
  const chanceOf = hypergeometric(first, second, marked)
  const [least, most] = [Math.max(0, marked - second), Math.min(first, marked)]
  const mode = Math.min(most, Math.max(least, Math.floor(((first + 1) * (marked + 1)) / (first + second + 2))))
  const observed = chanceOf(a)
  // What rounding moves may not decide whether a table counts.
  const limit = observed * (1 + 1e-9)
  if (chanceOf(mode) <= limit) return 1
  const from = (start: number, step: 1 | -1) => tailFrom({ chanceOf, least, most, start, step, limit })
  return Math.min(1, from(mode, -1) + from(mode + 1, 1))
}

interface Walk {
  readonly chanceOf: (marked: number) => number
  readonly least: number
  readonly most: number
  readonly start: number
  readonly step: 1 | -1
  readonly limit: number
}

/** The chance of all tables from `start` outwards that are no likelier than `limit`: chances only fall on the way. */
function tailFrom({ chanceOf, least, most, start, step, limit }: Walk): number {
  const end = step > 0 ? most : least
  let [inside, outside] = [start - step, end + step]
  // The first table that counts, by halving.
  while (Math.abs(outside - inside) > 1) {
    const middle = Math.floor((inside + outside) / 2)
    if (chanceOf(middle) <= limit) outside = middle
    else inside = middle
  }
  let sum = 0
  for (let x = outside; x >= least && x <= most; x += step) {
    const chance = chanceOf(x)
    sum += chance
    if (chance < 1e-17 * sum) break
  }
  return sum
}

/** P(x of the first rows are marked), as a quotient of binomial chances with a common share, where no digits cancel. */
function hypergeometric(first: number, second: number, marked: number): (x: number) => number {
  const share = marked / (first + second)
  const together = binomialProbability(marked, first + second, share)
  return (x) => (binomialProbability(x, first, share) * binomialProbability(marked - x, second, share)) / together
}
