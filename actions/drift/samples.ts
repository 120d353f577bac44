import type { ColumnProfile } from '../../core/artifacts/profile.ts'
import type { Column } from '../../core/data/table.ts'
import { readPairs } from '../../core/drift/pairs/read-pairs.ts'
import type { Sample } from '../../core/drift/policy/measure-samples.ts'
import { lendNumbers } from './lend-numbers.ts'
import type { NamedColumn, Rows } from './rows.ts'
import type { Reference } from './watch.ts'

/** Reads columns by name. */
type Read<S> = (names: readonly string[]) => Promise<ReadonlyMap<string, S>>

/** One side of a comparison, of which columns are read when they are needed. */
export type Samples =
  /** Rows are at hand: they can be told apart by block and by segment. */
  | {
      readonly by: 'rows'
      readonly columns: readonly NamedColumn[]
      readonly rows: number
      /** Numbers are in memory that threads share. */
      readonly read: Read<Column>
      /** Says that a column has no more use: its memory is used for others. */
      readonly giveBack: (column: Column) => void
    }
  /** Summaries of columns alone. */
  | { readonly by: 'profile'; readonly columns: readonly NamedColumn[]; readonly read: Read<Sample> }

/** Columns that are compared with several windows are kept, up to so many bytes. */
const KEPT_BYTES = 2 ** 29

/**
 * The columns of rows.
 *
 * @param names columns that will be read, each `times` times
 */
export function samplesOf(
  rows: Rows,
  { names, times }: { readonly names: readonly string[]; readonly times: number },
): Samples {
  const { giveBack, lend } = lendNumbers(rows.count)
  const read = async (some: readonly string[]) => (await rows.read(some, lend)).columns
  const side = { by: 'rows', columns: rows.columns, rows: rows.count } as const
  if (times > 1 && rows.count * names.length * BYTES <= KEPT_BYTES)
    return { ...side, read: keeping(read), giveBack: () => undefined }
  return { ...side, read, giveBack: (column) => column.kind === 'number' && giveBack(column.values) }
}

const BYTES = Float64Array.BYTES_PER_ELEMENT

/** Reads each column once. */
function keeping<S>(read: Read<S>): Read<S> {
  const kept = new Map<string, S>()
  return async (names) => {
    const lacking = names.filter((name) => !kept.has(name))
    if (lacking.length > 0) for (const [name, column] of await read(lacking)) kept.set(name, column)
    return kept
  }
}

/** One column. */
export async function readOne(samples: Extract<Samples, { by: 'rows' }>, name: string): Promise<Column> {
  return (await samples.read([name])).get(name)!
}

/** Columns of one side that are read at once, at most, and the bytes that they may take. */
const AT_ONCE = 2
const BYTES_AT_ONCE = 2 ** 23

interface Readable<S> {
  readonly read: Read<S>
  /** Undefined where it holds none. */
  readonly rows?: number
  readonly giveBack?: (column: Column) => void
}

/**
 * The columns of both sides in the order of their names, each only until the next is asked for; while some are compared the next are read.
 *
 * @param begin as `readPairs` has it
 */
export async function* pairsOf<S extends Sample, Begun = never>(
  names: readonly string[],
  { current, reference }: { readonly reference: Readable<S>; readonly current: Readable<S> },
  begin?: (reference: S, current: S) => Begun,
) {
  const rows = Math.max(reference.rows ?? 1, current.rows ?? 1)
  const atOnce = Math.max(1, Math.min(AT_ONCE, Math.floor(BYTES_AT_ONCE / (BYTES * rows))))
  const sides = { reference: reference.read, current: current.read }
  for await (const pair of readPairs({ names, ...sides, atOnce, ...(begin && { begin }) })) {
    yield pair
    if (isColumn(pair.reference)) reference.giveBack?.(pair.reference)
    if (isColumn(pair.current)) current.giveBack?.(pair.current)
  }
}

/** What a stored profile tells; columns of which it tells nothing are left out. */
export function samplesOfProfile({ profile }: Extract<Reference, { by: 'profile' }>): Samples {
  const told = new Map(profile.columns.flatMap((column) => (isTold(column) ? [[column.name, column] as const] : [])))
  return {
    by: 'profile',
    columns: [...told.values()].map(({ name, type }) => ({ name, type })),
    read: async () => told,
  }
}

function isTold(column: ColumnProfile): column is Exclude<ColumnProfile, { kind: 'hidden' }> {
  return column.kind !== 'hidden'
}

/** Whether its rows are at hand. */
export function isColumn(sample: Sample): sample is Column {
  return 'codes' in sample || sample.kind === 'number'
}
