import { UserError } from '../errors.ts'
import type { FoundFile } from '../io/find-files.ts'
import { readPieces } from '../io/read-pieces.ts'
import { type CsvFault, csvLines } from './csv-lines.ts'

/** Remembers how lines of CSV files end. Only files that DuckDB could not make out are looked at: it takes as long as to read them. */
export interface KnownLines {
  /** Whether some of these files end lines in several ways, where all were looked at and found to be sound. */
  readonly areMixed: (files: readonly FoundFile[], delimiter: string) => boolean
  /**
   * Looks at the files that were asked for together with this one.
   *
   * @returns whether more is known than before
   * @throws {UserError} naming the first line that is broken
   */
  readonly look: (path: string) => Promise<boolean>
}

export function knownLines(): KnownLines {
  const asked = new Map<string, { readonly files: readonly FoundFile[]; readonly delimiter: string }>()
  const mixed = new Map<string, boolean>()
  return {
    areMixed: (files, delimiter) => {
      asked.set(files.map(({ path }) => path).join('\n'), { files, delimiter })
      return files.some(({ path }) => mixed.get(path)) && files.every(({ path }) => mixed.has(path))
    },
    look: async (path) => {
      const before = mixed.size
      for (const { delimiter, files } of asked.values()) {
        if (!files.some((file) => file.path === path)) continue
        for (const file of files) if (!mixed.has(file.path)) mixed.set(file.path, await endsMixed(file, delimiter))
      }
      return mixed.size > before && [...mixed.values()].includes(true)
    },
  }
}

async function endsMixed({ path, shown }: FoundFile, delimiter: string): Promise<boolean> {
  const lines = csvLines(delimiter)
  for await (const piece of readPieces(path)) if (!lines.add(piece)) break
  const { fault, mixed } = lines.end()
  if (fault !== undefined) throw new UserError(sayFault(fault, `\`${shown}\`, line ${fault.line}`))
  return mixed
}

function sayFault({ is }: CsvFault, place: string): string {
  if (is === 'open quote') return `Unclosed quote in ${place}`
  if (is === 'stray quote')
    return `Unexpected quote within a value in ${place}, expected quotes around all of it, and each one inside doubled`
  return `Unexpected row of ${is.values} in ${place}, expected ${is.expected} values as in the header`
}
