import type { Summary } from '../quality/summarize.ts'
import type { ColumnContract, ColumnKind } from './schema.ts'
import { missingShare, widen } from './slack.ts'
import type { Tails } from './tails.ts'

/** What is known of one column, over all parts of the data. */
export interface SeenColumn {
  readonly name: string
  readonly type: ColumnKind
  /** One a part, with the part's rows. */
  readonly summaries: readonly (Summary & { readonly rows: number })[]
  /** Values with their rows; undefined where they are many, or not to be named. */
  readonly values: ReadonlyMap<string, number> | undefined
  /** Of a column of numbers that may be told. */
  readonly tails?: Tails | undefined
  /** Sensitive, or likely personal: nothing of its values may be written. */
  readonly hidden: boolean
  readonly unique: boolean
  readonly role: 'id' | 'target class' | 'other'
}

/** A column's contract, and where a guess was made the comment that says so. */
export interface InferredColumn {
  readonly name: string
  readonly contract: ColumnContract
  readonly note?: string
}

/** A category seen less often is left to chance: it may be a mistake, and it may point to a person. */
const FEWEST_ROWS_A_VALUE = 10

/** What a column looked like, as a contract with some slack. */
export function inferColumn(seen: SeenColumn): InferredColumn {
  const { hidden, name, summaries, type, unique } = seen
  const contract: ColumnContract = { type }
  const note = hidden
    ? 'sensitive or likely personal: neither range nor values'
    : seen.role === 'id'
      ? undefined
      : inferValues(contract, seen)
  if (unique) contract.unique = true
  if (summaries.some(({ present }) => present > 0))
    contract.missing = Math.max(...summaries.map(({ missing, rows }) => missingShare(missing, rows)))
  return { name, contract, ...(note !== undefined && { note }) }
}

/** Adds range or values to a contract. @returns the comment, if one is due */
function inferValues(
  contract: ColumnContract,
  { role, summaries, tails, type, values }: SeenColumn,
): string | undefined {
  if (role === 'target class' && values !== undefined && type !== 'boolean') {
    contract.values = [...values.keys()].map((value) => (type === 'text' ? value : Number(value)))
    return undefined
  }
  const ranges = summaries.flatMap(({ range }) => (range === undefined ? [] : [range]))
  if (ranges.length === 0 || type === 'boolean') return type === 'text' ? inferList(contract, values) : undefined
  const least = Math.min(...ranges.map(([min]) => min))
  const most = Math.max(...ranges.map(([, max]) => max))
  if (type === 'time') {
    // A clock that failed says 1970; what comes later than all of this is new data, not a mistake.
    contract.min = `${new Date(least).toISOString().slice(0, 4)}-01-01`
    return undefined
  }
  ;[contract.min, contract.max] = widen([least, most], type === 'integer', tails)
  return undefined
}

function inferList(contract: ColumnContract, values: SeenColumn['values']): string | undefined {
  if (values === undefined || values.size === 0) return undefined
  const rare = [...values.values()].filter((rows) => rows < FEWEST_ROWS_A_VALUE).length
  if (rare > 0)
    return `${rare} of ${values.size} values stand in fewer than ${FEWEST_ROWS_A_VALUE} rows: list those allowed?`
  contract.values = [...values.keys()].sort()
  return undefined
}
