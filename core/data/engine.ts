import { resolve } from 'node:path'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { TimeRange } from '../drift/time-range.ts'
import { UserError } from '../errors.ts'
import { realFolder } from '../io/files.ts'
import { temporaryPath } from '../io/temporary-folder.ts'
import { onceEach } from '../once.ts'
import type { Room } from './column-builder.ts'
import type { ColumnType } from './column-type.ts'
import { DATED_TABLES, type DatedRows, WITH_TIMES } from './dated-rows.ts'
import { explainRead } from './engine-error.ts'
import { type FileColumns, fileColumns } from './file-columns.ts'
import { type AskedBeside, filesBeside } from './files-beside.ts'
import { knownLines } from './known-lines.ts'
import { firstMisfit, type Misfit } from './misfit.ts'
import { type PrepareScript, runPrepare } from './prepare.ts'
import { makeQueryable, type Queryable } from './queryable.ts'
import { allOf, batchesOf, columnsOf, countOf, readAll, readBatches } from './read.ts'
import { reading } from './reading.ts'
import { makeSoundDatedTable } from './sound-dated-table.ts'
import { findSource, type SourcePlace } from './source.ts'
import { quoteText } from './sql.ts'
import { type StrayTimes, strayTimes } from './stray-times.ts'
import type { Table } from './table.ts'
import { type FileTimes, timesByFile } from './times-by-file.ts'
import { writeSource, writeTable } from './write.ts'

export interface EngineOptions {
  /** Paths are relative to this folder: the one of contender.yml. */
  readonly directory: string
  /** Files outside this folder, symbolic links followed, are refused: the repository. */
  readonly root: string
  /** DuckDB SQL that makes tables and views; its relative paths are relative to `directory` too. */
  readonly prepare?: PrepareScript | undefined
  /** Rows of some time, as tables beside those of `prepare`. */
  readonly rows?: DatedRows | undefined
  /** Columns whose values no message may hold. */
  readonly sensitive?: readonly string[] | undefined
  /** Sources by a name of their own that are several paths or globs, of one format; a column need not be in all files. */
  readonly sets?: ReadonlyMap<string, readonly string[]> | undefined
  /** Of such a name: a column of times, in which text that is none is missing. */
  readonly times?: ReadonlyMap<string, string> | undefined
  /** Default: one a core. */
  readonly threads?: number | undefined
  /** What DuckDB may use, as it writes it: `4GB` (the default). Larger sorts and joins spill to the disk. */
  readonly memoryLimit?: string | undefined
}

/**
 * Reads and writes rows. A `source` is a file or glob relative to the directory (CSV, TSV, JSON Lines,
 * JSON, each also .gz or .zst, and Parquet) or a table or view that the prepare SQL made. All of it
 * throws {UserError} when the data is not as it should be.
 */
export interface Engine extends AsyncDisposable {
  /** Names and types of all columns that a table can hold; lists, structs and bytes are left out. */
  readonly columns: (source: string) => Promise<{ readonly name: string; readonly type: ColumnType }[]>
  /** Only the columns named, in the order of the rows in the files. */
  readonly read: (source: string, columns: readonly string[]) => Promise<Table>
  /** As `read`, some rows at a time, in memory of one batch. Text levels are of the batch. */
  readonly batches: (source: string, columns: readonly string[], rows?: number) => AsyncIterable<Table>
  readonly count: (source: string) => Promise<number>
  /** A source for `query` to ask about; CSV and JSON are read into DuckDB once, whatever is asked then. */
  readonly queryable: (source: string) => Promise<Queryable>
  /** Rows that SQL of `core/data` asks for, with values of JavaScript: numbers, bigints, text, Dates, null. @param shown of which source, for messages */
  readonly query: (sql: string, shown: string) => Promise<unknown[][]>
  /** As `query`, for many rows: some at a time as tables. Its columns are DOUBLE, NaN where there is none, or VARCHAR for text. */
  readonly tables: (
    sql: string,
    columns: readonly { readonly name: string; readonly type: ColumnType }[],
    shown: string,
    rows?: number,
  ) => AsyncIterable<Table>
  /** The same, all rows at once; none is an empty table. @param room of about how many rows, which spares memory being moved */
  readonly select: (
    sql: string,
    columns: readonly { readonly name: string; readonly type: ColumnType }[],
    shown: string,
    room?: Room,
  ) => Promise<Table>
  /** Keeps the rows of SQL for as long as the engine is open, for other SQL to ask about. */
  readonly keep: (sql: string, shown: string) => Promise<{ readonly relation: string; readonly rows: number }>
  /** When the rows of each file were, by a column of times; undefined where files are not Parquet. */
  readonly times: (source: string, column: string) => Promise<ReadonlyMap<string, FileTimes> | undefined>
  /** What a file says of its columns before its values are looked at. */
  readonly fileColumns: (file: string) => Promise<FileColumns>
  /** How many rows of each file are not of the file's own time; undefined where a source is a table, or its column holds no times. */
  readonly strayTimes: (
    source: string,
    asked: Parameters<typeof strayTimes>[2],
  ) => Promise<readonly StrayTimes[] | undefined>
  /** Files beside those of some times that hold rows of them all the same. */
  readonly filesBeside: (pattern: string, asked: AskedBeside) => Promise<ReadonlyMap<string, TimeRange>>
  /** The first value of a column that is no time, in the order of files and rows; undefined where there is none, or the source is a table. */
  readonly firstNoTime: (source: string, column: string) => Promise<Misfit | undefined>
  /** Writes a table as Parquet (zstd), or as the ending of the path says, whole or not at all. A missing value becomes NULL. */
  readonly write: (table: Table, path: string) => Promise<void>
  /** Writes the rows of a source as Parquet (zstd), whole or not at all, with their own types. */
  readonly materialize: (source: string, path: string) => Promise<void>
  /** What was left out of the rows of some time, as far as these were asked for: sentences without a full stop. */
  readonly leftOut: () => readonly string[]
  readonly close: () => Promise<void>
}

const BATCH_ROWS = 16_384

/**
 * Opens the one door to the data: DuckDB in this process, loaded now and not before.
 *
 * @throws {UserError} if the directory is missing, the memory limit is no size, or the prepare SQL fails
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const directory = await realFolder(options.directory)
  const instance = await start(options, directory)
  try {
    const prepared = options.prepare && (await prepare(instance, options, directory))
    const { root, rows, sensitive = [], sets, times } = options
    const place = { directory, root, prepared, sensitive, sets, times, lines: knownLines() }
    const left = new Set<string>()
    return engineOn(instance, rows === undefined ? place : withRows(instance, place, { dated: rows, left }), left)
  } catch (error) {
    instance.closeSync()
    throw error
  }
}

async function start(options: EngineOptions, directory: string): Promise<DuckDBInstance> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:', {
    // DuckDB makes this folder when it first spills, and removes it.
    temp_directory: temporaryPath('contender-spill-'),
    ...(options.prepare && { file_search_path: directory }),
    ...(options.threads && { threads: String(options.threads) }),
  })
  const connection = await instance.connect()
  // Else the machine's time zone would change what a time without one means.
  await connection.run("SET GLOBAL TimeZone = 'UTC'")
  const limit = options.memoryLimit ?? '4GB'
  await connection.run(`SET GLOBAL memory_limit = ${quoteText(limit)}`).catch((cause) => {
    throw new UserError(`Unexpected memory limit \`${limit}\`, expected a size like 4GB`, { cause })
  })
  connection.closeSync()
  return instance
}

async function prepare(instance: DuckDBInstance, { prepare, sensitive = [] }: EngineOptions, directory: string) {
  const connection = await instance.connect()
  try {
    return await runPrepare(connection, prepare!, { directory, sensitive })
  } finally {
    connection.closeSync()
  }
}

/** Adds the tables of rows of some time, each made when it is first asked for. @param asked.left takes what is left out of them */
function withRows(
  instance: DuckDBInstance,
  place: SourcePlace,
  { dated, left }: { readonly dated: DatedRows; readonly left: Set<string> },
): SourcePlace {
  const { path = dated.logs.files, tables = [], temporary = [] } = place.prepared ?? {}
  const names = [DATED_TABLES, WITH_TIMES].flatMap((tables) => Object.values<string>(tables))
  const taken = tables.find((name) => names.includes(name))
  if (taken !== undefined)
    throw new UserError(`Unexpected table \`${taken}\` in ${path}, expected another name: rows of windows have it`)
  const make = onceEach(async (part: keyof typeof DATED_TABLES): Promise<void> => {
    // What is learned from is no test row.
    if (part === 'test' && dated.id !== undefined) await make('train')
    const connection = await instance.connect()
    try {
      const said = await makeSoundDatedTable(connection, place, { dated, part })
      for (const one of said) left.add(one)
    } finally {
      connection.closeSync()
    }
  })
  return {
    ...place,
    prepared: { path, tables: [...tables, ...names], temporary },
    ready: async (shown) => {
      const part = (['train', 'test'] as const).find((one) =>
        [DATED_TABLES[one], WITH_TIMES[one]].some((name) => name === shown),
      )
      if (part !== undefined) await make(part)
    },
  }
}

function engineOn(instance: DuckDBInstance, place: SourcePlace, left: ReadonlySet<string>): Engine {
  // A connection each: a new query on one ends the stream that is being read from it.
  const using = async <T>(shown: string, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> => {
    const connection = await instance.connect()
    try {
      return await reading(shown, place, () => work(connection))
    } finally {
      connection.closeSync()
    }
  }
  async function* streaming(shown: string, work: (connection: DuckDBConnection) => AsyncIterable<Table>) {
    const connection = await instance.connect()
    try {
      const batches = await reading(shown, place, async () => {
        const own = work(connection)[Symbol.asyncIterator]()
        return { own, first: await own.next() }
      })
      for (let next = batches.first; !next.done; next = await batches.own.next()) yield next.value
    } catch (error) {
      throw explainRead(error, shown, place)
    } finally {
      connection.closeSync()
    }
  }
  const close = async () => instance.closeSync()
  const target = (path: string) => resolve(place.directory, path)
  // Finding the types of a CSV reads all of it: once is enough.
  const known = new Map<string, ReturnType<Engine['columns']>>()
  const columns: Engine['columns'] = (shown) => {
    const found =
      known.get(shown) ?? using(shown, async (connection) => columnsOf(connection, await findSource(shown, place)))
    known.set(shown, found)
    return found
  }
  const asked = new Map<string, Promise<Queryable>>()
  // One after the other: two that make their tables at once would be in each other's way.
  let before: Promise<unknown> = Promise.resolve()
  const queryable: Engine['queryable'] = (shown) => {
    const known = asked.get(shown)
    if (known !== undefined) return known
    const name = `source${asked.size}`
    const found = before.then(() =>
      using(shown, async (connection) => makeQueryable(connection, await findSource(shown, place), name)),
    )
    before = found.catch(() => undefined)
    asked.set(shown, found)
    return found
  }
  let held = 0
  const keep: Engine['keep'] = (sql, shown) => {
    const relation = `contender_asked.kept${held++}`
    return using(shown, async (connection) => {
      await connection.run('CREATE SCHEMA IF NOT EXISTS contender_asked')
      await connection.run(`CREATE TABLE ${relation} AS ${sql}`)
      const [found] = (await connection.runAndReadAll(`SELECT count(*) FROM ${relation}`)).getRowsJS()
      return { relation, rows: Number(found![0]) }
    })
  }
  return {
    columns,
    queryable,
    keep,
    query: (sql, shown) => using(shown, async (connection) => (await connection.runAndReadAll(sql)).getRowsJS()),
    count: (shown) => using(shown, async (connection) => countOf(connection, await findSource(shown, place))),
    read: (shown, names) =>
      using(shown, async (connection) => readAll(connection, await findSource(shown, place), names)),
    batches: (shown, names, rows = BATCH_ROWS) =>
      streaming(shown, async function* (connection) {
        yield* readBatches(connection, await findSource(shown, place), names, rows)
      }),
    tables: (sql, types, shown, rows = BATCH_ROWS) =>
      streaming(shown, (connection) => batchesOf(connection, sql, types, rows)),
    select: (sql, types, shown, room) => using(shown, (connection) => allOf(connection, sql, types, room)),
    times: (shown, column) =>
      using(shown, async (connection) => timesByFile(connection, await findSource(shown, place), column)),
    fileColumns: (shown) => using(shown, async (connection) => fileColumns(connection, await findSource(shown, place))),
    strayTimes: (shown, asked) =>
      using(shown, async (connection) => {
        const source = await findSource(shown, place)
        return source.kind === 'table' ? undefined : strayTimes(connection, source, asked)
      }),
    filesBeside: (pattern, asked) => using(pattern, (connection) => filesBeside(connection, place, pattern, asked)),
    firstNoTime: (shown, column) =>
      using(shown, async (connection) => firstMisfit(connection, await findSource(shown, place), column, 'time')),
    write: (table, path) => using(path, (connection) => writeTable(connection, table, target(path))),
    materialize: (shown, path) =>
      using(shown, async (connection) => writeSource(connection, await findSource(shown, place), target(path))),
    leftOut: () => [...left],
    close,
    [Symbol.asyncDispose]: close,
  }
}
