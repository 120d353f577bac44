import { createHash } from 'node:crypto'
import { type BigIntStats, createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { dirname, relative } from 'node:path'
import { pipeline } from 'node:stream/promises'
import * as z from 'zod'
import { fileError } from './file-error.ts'
import { writeAtomic } from './files.ts'

/** Digests of files that are read only once as long as they do not change. */
export interface DigestCache {
  /** SHA-256 of a file's bytes, as `sha256:` and 64 hexadecimal digits. @throws {UserError} as `readBytes` */
  readonly sha256: (path: string) => Promise<string>
  /** MD5 of a file's bytes, as DVC writes it. @throws {UserError} as `readBytes` */
  readonly md5: (path: string) => Promise<string>
  /** Bytes that had to be read. */
  readonly bytesRead: () => number
  /** Keeps what is known for the next process. */
  readonly save: () => Promise<void>
}

const entrySchema = z.strictObject({ state: z.string(), sha256: z.string().optional(), md5: z.string().optional() })
const cacheSchema = z.strictObject({
  schema: z.literal('contender/digests@1'),
  files: z.record(z.string(), entrySchema),
})

type Entry = z.output<typeof entrySchema>
type Algorithm = 'sha256' | 'md5'

/** A write within the clock's tick leaves no trace in the times of a file; some file systems tick every 2 s. */
const YOUNG_MS = 2000

/**
 * Opens the cache that stands at `path`; a file that is missing, torn or of another version is an empty cache.
 * As Git's index does, it knows a file again by size, inode and times (to the nanosecond), and does not
 * remember one that changed less than 2 s ago.
 *
 * @param now milliseconds of the clock that files are stamped by
 */
export async function openDigestCache(path: string, now: () => number = Date.now): Promise<DigestCache> {
  const folder = dirname(path)
  const files = new Map(Object.entries(await readCache(path)))
  let changed = false
  let read = 0
  const digest = async (file: string, algorithm: Algorithm): Promise<string> => {
    const name = relative(folder, file).replaceAll('\\', '/')
    const before = await stateOf(file)
    const known = files.get(name)
    if (known?.state === before.state && known[algorithm] !== undefined) return known[algorithm]
    const found = await hashFile(file, algorithm)
    read += before.bytes
    const after = await stateOf(file)
    if (after.state === before.state && now() - after.changedMs >= YOUNG_MS) {
      files.set(name, { ...(known?.state === after.state && known), state: after.state, [algorithm]: found })
      changed = true
    }
    return found
  }
  return {
    sha256: async (file) => `sha256:${await digest(file, 'sha256')}`,
    md5: (file) => digest(file, 'md5'),
    bytesRead: () => read,
    async save() {
      if (!changed) return
      await writeAtomic(path, JSON.stringify({ schema: 'contender/digests@1', files: Object.fromEntries(files) }))
      changed = false
    },
  }
}

async function readCache(path: string): Promise<Record<string, Entry>> {
  try {
    return cacheSchema.parse(JSON.parse(await readFile(path, 'utf8'))).files
  } catch {
    return {}
  }
}

async function stateOf(path: string): Promise<{ state: string; bytes: number; changedMs: number }> {
  const found: BigIntStats = await stat(path, { bigint: true }).catch((error: NodeJS.ErrnoException) =>
    fileError(path, error),
  )
  const { ctimeMs, ctimeNs, ino, mtimeMs, mtimeNs, size } = found
  return {
    state: [size, mtimeNs, ctimeNs, ino].join(' '),
    bytes: Number(size),
    changedMs: Math.max(Number(ctimeMs), Number(mtimeMs)),
  }
}

async function hashFile(path: string, algorithm: Algorithm): Promise<string> {
  const hash = createHash(algorithm)
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash).catch((error: NodeJS.ErrnoException) =>
    fileError(path, error),
  )
  return hash.digest('hex')
}
