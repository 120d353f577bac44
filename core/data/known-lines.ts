import { UserError } from '../errors.ts'
import { few } from '../few.ts'
import type { FoundFile } from '../io/find-files.ts'
import { readPieces } from '../io/read-pieces.ts'
import type { CsvHeader } from './csv-header.ts'
import { type CsvFault, csvLines, type LineEnd } from './csv-lines.ts'

/** Remembers how lines of CSV files end. Only files that DuckDB could not make out are looked at: it takes as long as to read them. */
export interface KnownLines {
  /**
   * How DuckDB has to take the ends of lines where some of these files end them in several ways, and all were looked at and found to
   * be sound; undefined else.
   *
   * @throws {UserError} for a single column whose ends no one way is right for
   */
  readonly newLine: (files: readonly FoundFile[], header: CsvHeader) => NewLine | undefined
  /**
   * Looks at the files that were asked for together with this one.
   *
   * @returns whether more is known than before
   * @throws {UserError} naming the first line that is broken
   */
  readonly look: (path: string) => Promise<boolean>
}

/** `\n`: one character ends a line, whichever it is, and what is empty between two is passed over. `\r\n`: two do, or `\n` alone. */
export type NewLine = '\n' | '\r\n'

export function knownLines(): KnownLines {
  const asked = new Map<string, { readonly files: readonly FoundFile[]; readonly delimiter: string }>()
  const known = new Map<string, readonly LineEnd[]>()
  const isMixed = (ends: readonly LineEnd[] | undefined) => ends !== undefined && ends.length > 1
  return {
    newLine: (files, { delimiter, names }) => {
      asked.set(files.map(({ path }) => path).join('\n'), { files, delimiter })
      if (!files.some(({ path }) => isMixed(known.get(path))) || !files.every(({ path }) => known.has(path)))
        return undefined
      const withEnd = (end: LineEnd) => files.filter(({ path }) => known.get(path)!.includes(end))
      // An empty line is no row of several columns, and one of a single column.
      if (names.length > 1 || withEnd('\r\n').length === 0) return '\n'
      const returns = withEnd('\r')
      if (returns.length === 0) return '\r\n'
      const where = few(returns.map(({ shown }) => `\`${shown}\``))
      throw new UserError(
        `Unexpected ends of lines in ${where}: some are \\r alone and others \\r\\n, which nobody can tell from empty rows of its single column; end all of them with \\n or with \\r\\n`,
      )
    },
    look: async (path) => {
      const before = known.size
      for (const { delimiter, files } of asked.values()) {
        if (!files.some((file) => file.path === path)) continue
        for (const file of files) if (!known.has(file.path)) known.set(file.path, await endsIn(file, delimiter))
      }
      return known.size > before && [...known.values()].some(isMixed)
    },
  }
}

async function endsIn({ path, shown }: FoundFile, delimiter: string): Promise<readonly LineEnd[]> {
  const lines = csvLines(delimiter)
  for await (const piece of readPieces(path)) if (!lines.add(piece)) break
  const { ends, fault } = lines.end()
  if (fault !== undefined) throw new UserError(sayFault(fault, `\`${shown}\`, line ${fault.line}`))
  return ends
}

function sayFault({ is }: CsvFault, place: string): string {
  if (is === 'open quote') return `Unclosed quote in ${place}`
  if (is === 'stray quote')
    return `Unexpected quote within a value in ${place}, expected quotes around all of it, and each one inside doubled`
  return `Unexpected row of ${is.values} in ${place}, expected ${is.expected} values as in the header`
}
