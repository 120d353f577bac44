import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A file of the repository, by its path from the folder looked at, `/` between folders. */
export interface ListedFile {
  readonly path: string
  readonly bytes: number
}

/** Folders of tools, whose files nobody here wrote; those with a dot in front are never looked into. */
const SKIPPED = new Set([
  'node_modules',
  'venv',
  'env',
  '__pycache__',
  'site-packages',
  'renv',
  'build',
  'dist',
  'mlruns',
  'wandb',
  'lightning_logs',
])

const DEPTH = 8
const MOST = 20_000

/**
 * Files of a folder and those below, nearest first. Looks at the disk and not at Git, for data is often
 * ignored there.
 *
 * @returns at most 20,000, at most 8 folders down; none of a folder that may not be read
 */
export async function listFiles(folder: string): Promise<ListedFile[]> {
  const files: ListedFile[] = []
  let level = ['']
  for (let depth = 0; depth <= DEPTH && level.length > 0; depth++) {
    const below: string[] = []
    for (const inside of level) {
      const entries = await readdir(join(folder, inside), { withFileTypes: true }).catch(() => [])
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        const path = inside === '' ? entry.name : `${inside}/${entry.name}`
        if (entry.isDirectory() && !entry.name.startsWith('.') && !SKIPPED.has(entry.name)) below.push(path)
        // A link may be to data; a folder that is linked could lead back here.
        if (!entry.isFile() && !entry.isSymbolicLink()) continue
        const found = await stat(join(folder, path)).catch(() => undefined)
        if (found?.isFile()) files.push({ path, bytes: found.size })
        if (files.length === MOST) return files
      }
    }
    level = below
  }
  return files
}
