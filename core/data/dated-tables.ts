import type { DuckDBConnection } from '@duckdb/node-api'
import { allDates } from '../drift/dated-files.ts'
import type { TimeRange } from '../drift/time-range.ts'
import { suggest, UserError } from '../errors.ts'
import { findAnyFiles } from '../io/find-files.ts'
import { distinctTexts } from '../models/predictions/class-codes.ts'
import { answersAmong, hasAnswer } from './answer-columns.ts'
import { isFirstOfId, isLabelAlone, isPresent, labelById, labelOfId, type NamedColumn, sameKeys } from './by-id.ts'
import { type ColumnType, readingSql } from './column-type.ts'
import { DATED_TABLES, type DatedRows, LOGGED_TIME, likeOf, WITH_TIMES } from './dated-rows.ts'
import { explainCast } from './explain-cast.ts'
import { type KnownLabels, type KnownSql, knownSql } from './known-labels.ts'
import { mustHaveHeaders } from './must-have-header.ts'
import { type NeededColumns, neededColumns } from './needed-columns.ts'
import { makeQueryable, type Queryable } from './queryable.ts'
import { allOf, columnsOf } from './read.ts'
import { findSource, type Source, type SourcePlace } from './source.ts'
import { quoteName, quoteText } from './sql.ts'
import { sayStrangeTimes, strangeTimes } from './strange-times.ts'

type Columns = Queryable['columns']

type Part = keyof typeof DATED_TABLES

/**
 * Makes the table of training or test rows. Training rows are those of `named.train` whose time lies in the window, and
 * labelled rows of the logs; test rows are labelled rows alone. A row of the logs counts once by its id, and an id has one
 * label or none, as in a window of drift (`by-id.ts`, `known-labels.ts`). Rows stand in the order of their times, then of all
 * their values, so that the same rows are always the same table.
 *
 * By `data.id`, where both have it, a row of `named.train` goes before a logged one, and what is learned from is no test row:
 * training rows have to be there first.
 *
 * A logged row whose time is text that is none is in no window.
 *
 * @param asked.patterns paths or globs of the logs of the window
 * @param asked.without files that are not read, as people know them
 * @returns what was left out: sentences without a full stop
 * @throws {UserError} if no file is there, a column is missing or of another type, or more than a tenth of the rows have no times
 */
export async function makeDatedTable(
  connection: DuckDBConnection,
  place: SourcePlace,
  { dated, part, patterns, without }: AskedTable,
): Promise<string[]> {
  const { logs: logged, named, windows } = dated
  const window = windows[part]
  let count = 0
  const find: Find = async (shown, { needed, patterns, time }) => {
    const sound = without.size === 0 ? patterns : await filesBut(without, patterns, { shown, place })
    return { ...(await findSource(shown, place, sound)), time, needed }
  }
  const open = (source: Source) => makeQueryable(connection, source, `${part}${count++}`)
  const ask: Ask = async (shown, logged) => {
    const source = await find(shown, logged)
    await mustHaveHeaders(source, logged.known, WHO_KNOWS)
    return { ...(await open(source)), source }
  }
  const like = likeOf(dated, part)
  const { columns, relation } = await open(await findSource(like, place))
  const asked = neededColumns(
    dated,
    columns.map(({ name }) => name),
  )
  const labels = dated.labels && (await labelsIn(dated.labels, asked.labels!, ask))
  const { files } = logged
  const logs = await ask(files, { patterns, time: logged.time, ...asked.logs })
  // Where most are no times it is told what they are.
  if (mustHave(logs.columns, logged.time, files) !== 'time')
    timeSql(logged.time, await columnsOf(connection, { ...logs.source, time: undefined }), files)
  const strange = await strangeTimes(connection, logs.source, { column: logged.time, rows: logs })
  const leftOut = sayStrangeTimes(strange, files)
  const id = columns.find(({ name }) => name === dated.id)
  const target = { name: dated.target, type: mustHave(columns, dated.target, like) }
  const known = dated.classes === 'named' ? await textsIn(connection, relation, target) : dated.classes
  const rule = { task: dated.task, known }
  const names = columns.map(({ name }) => quoteName(name)).join(', ')
  const kept = `${names}, ${TIME}`
  const fromLogs = labelledSql(dated, { columns, logs, labels, rule, window })
  const older =
    part === 'train' && named.train !== undefined && dated.time !== undefined
      ? ofTime(`SELECT *, ${timeSql(dated.time, columns, named.train)} AS ${TIME} FROM ${relation}`, window)
      : undefined
  const others =
    id === undefined
      ? 'TRUE'
      : part === 'test'
        ? await notLearned(connection, id)
        : older === undefined
          ? 'TRUE'
          : notAmong([id, id], older)
  const rows = [`SELECT * FROM (${fromLogs}) WHERE ${others}`]
  if (older !== undefined) rows.push(`SELECT ${kept} FROM (${older})`)
  await connection
    .run(
      `CREATE TABLE ${WITH_TIMES[part]} AS SELECT ${kept} FROM (${rows.join(' UNION ALL ')}) ORDER BY ${TIME}, ${names}`,
    )
    .catch(async (error: unknown) => {
      const casts = columns.flatMap(({ name, type }) => {
        const from = loggedColumn(dated, name, logs.columns)
        return from === undefined || name === dated.target ? [] : [{ from, to: type }]
      })
      throw await explainCast(connection, logs.source, { casts, error, like })
    })
  await connection.run(`CREATE VIEW ${DATED_TABLES[part]} AS SELECT ${names} FROM ${WITH_TIMES[part]}`)
  // What was read of CSV and JSON for it.
  await connection.run('CREATE SCHEMA IF NOT EXISTS contender_asked')
  for (let at = 0; at < count; at++) await connection.run(`DROP TABLE IF EXISTS contender_asked.${part}${at}`)
  return leftOut
}

interface AskedTable {
  readonly dated: DatedRows
  readonly part: Part
  readonly patterns: readonly string[]
  readonly without: ReadonlySet<string>
}

/** Files of logs or labels. */
interface Logged extends NeededColumns {
  readonly patterns: readonly string[]
  /** A column in which text that is no time is missing. */
  readonly time?: string | undefined
}

type Find = (shown: string, logged: Logged) => Promise<Source>

/** Reads rows of files. */
type Ask = (shown: string, logged: Logged) => Promise<Queryable & { readonly source: Source }>

async function filesBut(
  without: ReadonlySet<string>,
  patterns: readonly string[],
  { place, shown }: { readonly shown: string; readonly place: SourcePlace },
): Promise<readonly string[]> {
  if (place.prepared?.tables.includes(shown)) return patterns
  const files = await findAnyFiles(patterns, shown, place)
  return files.map((file) => file.shown).filter((name) => !without.has(name))
}

/** Who knows names of columns of logs and labels, for people. */
export const WHO_KNOWS = 'the training rows or of the config'

const TIME = LOGGED_TIME
const LABEL = 'contender_label'

interface Labelled {
  /** Columns to give. */
  readonly columns: Columns
  readonly logs: Queryable
  readonly labels: Labels | undefined
  readonly rule: KnownLabels
  readonly window: TimeRange
}

function labelledSql(dated: DatedRows, { columns, labels, logs, rule, window }: Labelled): string {
  const { id, time } = dated.logs
  mustHave(logs.columns, time, dated.logs.files)
  if (id !== undefined) mustHave(logs.columns, id, dated.logs.files)
  const named = new Map(logs.columns.map((column) => [column.name, column]))
  const label = labels?.label ?? { name: dated.target, type: mustHave(logs.columns, dated.target, dated.logs.files) }
  const found = knownSql(LABEL, label.type, rule)
  const select = columns.map(({ name, type }) => {
    const value =
      name === dated.target ? labelAs(type, found) : loggedValue(dated, name, { logged: logs.columns, like: columns })
    return `CAST(${value} AS ${KEPT[type]}) AS ${quoteName(name)}`
  })
  const timed = ofTime(
    `SELECT *, ${timeSql(time, logs.columns, dated.logs.files)} AS ${TIME} FROM ${logs.relation}`,
    window,
  )
  const rows = `SELECT ${select.join(', ')}, ${TIME}`
  const isKnown = `${isPresent({ name: LABEL, type: label.type })} AND ${found.where}`
  const own = quoteName(label.name)
  if (id === undefined) return `${rows} FROM (SELECT *, ${own} AS ${LABEL} FROM (${timed})) AS l WHERE ${isKnown}`
  const [key, theirs] = sameKeys(named.get(id)!, labels?.id ?? named.get(id)!)
  const answers = answersAmong(dated.task, [...named.keys()], dated.logs).flatMap(([name, called]) => {
    const column = named.get(name)
    return column === undefined ? [] : [{ ...column, called }]
  })
  const first = isFirstOfId([`l.${key}`], {
    answered: hasAnswer(answers, rule),
    time: TIME,
    columns: new Map(logs.columns.map(({ name }) => [name, `l.${quoteName(name)}`])),
  })
  const counting = `WHERE NOT contender_contradicts AND ${isKnown} QUALIFY ${first}`
  if (labels !== undefined) {
    const byId = labelById(labels.relation, { key: theirs, label, rule })
    return `${rows} FROM (${timed}) AS l JOIN (${byId}) AS k ON l.${key} = k.contender_id ${counting}`
  }
  const ofId = labelOfId({ label, rule }, ` OVER (PARTITION BY ${key})`)
  const ofRow = (value: string, without: string) => `CASE WHEN ${key} IS NULL THEN ${without} ELSE ${value} END`
  const isRequest = `NOT ${isLabelAlone(label, logs.columns, [id, time])}`
  const labelled = `SELECT *, ${ofRow(ofId.value, own)} AS ${LABEL}, ${ofRow(ofId.contradicts, 'FALSE')} AS contender_contradicts`
  return `${rows} FROM (SELECT * FROM (${labelled} FROM (${timed})) WHERE ${isRequest}) AS l ${counting}`
}

/** SQL that holds for rows whose id is none of the training rows'. */
async function notLearned(connection: DuckDBConnection, id: NamedColumn): Promise<string> {
  const source = { kind: 'table', shown: DATED_TABLES.train, sensitive: [] } as const
  const theirs = (await columnsOf(connection, source)).find(({ name }) => name === id.name)
  return theirs === undefined ? 'TRUE' : notAmong([id, theirs], `FROM ${DATED_TABLES.train}`)
}

function notAmong(ids: readonly [NamedColumn, NamedColumn], rows: string): string {
  const [own, key] = sameKeys(...ids)
  const name = quoteName(ids[0].name)
  return `(${name} IS NULL OR ${own} NOT IN (SELECT ${key} FROM (${rows}) WHERE ${name} IS NOT NULL))`
}

/** SQL of a label that can be one, such as `true`, as the training rows have it, such as 1. */
function labelAs(type: ColumnType, { meaning }: KnownSql): string {
  return type === 'text' ? LABEL : meaning
}

/** What a column holds, as text. */
async function textsIn(connection: DuckDBConnection, relation: string, { name, type }: NamedColumn): Promise<string[]> {
  const value = quoteName(name)
  const sql = `SELECT DISTINCT ${readingSql(value, type)} AS c0 FROM ${relation}`
  const { columns } = await allOf(connection, sql, [{ name, type }])
  return distinctTexts(columns.get(name)!)
}

const KEPT: Record<ColumnType, string> = {
  integer: 'BIGINT',
  float: 'DOUBLE',
  boolean: 'BOOLEAN',
  time: 'TIMESTAMP',
  text: 'VARCHAR',
}

/** SQL of what a logged row has in a column of the training rows. */
function loggedValue(
  dated: DatedRows,
  name: string,
  { like, logged }: { readonly logged: Columns; readonly like: Columns },
): string {
  const column = loggedColumn(dated, name, logged)
  if (column !== undefined) return `l.${quoteName(column.name)}`
  if (name === dated.time) return TIME
  if (dated.optional.includes(name)) return 'NULL'
  const names = logged.map((one) => one.name)
  // What is another column of the training rows is not this one.
  const free = names.filter((own) => !like.some((one) => one.name === own))
  const { message } = missing(name, dated.logs.files, free.length === 0 ? names : free)
  throw new UserError(free.length === 0 ? message : `${message}; rename the one that is the same`)
}

/** The column of the logs that has it: the id may have another name there. */
function loggedColumn({ id, logs, time }: DatedRows, name: string, logged: Columns): NamedColumn | undefined {
  const own = logged.find((one) => one.name === name)
  if (own !== undefined || name === time || name !== id) return own
  return logged.find((one) => one.name === logs.id)
}

interface Labels {
  readonly relation: string
  readonly id: Columns[number]
  readonly label: Columns[number]
}

async function labelsIn(
  { column, files, id }: NonNullable<DatedRows['labels']>,
  asked: NeededColumns,
  ask: Ask,
): Promise<Labels> {
  const { columns, relation } = await ask(files, { patterns: [allDates(files)], ...asked })
  return {
    relation,
    id: { name: id, type: mustHave(columns, id, files) },
    label: { name: column, type: mustHave(columns, column, files) },
  }
}

function timeSql(name: string, columns: Columns, place: string): string {
  const type = mustHave(columns, name, place)
  if (type === 'time') return quoteName(name)
  throw new UserError(
    `Unexpected type of column \`${name}\` in \`${place}\`: ${type}, expected times such as 2026-03-01T00:00:00Z`,
  )
}

function mustHave(columns: Columns, name: string, place: string): ColumnType {
  const column = columns.find((one) => one.name === name)
  if (column !== undefined) return column.type
  throw missing(
    name,
    place,
    columns.map((one) => one.name),
  )
}

function missing(name: string, place: string, known: readonly string[]): UserError {
  return new UserError(`Missing column \`${name}\` in \`${place}\`, ${suggest(name, known)}`)
}

function ofTime(sql: string, { from, to }: TimeRange): string {
  return `SELECT * FROM (${sql}) WHERE ${TIME} >= ${stamp(from)} AND ${TIME} < ${stamp(to)}`
}

function stamp(time: number): string {
  return `TIMESTAMP ${quoteText(new Date(time).toISOString().replace('T', ' ').replace('Z', ''))}`
}
