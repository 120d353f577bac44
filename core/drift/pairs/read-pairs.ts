import { readingSql } from '../../data/column-type.ts'
import type { Engine } from '../../data/engine.ts'
import { quoteName } from '../../data/sql.ts'
import type { Column, Table } from '../../data/table.ts'
import { suggest, UserError } from '../../errors.ts'

/** Two sources of `Engine` and the columns that both have, which are compared. */
interface Sources {
  readonly reference: string
  readonly current: string
  readonly columns: readonly string[]
  /** Columns that are in memory at once, twice as many while the next are read. Default 4. */
  readonly atOnce?: number
}

/** A column of both. */
export interface ColumnPair {
  readonly name: string
  readonly reference: Column
  readonly current: Column
}

/**
 * The columns of two sources side by side, a few at a time: while those are compared DuckDB reads the next on its own
 * threads. Memory 16 · `atOnce` bytes a row of both.
 *
 * @throws {UserError} if a source cannot be read, has no such column or no rows
 */
export async function* readPairs(engine: Engine, sources: Sources): AsyncGenerator<ColumnPair> {
  const { columns, atOnce = 4 } = sources
  let next = readSome(engine, sources, columns.slice(0, atOnce))
  for (let from = 0; from < columns.length; from += atOnce) {
    const [reference, current] = await next
    const end = from + atOnce
    if (end < columns.length) {
      next = readSome(engine, sources, columns.slice(end, end + atOnce))
      // Its failure is told when it is awaited, which comes too late for Node.
      next.catch(() => undefined)
    }
    for (const name of columns.slice(from, end)) {
      yield { name, reference: reference.columns.get(name)!, current: current.columns.get(name)! }
    }
  }
}

function readSome(
  engine: Engine,
  { reference, current }: Sources,
  columns: readonly string[],
): Promise<[Table, Table]> {
  return Promise.all([readOne(engine, reference, columns), readOne(engine, current, columns)])
}

async function readOne(engine: Engine, source: string, names: readonly string[]): Promise<Table> {
  const { columns, relation } = await engine.queryable(source)
  const wanted = names.map((name) => {
    const found = columns.find((column) => column.name === name)
    if (found !== undefined) return found
    throw new UserError(
      `Missing column \`${name}\` in ${source}, ${suggest(
        name,
        columns.map((column) => column.name),
      )}`,
    )
  })
  const list = wanted.map(({ name, type }) => readingSql(quoteName(name), type)).join(', ')
  const sql = `SELECT ${list} FROM ${relation}`
  for await (const table of engine.tables(sql, wanted, source, Number.POSITIVE_INFINITY)) return table
  throw new UserError(`Unexpected \`${source}\` without rows, expected one at least`)
}
