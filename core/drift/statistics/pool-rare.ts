import { type Counts, rowsOf } from './counts.ts'

/**
 * Makes one category of those that too few rows are expected in for χ² to hold its level.
 *
 * From the rarest upwards, until the pooled category itself expects enough. Time O(k log k) for k categories.
 *
 * @param counts of both samples, each with at least one row
 * @param options.least rows that a category must expect in the smaller sample, if shares are the same
 * @returns the counts of the categories kept, in their order and by `kept`, and last those of the pooled ones if there are any
 * @see Cochran 1954, doi:10.2307/3001616
 * @example
 * poolRare({ reference: [90, 6, 4], current: [95, 3, 2] }) // { reference: [90, 10], current: [95, 5], kept: [0] }
 */
export function poolRare(
  { reference, current }: Counts,
  { least = 5 } = {},
): { reference: number[]; current: number[]; kept: number[] } {
  const [n, m] = [rowsOf(reference), rowsOf(current)]
  const both = Array.from(reference, (rows, k) => rows + current[k]!)
  const needed = (least * (n + m)) / Math.min(n, m)
  const rarestFirst = both.map((_, k) => k).sort((a, b) => both[a]! - both[b]!)
  const rare = new Set<number>()
  let pooled = 0
  for (const k of rarestFirst) {
    if (both[k]! >= needed && (rare.size === 0 || pooled >= needed)) break
    rare.add(k)
    pooled += both[k]!
  }
  const kept = both.map((_, k) => k).filter((k) => !rare.has(k))
  const gather = (counts: ArrayLike<number>) => {
    const named = kept.map((k) => counts[k]!)
    return rare.size === 0 ? named : [...named, rowsOf([...rare].map((k) => counts[k]!))]
  }
  return { reference: gather(reference), current: gather(current), kept }
}
