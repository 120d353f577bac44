import { count } from '../../core/count.ts'
import type { FileColumns } from '../../core/data/file-columns.ts'
import { few } from '../../core/few.ts'

/** A file that cannot be read together with the others, and why. */
export interface OddFile {
  readonly name: string
  readonly because: string
}

/**
 * Files that are not like the others, by what they say before their values are looked at: those without a column that is needed,
 * with values that something else separates, or with a column of another kind than in most files.
 *
 * @param files by their names, in the order of their times
 * @param needed columns without which a file is of no use; what no file has is no fault of one
 */
export function oddFiles(files: ReadonlyMap<string, FileColumns>, needed: readonly string[]): OddFile[] {
  const all = [...files.values()]
  const delimiter = usual(all.map((one) => one.delimiter))
  const kinds = usualKinds(all.map((one) => one.kinds))
  const missed = needed.filter((column) => kinds.has(column))
  // Two files without their header may share a value that both read as a name.
  const whole = all.filter((one) => missed.every((column) => one.kinds.has(column)))
  const known = new Set([...needed, ...whole.flatMap((one) => [...one.kinds.keys()])])
  return [...files].flatMap(([name, own]) => {
    if (own.delimiter !== delimiter)
      return [
        {
          name,
          because: `its values are separated by ${said(own.delimiter)}, where most files have ${said(delimiter)}`,
        },
      ]
    const lacking = missed.find((column) => !own.kinds.has(column))
    if (lacking !== undefined)
      return [{ name, because: `it has no column \`${lacking}\`, ${columnsOf(own, lacking, known)}` }]
    const odd = [...own.kinds].find(([column, kind]) => kind !== undefined && kind !== kinds.get(column))
    return odd === undefined ? [] : [{ name, because: saysOther(odd[0], odd[1]!, kinds.get(odd[0])!) }]
  })
}

export function saysOther(column: string, kind: string, usual: string): string {
  return `its column \`${column}\` holds ${kind}, where most files hold ${usual}`
}

/** The kind that most files have of each column; the newest of them where as many have another. Undefined: none says it. */
export function usualKinds(
  files: readonly ReadonlyMap<string, string | undefined>[],
): ReadonlyMap<string, string | undefined> {
  const all = new Map<string, (string | undefined)[]>()
  for (const file of files)
    for (const [column, kind] of file) {
      const of = all.get(column) ?? []
      all.set(column, of)
      if (kind !== undefined) of.push(kind)
    }
  return new Map(Array.from(all, ([column, of]) => [column, usual(of)]))
}

/** What is there most often; of several the last. */
function usual(of: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string | undefined, number>()
  for (const one of of) {
    const before = counts.get(one) ?? 0
    counts.delete(one)
    counts.set(one, before + 1)
  }
  return [...counts].sort((a, b) => a[1] - b[1]).at(-1)?.[0]
}

/**
 * Of a file without its header the first row is read as one, whose values may be of people: only names that are told are shown.
 *
 * @param known names of files that have all columns that are needed, and of the config
 */
function columnsOf({ kinds }: FileColumns, lacking: string, known: ReadonlySet<string>): string {
  const own = [...kinds.keys()]
  const told = own.filter((column) => known.has(column))
  const more = own.length - told.length
  if (told.length === 0)
    return `and none of its ${count(own.length, 'column')} is called as one of the files that have it: is its header missing?`
  const list = few(
    told.map((column) => `\`${column}\``),
    MOST_NAMED,
  )
  return `its columns are ${list}${more === 0 ? '' : ` and ${more} that no file with \`${lacking}\` has`}`
}

const MOST_NAMED = 8

function said(delimiter: string | undefined): string {
  return delimiter === '\t' ? 'tabs' : `\`${delimiter}\``
}
