import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { VERSION } from '../header.ts'

/** What `ownCode` says of the sources that a bundle was made of; put here when it is built. */
declare const CONTENDER_OWN_CODE: string | undefined

/** What decides which model a built-in trainer makes of the same data, beside the data. */
const DECIDES = [
  'package.json',
  'core/classes.ts',
  'core/features.ts',
  'core/data',
  'core/drift/dated-files.ts',
  'core/training',
  'core/models/predictions',
]

/** Parts of these that only look at data. */
const LOOKS = /^core\/data\/(contract|profile|quality)\//

/**
 * The version of Contender that a training depends on. In a clone, which runs as it is, the version says too little:
 * a digest of the code that reads data and trains follows it. A bundle says what the sources said that it was made of.
 *
 * @param folder where the sources stand, with a `/` at its end; undefined: those that run
 * @returns `0.1.0+1a2b3c4d5e6f`
 */
export async function ownCode(folder?: string): Promise<string> {
  if (folder === undefined && typeof CONTENDER_OWN_CODE === 'string') return CONTENDER_OWN_CODE
  return digestSources(folder ?? fileURLToPath(new URL('../..', import.meta.url)))
}

async function digestSources(folder: string): Promise<string> {
  const files = (await Promise.all(DECIDES.map((path) => filesIn(folder, path)))).flat().sort()
  const hash = createHash('sha256')
  const texts = await Promise.all(files.map((path) => readFile(folder + path)))
  for (const [at, path] of files.entries()) hash.update(`${path}\0${texts[at]!.length}\0`).update(texts[at]!)
  return `${VERSION}+${hash.digest('hex').slice(0, 12)}`
}

async function filesIn(folder: string, path: string): Promise<string[]> {
  if (/\.\w+$/.test(path)) return [path]
  const names = await readdir(folder + path, { recursive: true })
  return names
    .map((name) => `${path}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith('.ts') && !LOOKS.test(name))
}
