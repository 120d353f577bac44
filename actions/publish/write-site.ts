import { readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { UserError } from '../../core/errors.ts'
import { fileError } from '../../core/io/file-error.ts'
import { exists } from '../../core/io/files.ts'
import { makeFolder, removeFolder, writeError } from '../../core/io/write-error.ts'

/** The file by which a folder is known to be a site of ours. */
const MARK = 'contender-site.json'

/** Folders of which everything is ours. */
const OURS = ['models', 'data']

/**
 * Writes a site into a folder. Of an earlier one nothing stays; what others put beside it does (`CNAME`).
 *
 * @throws {UserError} if the folder holds something else, or cannot be written to
 */
export async function writeSite(folder: string, files: ReadonlyMap<string, string>, shown: string): Promise<void> {
  await makeFolder(folder)
  const there = await readdir(folder).catch((error: NodeJS.ErrnoException) => fileError(folder, error))
  if (there.length > 0 && !(await exists(join(folder, MARK))))
    throw new UserError(
      `Unexpected files in \`${shown}\` of --out, expected an empty folder, one to make, or a site of \`contender publish\``,
    )
  for (const name of OURS) await removeFolder(join(folder, name))
  // First of all, so that what a broken run leaves is known to be ours.
  const all = [[MARK, `${JSON.stringify({ schema: 'contender/site@1' })}\n`] as const, ...files]
  for (const parent of new Set(all.map(([path]) => dirname(path)))) await makeFolder(join(folder, parent))
  for (const [path, text] of all) {
    const place = join(folder, path)
    await writeFile(place, text).catch((error: unknown) => writeError(place, error))
  }
}
