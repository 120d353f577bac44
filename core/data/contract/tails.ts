import type { Rows } from '../quality/rows.ts'
import { quoteName } from '../sql.ts'
import type { ColumnKind } from './schema.ts'

/** How far values lie beyond the ends of the bulk of a column, on average: below and above. 0 where an end is a wall. */
export type Tails = readonly [below: number, above: number]

/** A tail is this share of the rows, or so many of them. */
const SHARE = 0.01
const FEWEST_ROWS = 10

/**
 * The mean excess of the least and the greatest hundredth of each column: about 0 where values stop, as those of a
 * uniform distribution do, and the scale of an exponential tail. Of several parts the longest tail counts.
 *
 * @param columns numbers that every part has
 */
export async function tailsOf(
  parts: readonly Rows[],
  columns: readonly { readonly name: string; readonly type: ColumnKind }[],
): Promise<Map<string, Tails>> {
  const tails = new Map<string, Tails>()
  for (const { name } of columns) {
    const found: Tails[] = []
    for (const { ask, count, relation } of parts) {
      const x = `${quoteName(name)}::DOUBLE`
      const share = Math.min(0.5, Math.max(SHARE, FEWEST_ROWS / count))
      const finite = `(SELECT ${x} AS x FROM ${relation} WHERE isfinite(${x}))`
      const ends = `(SELECT quantile_cont(x, [${share}, ${1 - share}]) AS ends FROM ${finite})`
      const [[below, above]] = (await ask(
        `SELECT avg(ends[1] - x) FILTER (WHERE x < ends[1]), avg(x - ends[2]) FILTER (WHERE x > ends[2]) FROM ${finite}, ${ends}`,
      )) as [[number | null, number | null]]
      found.push([below ?? 0, above ?? 0])
    }
    tails.set(name, [Math.max(...found.map(([below]) => below)), Math.max(...found.map(([, above]) => above))])
  }
  return tails
}
