import type { ModelConfig } from '../../config/schema.ts'
import { UserError } from '../../errors.ts'
import type { SourceName } from '../quality/check.ts'
import { findPersonalData } from '../quality/personal-data.ts'
import type { Rows } from '../quality/rows.ts'
import { type Summary, summarize } from '../quality/summarize.ts'
import { quoteName } from '../sql.ts'
import { type InferredColumn, inferColumn, type SeenColumn } from './infer-column.ts'
import { inferRelations } from './infer-relations.ts'
import type { ColumnKind } from './schema.ts'
import { tailsOf } from './tails.ts'

/** What the data of one model looks like, as a contract to be reviewed. */
export interface InferredContract {
  readonly parts: readonly { readonly source: SourceName; readonly uri: string; readonly rows: number }[]
  readonly columns: readonly InferredColumn[]
  /** Columns that only some parts have: no part of the contract. */
  readonly partial: readonly string[]
  readonly relations: readonly string[]
  /** Relations that hold, but may be chance. */
  readonly possible: readonly string[]
  /** The config's column of time, and its newest value in milliseconds since 1970. */
  readonly newest: { readonly column: string; readonly time: number } | undefined
}

/** Categories of text, at most, and classes of a target. */
const MOST_VALUES = 30
const MOST_CLASSES = 100

/** With fewer rows, values that each stand once are no sign of a key. */
const ROWS_OF_A_KEY = 1000

/**
 * Infers what the data of one model looks like from all of its parts.
 *
 * @param parts at least one
 * @throws {UserError} if a part has no rows
 */
export async function inferContract(
  parts: readonly Rows[],
  { data, task }: Pick<ModelConfig, 'data' | 'task'>,
): Promise<InferredContract> {
  const empty = parts.find(({ count }) => count === 0)
  if (empty !== undefined)
    throw new UserError(`Unexpected \`${empty.uri}\` without rows, expected some to make a contract from`)
  const summaries = new Map<Rows, Map<string, Summary>>()
  for (const rows of parts) summaries.set(rows, await summarize(rows))
  const hidden = new Set(data.sensitive)
  for (const rows of parts)
    for (const { column } of await findPersonalData(rows, summaries.get(rows)!, data.sensitive)) hidden.add(column!)
  const names = [...new Set(parts.flatMap(({ columns }) => columns.map(({ name }) => name)))]
  const shared = names.filter((name) => parts.every(({ columns }) => columns.some((column) => column.name === name)))
  const kinds = shared.map((name) => ({ name, type: typeIn(parts, name) }))
  const numbers = kinds.filter(({ name, type }) => !hidden.has(name) && (type === 'integer' || type === 'float'))
  const tails = await tailsOf(
    parts,
    numbers.filter(({ name }) =>
      parts.every(({ columns }) => columns.some((own) => own.name === name && own.type !== 'text')),
    ),
  )
  const columns: InferredColumn[] = []
  for (const name of shared) {
    const role = name === data.id ? 'id' : name === data.target && task !== 'regression' ? 'target class' : 'other'
    const about = { name, role, type: typeIn(parts, name), hidden: hidden.has(name) } as const
    columns.push(
      inferColumn({
        ...about,
        tails: tails.get(name),
        summaries: parts.map((rows) => ({ ...summaries.get(rows)!.get(name)!, rows: rows.count })),
        unique: await isKey(parts, about),
        values: await valuesOf(parts, about),
      }),
    )
  }
  const relations = await inferRelations(parts, shared, hidden)
  const times = parts.flatMap((rows) => summaries.get(rows)!.get(data.time ?? '')?.range?.[1] ?? [])
  const isTime = data.time !== undefined && !hidden.has(data.time) && typeIn(parts, data.time) === 'time'
  return {
    parts: parts.map(({ count, source, uri }) => ({ source, uri, rows: count })),
    columns,
    partial: names.filter((name) => !shared.includes(name)),
    relations: relations.certain,
    possible: relations.possible,
    newest: isTime && times.length > 0 ? { column: data.time!, time: Math.max(...times) } : undefined,
  }
}

/** Whole numbers in one part and fractions in another are fractions; a part that disagrees otherwise has its own fault. */
function typeIn(parts: readonly Rows[], name: string): ColumnKind {
  const types = parts.flatMap(({ columns }) => columns.filter((column) => column.name === name).map(({ type }) => type))
  return types.includes('float') ? 'float' : types[0]!
}

type About = Pick<SeenColumn, 'hidden' | 'name' | 'role' | 'type'>

/** Whether each value stands once, where that is no chance: of the id, and of a column that is called a key. */
async function isKey(parts: readonly Rows[], { name, role, type }: About): Promise<boolean> {
  const called = /(^|[^a-z])(id|key|uuid)$/i.test(name.replace(/([a-z])([A-Z])/g, '$1 $2'))
  const many = parts.every(({ count }) => count >= ROWS_OF_A_KEY)
  if (role !== 'id' && !(called && many && (type === 'text' || type === 'integer'))) return false
  const x = quoteName(name)
  for (const { ask, relation } of parts) {
    const [[once]] = (await ask(`SELECT count(${x}) > 0 AND count(DISTINCT ${x}) = count(${x}) FROM ${relation}`)) as [
      [boolean],
    ]
    if (!once) return false
  }
  return true
}

/** Values with their rows; undefined where they are many, or may not be told. */
async function valuesOf(parts: readonly Rows[], { hidden, name, role, type }: About) {
  if (hidden || role === 'id' || (type !== 'text' && role === 'other')) return undefined
  const most = role === 'other' ? MOST_VALUES : MOST_CLASSES
  const values = new Map<string, number>()
  const x = quoteName(name)
  for (const { ask, relation } of parts) {
    const found = await ask(
      `SELECT ${x}::VARCHAR, count(*) FROM ${relation} WHERE ${x} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${most + 1}`,
    )
    for (const [value, rows] of found) values.set(value as string, (values.get(value as string) ?? 0) + Number(rows))
  }
  return values.size > most ? undefined : values
}
