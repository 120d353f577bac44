import type { Table } from '../data/table.ts'

interface Moments {
  count: number
  mean: number
  squares: number
}

/**
 * The standard deviation of each column of numbers, over its finite values; 0 where there are fewer than two. One pass, rows in their order, so
 * that the same rows give the same number to the last bit.
 *
 * @see Welford 1962, doi:10.1080/00401706.1962.10490022
 */
export async function spreadsOf(batches: AsyncIterable<Table>): Promise<Map<string, number>> {
  const known = new Map<string, Moments>()
  for await (const { columns } of batches) {
    for (const [name, column] of columns) {
      if (column.kind === 'text') continue
      const moments = known.get(name) ?? { count: 0, mean: 0, squares: 0 }
      known.set(name, moments)
      for (const value of column.values) if (Number.isFinite(value)) add(moments, value)
    }
  }
  return new Map([...known].map(([name, { count, squares }]) => [name, count < 2 ? 0 : Math.sqrt(squares / count)]))
}

function add(moments: Moments, value: number): void {
  moments.count++
  const before = value - moments.mean
  moments.mean += before / moments.count
  moments.squares += before * (value - moments.mean)
}
