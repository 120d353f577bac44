import { few } from '../few.ts'
import type { DatedRows } from './dated-rows.ts'

/** What files of some rows are asked for. */
export interface NeededColumns {
  /** Columns that each file must have where any has them. */
  readonly needed: readonly string[]
  /** Names of which a file has one at least, unless its header is missing. */
  readonly known: readonly string[]
}

/** Columns of logs and labels that rows of windows are made of. @param columns names of those that the training rows have */
export function neededColumns(
  { labels, logs, optional, target }: DatedRows,
  columns: readonly string[],
): { readonly logs: NeededColumns; readonly labels: NeededColumns | undefined } {
  const { files: _, ...called } = logs
  const read = columns.filter((name) => !optional.includes(name) && name !== target)
  const own = [logs.time, logs.id, ...read, labels === undefined ? target : undefined]
  const named = [...columns, ...Object.values(called)]
  const isThere = (name: string | undefined) => name !== undefined
  return {
    logs: { needed: [...new Set(own.filter(isThere))], known: named.filter(isThere) },
    labels: labels && { needed: [labels.id, labels.column], known: [labels.id, labels.column] },
  }
}

/**
 * What is wrong with each file that lacks a column that is needed and others have, as where it was renamed in one: the file, the column, and
 * the new one that may be it.
 *
 * @param files names of the columns of each, by the name that people know it by
 * @param shown what the files are together
 * @returns by the names of such files
 * @example
 * sayLacking(new Map([['1.csv', ['id', 'a']], ['2.csv', ['id', 'b']]]), ['a'], '*.csv').get('2.csv')
 * // 'Missing column `a` in `2.csv`, which other files of `*.csv` have: it has `b`, which none of these has; rename it to `a` if it is the same'
 */
export function sayLacking(
  files: ReadonlyMap<string, readonly string[]>,
  needed: readonly string[],
  shown: string,
): Map<string, string> {
  const all = [...files.values()]
  const expected = needed.filter((column) => all.some((own) => own.includes(column)))
  const said = new Map<string, string>()
  for (const [name, own] of files) {
    const lacking = expected.filter((column) => !own.includes(column))
    const [first] = lacking
    if (first === undefined) continue
    const others = new Set(all.filter((one) => one.includes(first)).flat())
    const fresh = own.filter((column) => !others.has(column))
    const what = `Missing ${lacking.length === 1 ? 'column' : 'columns'} ${quoted(lacking)} in \`${name}\`, which other files of \`${shown}\` have`
    const isOne = lacking.length === 1 && fresh.length === 1
    const remedy =
      fresh.length === 0
        ? `: write ${lacking.length === 1 ? 'it' : 'them'} there too`
        : `: it has ${quoted(fresh)}, which none of these has; ${isOne ? `rename it to \`${first}\` if it is the same` : 'rename those that are the same'}`
    said.set(name, `${what}${remedy}`)
  }
  return said
}

function quoted(names: readonly string[]): string {
  return few(names.map((name) => `\`${name}\``))
}
