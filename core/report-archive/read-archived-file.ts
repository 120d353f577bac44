import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { UserError } from '../errors.ts'
import { sha256 } from '../sha256.ts'

/** A zip as it was handed over. */
export interface Archive {
  readonly bytes: Uint8Array
  /** What GitHub says it should be, `sha256:…`; undefined where it says nothing. */
  readonly digest?: string | undefined
  /** For messages: which artifact of which run. */
  readonly place: string
}

/** The one file that is read, and how large all may be. */
export interface Expected {
  readonly file: string
  /** Names of files that may stand beside it. */
  readonly beside: readonly string[]
  readonly bounds: {
    /** Of the zip, in bytes. */
    readonly archive: number
    /** Files in the zip. */
    readonly entries: number
    /** Of the file once inflated, in bytes. */
    readonly file: number
    /** Inflated to deflated size of the file. */
    readonly ratio: number
  }
}

/**
 * One file out of a zip that anybody may have made. Everything stays in memory, and only that file is inflated, under
 * a cap.
 *
 * @throws {UserError} if the zip is larger or other than expected, or not what was uploaded
 */
export async function readArchivedFile({ bytes, digest, place }: Archive, expected: Expected): Promise<Buffer> {
  const refuse = (why: string) => new UserError(`Unexpected artifact ${place}: ${why}`)
  const { archive } = expected.bounds
  if (bytes.length > archive) throw refuse(sayTooLarge('it', bytes.length, archive))
  if (digest !== undefined && digest !== sha256(bytes)) {
    throw refuse(`its bytes are not those that were uploaded, whose digest is ${digest.slice(0, 80)}`)
  }
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
      strictFileNames: true,
    })
    return await inflate(zip, await findFile(zip, expected), expected)
  } catch (error) {
    if (error instanceof Refusal) throw refuse(error.message)
    if (error instanceof UserError) throw error
    // What else goes wrong between these bytes and the file is the bytes' fault: yauzl's own errors.
    throw new UserError(`Unexpected artifact ${place}: ${(error as Error).message.slice(0, 200)}`, { cause: error })
  }
}

/** Why an archive is refused, until the place is added to it. */
class Refusal extends Error {}

async function findFile(zip: ZipFile, { beside, bounds, file }: Expected): Promise<Entry> {
  if (zip.entryCount > bounds.entries) {
    throw new Refusal(`it holds ${zip.entryCount} files, expected at most ${bounds.entries}`)
  }
  const found = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) {
    checkEntry(entry, [file, ...beside])
    if (found.has(entry.fileName)) throw new Refusal(`it holds \`${entry.fileName}\` twice`)
    found.set(entry.fileName, entry)
  }
  const wanted = found.get(file)
  if (wanted === undefined) throw new Refusal(`it holds no ${file}`)
  return wanted
}

/** @throws {Refusal} if it is anything but a plain file of a known name */
function checkEntry(entry: Entry, known: readonly string[]): void {
  const { externalFileAttributes, fileName } = entry
  if (!known.includes(fileName)) {
    throw new Refusal(`it holds \`${fileName.slice(0, 80)}\`, expected nothing but ${known.join(', ')}`)
  }
  // The upper half is the mode of the file on Unix: 0 where the archive does not say.
  const kind = (externalFileAttributes >>> 16) & 0o170000
  if (kind !== 0 && kind !== 0o100000) throw new Refusal(`its \`${fileName}\` is a link or a device, expected a file`)
  if (entry.isEncrypted()) throw new Refusal(`its \`${fileName}\` is encrypted`)
}

async function inflate(zip: ZipFile, entry: Entry, { bounds, file }: Expected): Promise<Buffer> {
  const { file: most, ratio } = bounds
  if (entry.uncompressedSize > most) throw new Refusal(sayTooLarge(`its ${file}`, entry.uncompressedSize, most))
  if (entry.uncompressedSize > entry.compressedSize * ratio) {
    throw new Refusal(`its ${file} inflates more than ${ratio} times`)
  }
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    length += (chunk as Buffer).length
    // yauzl stops where more comes than was announced; this does not rest on it.
    if (length > most) throw new Refusal(sayTooLarge(`its ${file}`, length, most))
    chunks.push(chunk as Buffer)
  }
  const bytes = Buffer.concat(chunks, length)
  if (crc32(bytes) !== entry.crc32) throw new Refusal(`its ${file} is damaged`)
  return bytes
}

function sayTooLarge(what: string, bytes: number, most: number): string {
  return `${what} has ${bytes} bytes, expected at most ${most}`
}
