import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { VERSION } from '../header.ts'

const HERE = fileURLToPath(new URL('../..', import.meta.url))

/** What decides which model a built-in trainer makes of the same data, beside the data. */
const DECIDES = [
  'package.json',
  'core/classes.ts',
  'core/features.ts',
  'core/data',
  'core/training',
  'core/models/predictions',
]

/** Parts of these that only look at data. */
const LOOKS = /^core\/data\/(contract|profile|quality)\//

/**
 * The version of Contender that a training depends on. In a clone, which runs as it is, the version says too little:
 * a digest of the code that reads data and trains follows it.
 *
 * @param folder where Contender stands, with a `/` at its end
 * @param built whether it runs as a bundle, whose version says all
 * @returns `0.1.0`, or `0.1.0+1a2b3c4d5e6f`
 */
export async function ownCode(folder = HERE, built = !import.meta.url.endsWith('.ts')): Promise<string> {
  if (built) return VERSION
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
