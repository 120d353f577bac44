import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { UserError } from '../../../core/errors.ts'
import { isErrno } from '../../../core/io/file-error.ts'
import { readAtMost } from '../../../core/read-at-most.ts'
import { NATIVE_NAMES, type NativeArchive } from './archive.ts'

/** Where archives come from. */
export interface Source {
  /** A folder with archives as the release has them, in place of the network. */
  readonly folder: string | undefined
  /** Where the release's archives lie, without a `/` at its end. */
  readonly url: string
  /** Follows the proxies of the machine. */
  readonly fetch: typeof fetch
  /** What the first repetition waits for, in milliseconds; each next one twice as long. */
  readonly pause: number
  /** In [0, 1), so that many runners do not come back at the same moment. */
  readonly chance: () => number
  readonly say: (line: string) => void
}

const ATTEMPTS = 4
/** Milliseconds for one attempt: an archive of 20 MB over 1 Mbit/s. */
const PATIENCE = 180_000

/** What was answered or received will not do; whether another attempt may. */
class Failed extends Error {
  readonly final: boolean
  constructor(message: string, final: boolean) {
    super(message)
    this.final = final
  }
}

/**
 * The bytes of an archive, once they are those that this release was built with.
 *
 * @throws {UserError} if there is no such archive, or it is another one; what can pass by itself is tried four times
 */
export async function getArchive(archive: NativeArchive, source: Source): Promise<Uint8Array> {
  if (source.folder !== undefined) return readArchive(archive, source.folder, source.url)
  const url = `${source.url}/${archive.file}`
  source.say(`Fetching ${NATIVE_NAMES[archive.native]} ${archive.version} (${megabytes(archive)} MB) from ${url}`)
  for (let attempt = 1; ; attempt++) {
    try {
      return checked(await download(url, archive.bytes, source.fetch), archive)
    } catch (error) {
      const message = sayWhy(error)
      if (attempt === ATTEMPTS || (error instanceof Failed && error.final))
        throw new UserError(
          `Could not fetch ${url}: ${message}; give this runner a way there (a proxy by \`https_proxy\`), ` +
            `or put ${archive.file} of the release into a folder of it and name the folder in CONTENDER_NATIVE_DIR`,
          { cause: error },
        )
      source.say(`${message}: trying again`)
      await setTimeout(source.pause * 2 ** (attempt - 1) * (0.5 + source.chance()))
    }
  }
}

async function readArchive(archive: NativeArchive, folder: string, url: string): Promise<Uint8Array> {
  const path = join(folder, archive.file)
  const hint = `put there ${url}/${archive.file}`
  const bytes = await readFile(path).catch((cause) => {
    if (!isErrno(cause)) throw cause
    throw new UserError(`Cannot read ${path}, which CONTENDER_NATIVE_DIR should hold (${cause.code}); ${hint}`, {
      cause,
    })
  })
  try {
    return checked(bytes, archive)
  } catch (cause) {
    throw new UserError(`Unexpected content of ${path}: ${(cause as Error).message}; ${hint}`, { cause })
  }
}

function checked(bytes: Uint8Array, { bytes: expected, sha256 }: NativeArchive): Uint8Array {
  if (bytes.length !== expected) throw new Failed(`${bytes.length} bytes came, expected ${expected}`, false)
  const digest = createHash('sha256').update(bytes).digest('hex')
  if (digest === sha256) return bytes
  throw new Failed(`its SHA-256 is ${digest}, expected ${sha256}`, false)
}

/** @param most bytes that are read: what comes beyond them is not asked for */
async function download(url: string, most: number, get: typeof fetch): Promise<Uint8Array> {
  const response = await get(url, { signal: AbortSignal.timeout(PATIENCE) })
  const { body, status } = response
  if (status !== 200 || body === null) {
    await body?.cancel()
    throw new Failed(`the server answered ${status}`, !(status >= 500 || status === 408 || status === 429))
  }
  const bytes = await readAtMost(body, most)
  if (bytes === undefined) throw new Failed(`more than ${most} bytes came`, false)
  return bytes
}

function megabytes({ bytes }: NativeArchive): number {
  return Math.ceil(bytes / 1e6)
}

/** `fetch` says `fetch failed`, and why only in the cause. */
function sayWhy(error: unknown): string {
  const { cause, message } = error as Error
  return cause instanceof Error && cause.message !== '' ? `${message}: ${cause.message}` : message
}
