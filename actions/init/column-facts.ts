import type { ColumnType } from '../../core/data/column-type.ts'
import { quoteName } from '../../core/data/sql.ts'
import type { Place } from '../project.ts'
import { withFiles } from '../with-data.ts'
import { withSample } from './sample.ts'

/** What the first rows say of a column. */
export interface ColumnFacts {
  readonly name: string
  readonly type: ColumnType
  /** Rows looked at. */
  readonly rows: number
  /** Rows with a value. */
  readonly filled: number
  readonly distinct: number
  /** The values, most frequent first, where they are at most 20; else none. */
  readonly levels: readonly string[]
}

const ROWS = 50_000
const FEW = 20

/**
 * Looks at the columns of a source, in its first 50,000 rows.
 *
 * @throws {UserError} if the source cannot be read
 */
export async function columnFacts(place: Place, source: string): Promise<ColumnFacts[]> {
  return withSample(place, source, (sampled, name) =>
    withFiles(sampled, async (engine) => {
      const { columns, relation } = await engine.queryable(name)
      const rows = `(SELECT * FROM ${relation} LIMIT ${ROWS})`
      const counts = columns.map(({ name }) => `count(${quoteName(name)}), count(DISTINCT ${quoteName(name)})`)
      const [all, ...found] = (await engine.query(`SELECT count(*), ${counts.join(', ')} FROM ${rows}`, name))[0]!
      const facts: ColumnFacts[] = []
      for (const [at, { name: column, type }] of columns.entries()) {
        const distinct = Number(found[2 * at + 1])
        facts.push({
          name: column,
          type,
          rows: Number(all),
          filled: Number(found[2 * at]),
          distinct,
          levels: distinct > FEW ? [] : await levelsOf(column),
        })
      }
      return facts

      async function levelsOf(column: string): Promise<string[]> {
        const value = quoteName(column)
        const sql = `SELECT ${value}::VARCHAR FROM ${rows} WHERE ${value} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1`
        return (await engine.query(sql, name)).map(([level]) => String(level))
      }
    }),
  )
}
