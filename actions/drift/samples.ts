import type { ColumnProfile } from '../../core/artifacts/profile.ts'
import type { Engine } from '../../core/data/engine.ts'
import { profileRows } from '../../core/data/profile/profile-source.ts'
import { type Column, columnOf } from '../../core/data/table.ts'
import type { Sample } from '../../core/drift/policy/measure-samples.ts'
import { once, onceEach } from '../../core/once.ts'
import type { NamedColumn, Rows } from './rows.ts'
import type { Reference } from './watch.ts'

/** One side of a comparison, column by column. */
export type Samples =
  /** Rows are at hand: they can be told apart by block and by segment. */
  | { readonly by: 'rows'; readonly columns: readonly NamedColumn[]; readonly read: (name: string) => Promise<Column> }
  /** Too many rows to hold, or none at all: summaries of columns are compared. */
  | {
      readonly by: 'profile'
      readonly columns: readonly NamedColumn[]
      readonly read: (name: string) => Promise<Sample>
    }

/** Of more rows than this a column is summarized and not held: memory then does not grow with them. */
const MOST_ROWS = 10_000_000

/** Columns that are compared with several windows are kept, up to so many bytes. */
const KEPT_BYTES = 2 ** 29

/**
 * The columns of rows: themselves, or, where there are more than 10,000,000 rows, their profiles.
 *
 * @param names columns that will be read, each `times` times
 */
export function samplesOf(
  engine: Engine,
  rows: Rows,
  { names, times }: { readonly names: readonly string[]; readonly times: number },
): Samples {
  if (rows.count > MOST_ROWS) return { by: 'profile', columns: rows.columns, read: summarized(engine, rows, names) }
  const read = async (name: string) => columnOf(await rows.read([name]), name, rows.uri)
  const kept = times > 1 && rows.count * names.length * Float64Array.BYTES_PER_ELEMENT <= KEPT_BYTES
  return { by: 'rows', columns: rows.columns, read: kept ? onceEach(read) : read }
}

/** What a stored profile tells; columns of which it tells nothing are left out. */
export function samplesOfProfile({ profile }: Extract<Reference, { by: 'profile' }>): Samples {
  const told = new Map(profile.columns.flatMap((column) => (isTold(column) ? [[column.name, column] as const] : [])))
  return {
    by: 'profile',
    columns: [...told.values()].map(({ name, type }) => ({ name, type })),
    read: async (name) => told.get(name)!,
  }
}

/** All columns are summarized when the first is asked for: reading them apart would read the rows as often. */
function summarized(engine: Engine, { columns, count, relation, uri }: Rows, names: readonly string[]) {
  const wanted = columns.filter(({ name }) => names.includes(name))
  const profiles = once(async () => {
    const found = await profileRows({ engine, shown: uri, relation, rows: count }, wanted, new Set())
    return new Map(found.map((column) => [column.name, column]))
  })
  return async (name: string): Promise<Sample> => (await profiles()).get(name) as Sample
}

function isTold(column: ColumnProfile): column is Exclude<ColumnProfile, { kind: 'hidden' }> {
  return column.kind !== 'hidden'
}
