import { UserError } from '../errors.ts'
import { headerOf, type Source } from './source.ts'

/**
 * Of a CSV without its header the values of the first row would be shown as names of columns that are known.
 *
 * @param known names of columns of which the rows have one at least, in whatever case
 * @param where who knows them, for people
 * @throws {UserError} if they have none of them
 */
export function mustHaveHeader(
  { columns, uri }: { readonly columns: readonly { readonly name: string }[]; readonly uri: string },
  known: readonly string[],
  where = 'the reference or of the config',
): void {
  const said = sayNoHeader({ columns, uri }, known, where)
  if (said !== undefined) throw new UserError(`${said}; is the header missing?`)
}

/** The same as a sentence without its question; undefined where there is a header. */
export function sayNoHeader(
  { columns, uri }: { readonly columns: readonly { readonly name: string }[]; readonly uri: string },
  known: readonly string[],
  where: string,
): string | undefined {
  const names = new Set(known.map(plain))
  if (!/\.[ct]sv\b/i.test(uri) || columns.some(({ name }) => names.has(plain(name)))) return undefined
  return `Unexpected header of ${uri}: none of its ${columns.length} columns is called as one of ${where}`
}

/** The same of each file of a source, before anything is said of how they differ. */
export async function mustHaveHeaders(source: Source, known: readonly string[], where: string): Promise<void> {
  if (source.kind !== 'csv') return
  for (const file of source.files) {
    const columns = (await headerOf(file)).names.map((name) => ({ name }))
    mustHaveHeader({ columns, uri: `\`${file.shown}\`` }, known, where)
  }
}

/** A name in another case is one to suggest, and no value. */
function plain(name: string): string {
  return name.trim().toLowerCase()
}
