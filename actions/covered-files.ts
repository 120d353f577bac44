import { readdir, stat } from 'node:fs/promises'
import { join, posix, relative, resolve } from 'node:path'
import { folderMd5 } from '../core/data/dvc.ts'
import type { CoveredFile } from '../core/data/fingerprint.ts'
import { couldHold } from '../core/glob/could-hold.ts'
import { matchesGlob } from '../core/glob/matches-glob.ts'
import { GLOB } from '../core/glob/read-glob.ts'
import { exists } from '../core/io/files.ts'
import { type FoundFile, findFiles } from '../core/io/find-files.ts'
import type { Tracked } from './dvc-tracked.ts'
import type { Inventory } from './inventory.ts'

/** What a path or glob names: by content, or as DVC says where it tracks it. */
export interface Covered {
  readonly files: readonly CoveredFile[]
  /** Tracked by DVC and not here: paths relative to contender.yml. */
  readonly absent: readonly string[]
}

/**
 * Digests of what a path or glob names. DVC's word is taken for what it tracks, where it is not here or is what
 * it was when DVC saw it; of a folder that DVC tracks all counts, though the glob names a part of it.
 *
 * @param root what no file may lie outside of
 * @throws {UserError} if it names nothing
 */
export async function coveredBy(inventory: Inventory, pattern: string, root: string): Promise<Covered> {
  const { digests, project } = inventory
  const name = posix.normalize(pattern.replaceAll('\\', '/'))
  const concerned = await concernedBy(inventory, name)
  const files: CoveredFile[] = []
  const absent: string[] = []
  for (const { md5, shown, tracked } of concerned) {
    const path = join(project.root, tracked.path)
    const now = (await exists(path)) ? await md5Now(inventory, path, md5) : undefined
    if (now !== undefined && now !== md5) {
      inventory.warn(
        `${shown} is not what ${tracked.by} says it is: its content counts; \`dvc commit\` or \`dvc checkout\` ends that`,
      )
      continue
    }
    files.push({ path: shown, md5 })
    if (now === undefined) absent.push(shown)
  }
  const known = files.map(({ path }) => path)
  for (const { path, shown } of await filesHere(pattern, {
    directory: project.directory,
    root,
    maybe: concerned.length > 0,
  })) {
    const own = posix.normalize(shown)
    if (known.some((outer) => own === outer || own.startsWith(`${outer}/`))) continue
    files.push({ path: own, sha256: await digests.sha256(path) })
  }
  return { files, absent }
}

/** What DVC tracks of a path or glob, by its path relative to contender.yml. */
export async function concernedBy({ project, tracked }: Pick<Inventory, 'project' | 'tracked'>, name: string) {
  const literal = !GLOB.test(name) || (await exists(resolve(project.directory, name)))
  return tracked
    .map((one: Tracked) => ({
      md5: one.md5,
      tracked: one,
      shown: relative(project.directory, join(project.root, one.path)).replaceAll('\\', '/'),
    }))
    .filter(({ md5, shown }) => {
      if (literal) return shown === name || (md5.endsWith('.dir') && name.startsWith(`${shown}/`))
      return md5.endsWith('.dir') ? couldHold(shown, name) : matchesGlob(shown, name)
    })
}

/** The MD5 of what is here, in the form of DVC's. */
async function md5Now({ digests }: Inventory, path: string, tracked: string): Promise<string> {
  const isFolder = (await stat(path)).isDirectory()
  if (!isFolder || !tracked.endsWith('.dir')) return isFolder ? 'a folder' : digests.md5(path)
  const files: { path: string; md5: string }[] = []
  for (const name of await readdir(path, { recursive: true })) {
    const file = join(path, name)
    if ((await stat(file)).isFile()) files.push({ path: name.replaceAll('\\', '/'), md5: await digests.md5(file) })
  }
  return folderMd5(files)
}

async function filesHere(
  pattern: string,
  { directory, maybe, root }: { directory: string; root: string; maybe: boolean },
): Promise<FoundFile[]> {
  // What DVC tracks need not be here.
  if (maybe && !GLOB.test(pattern) && !(await exists(resolve(directory, pattern)))) return []
  return findFiles(pattern, directory, root).catch((error: Error) => {
    if (maybe && error.message.startsWith('No file matches')) return []
    throw error
  })
}
