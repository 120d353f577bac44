import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { UserError } from '../../core/errors.ts'
import { exists } from '../../core/io/files.ts'

/** The file by which a folder is known to be a site of ours. */
const MARK = 'contender-site.json'

/** Folders of which everything is ours. */
const OURS = ['models', 'data']

/**
 * Writes a site into a folder. Of an earlier one nothing stays; what others put beside it does (`CNAME`).
 *
 * @throws {UserError} if the folder holds something else
 */
export async function writeSite(folder: string, files: ReadonlyMap<string, string>, shown: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const there = await readdir(folder)
  if (there.length > 0 && !(await exists(join(folder, MARK))))
    throw new UserError(
      `Unexpected files in \`${shown}\` of --out, expected an empty folder, one to make, or a site of \`contender publish\``,
    )
  for (const name of OURS) await rm(join(folder, name), { recursive: true, force: true })
  // First of all, so that what a broken run leaves is known to be ours.
  const all = [[MARK, `${JSON.stringify({ schema: 'contender/site@1' })}\n`] as const, ...files]
  for (const parent of new Set(all.map(([path]) => dirname(path))))
    await mkdir(join(folder, parent), { recursive: true })
  for (const [path, text] of all) await writeFile(join(folder, path), text)
}
