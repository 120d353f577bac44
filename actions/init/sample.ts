import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { findFiles } from '../../core/io/find-files.ts'
import { readStart } from '../../core/io/read-start.ts'
import { temporaryFolder } from '../../core/io/temporary-folder.ts'
import type { Place } from '../project.ts'

/** Text is read from its beginning only so far: what a column is for shows early. */
const ENOUGH = 8 << 20

/**
 * Does `work` on the first rows of a source: the file itself where it is Parquet or small, else a copy of
 * its beginning.
 *
 * @param source a file or glob
 * @throws {UserError} if there is none
 */
export async function withSample<T>(
  place: Place,
  source: string,
  work: (place: Place, source: string) => Promise<T>,
): Promise<T> {
  const [first] = await findFiles(source, place.directory, place.root)
  const packed = /\.(gz|zst)$/i.test(first!.path)
  if (/\.parquet$/i.test(first!.path) || first!.bytes <= (packed ? ENOUGH / 8 : ENOUGH))
    return work(place, first!.shown)
  const folder = temporaryFolder('contender-sample-')
  try {
    const name = basename(first!.path).replace(/\.(gz|zst)$/i, '')
    await writeFile(join(folder.path, name), wholeRows(await readStart(first!.path, ENOUGH), /\.[ct]sv$/i.test(name)))
    return await work({ directory: folder.path, root: folder.path }, name)
  } finally {
    await folder.remove()
  }
}

/**
 * A text up to its last row that is whole.
 *
 * @param quoted a line break between quotes ends no row, as in CSV
 * @example
 * wholeRows('a\n1\n"x\ny', true) // 'a\n1\n'
 */
export function wholeRows(text: string, quoted: boolean): string {
  if (!quoted) return text.slice(0, text.lastIndexOf('\n') + 1) || text
  let open = false
  let end = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') open = !open
    else if (character === '\n' && !open) end = at + 1
  }
  return end === 0 ? text : text.slice(0, end)
}
