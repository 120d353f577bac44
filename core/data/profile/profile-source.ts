import type { ColumnProfile } from '../../artifacts/profile.ts'
import { UserError } from '../../errors.ts'
import type { ColumnType } from '../column-type.ts'
import type { Engine } from '../engine.ts'
import { quoteName } from '../sql.ts'
import { countNumbers } from './count-numbers.ts'
import { countTexts } from './count-texts.ts'
import { countedDistinct } from './distinct.ts'
import { sampleOf } from './sample.ts'
import { type StreamedColumn, streamNumbers } from './stream-numbers.ts'

/** The rows that are profiled, as SQL can ask about them. */
export interface Asked {
  readonly engine: Engine
  /** How messages call the source. */
  readonly shown: string
  readonly relation: string
  readonly rows: number
}

interface Named {
  readonly name: string
  readonly type: ColumnType
}

/** Columns that are streamed at once: each takes 4 MB. */
const STREAMED_AT_ONCE = 8

/**
 * The rows of a source and the profile of each of its columns, in their order. What it takes of memory does not
 * grow with the rows. Time about that of reading every column and grouping by it.
 *
 * @param hidden names of the columns of which no value may be told
 * @throws {UserError} if the source cannot be read, or has no rows
 */
export async function profileSource(
  engine: Engine,
  source: string,
  hidden: ReadonlySet<string>,
): Promise<{ rows: number; columns: ColumnProfile[] }> {
  const { columns, relation } = await engine.queryable(source)
  const rows = Number((await engine.query(`SELECT count(*) FROM ${relation}`, source))[0]![0])
  if (rows === 0) throw new UserError(`Unexpected \`${source}\` without rows, expected one at least`)
  return { rows, columns: await profileRows({ engine, shown: source, relation, rows }, columns, hidden) }
}

/** The profile of each of these columns of some rows, at least one, in their order. */
async function profileRows(
  asked: Asked,
  columns: readonly Named[],
  hidden: ReadonlySet<string>,
): Promise<ColumnProfile[]> {
  const found = new Map<string, ColumnProfile>()
  const keep = (profile: ColumnProfile) => found.set(profile.name, profile)
  const numbers = columns.filter(({ name, type }) => type !== 'text' && !hidden.has(name))
  const others = columns.filter((column) => !numbers.includes(column))
  const streamed = new Map<string, StreamedColumn>()
  await inPairs([
    async () => {
      for (const column of await sampleOf(asked, numbers)) streamed.set(column.name, column)
    },
    ...others.map((column) => async () => {
      keep(hidden.has(column.name) ? await countHidden(asked, column) : await countTexts(asked, column.name))
    }),
  ])
  const counted = numbers.filter(({ name }) => !streamed.has(name))
  await inPairs(
    counted.map(({ name, type }) => async () => {
      const profile = await countNumbers(asked, name, type as StreamedColumn['type'])
      if (profile !== undefined) keep(profile)
      else streamed.set(name, { name, type: type as StreamedColumn['type'], frequent: new Float64Array() })
    }),
  )
  const waiting = [...streamed.values()]
  for (let from = 0; from < waiting.length; from += STREAMED_AT_ONCE) {
    for (const profile of await streamNumbers(asked, waiting.slice(from, from + STREAMED_AT_ONCE))) keep(profile)
  }
  return columns.map(({ name }) => found.get(name)!)
}

async function countHidden({ engine, relation, shown }: Asked, { name, type }: Named): Promise<ColumnProfile> {
  const value = type === 'float' ? `nullif(${quoteName(name)}, 'nan'::DOUBLE)` : quoteName(name)
  const sql = `SELECT count(*) - count(${value}), count(DISTINCT ${value}) FROM ${relation}`
  const [missing, distinct] = (await engine.query(sql, shown))[0]!
  return { kind: 'hidden', name, type, missing: Number(missing), distinct: countedDistinct(Number(distinct)) }
}

/** While JavaScript takes the answer for one column, DuckDB works on the next. */
async function inPairs(work: readonly (() => Promise<void>)[]): Promise<void> {
  const waiting = work.values()
  const one = async () => {
    for (const next of waiting) await next()
  }
  await Promise.all([one(), one()])
}
