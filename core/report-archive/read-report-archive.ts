import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import type { Report } from '../artifacts/report.ts'
import { UserError } from '../errors.ts'
import { sha256 } from '../sha256.ts'
import { ARCHIVE_BOUNDS } from './bounds.ts'
import { parseReport } from './parse-report.ts'

/** The one file that is read, and those that may stand beside it; people read them, we do not. */
const REPORT = 'report.json'
const KNOWN = [REPORT, 'report.md', 'report.html']

/** A zip as it was handed over. */
export interface ReportArchive {
  readonly bytes: Uint8Array
  /** What GitHub says it should be, `sha256:…`; undefined where it says nothing. */
  readonly digest?: string | undefined
  /** For messages: which artifact of which run. */
  readonly place: string
}

/**
 * The report out of an artifact that anybody may have made: a pull request can change its own workflow.
 *
 * Everything stays in memory, and only `report.json` is inflated, under a cap. No byte of it is taken for more
 * than what its author says (`architecture.md`, Trust).
 *
 * @throws {UserError} if it is larger, deeper or other than a report can be, or not what was uploaded
 */
export async function readReportArchive({ bytes, digest, place }: ReportArchive): Promise<Report> {
  const refuse = (why: string) => new UserError(`Unexpected artifact ${place}: ${why}`)
  if (bytes.length > ARCHIVE_BOUNDS.archive) throw refuse(sayTooLarge('it', bytes.length, ARCHIVE_BOUNDS.archive))
  if (digest !== undefined && digest !== sha256(bytes)) {
    throw refuse(`its bytes are not those that were uploaded, whose digest is ${digest.slice(0, 80)}`)
  }
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), {
      strictFileNames: true,
    })
    return parseReport(await inflate(zip, await findReport(zip)), place)
  } catch (error) {
    if (error instanceof Refusal) throw refuse(error.message)
    if (error instanceof UserError) throw error
    // What else goes wrong between these bytes and a report is the bytes' fault: yauzl's own errors.
    throw new UserError(`Unexpected artifact ${place}: ${(error as Error).message.slice(0, 200)}`, { cause: error })
  }
}

/** Why an archive is refused, until the place is added to it. */
class Refusal extends Error {}

async function findReport(zip: ZipFile): Promise<Entry> {
  if (zip.entryCount > ARCHIVE_BOUNDS.entries) {
    throw new Refusal(`it holds ${zip.entryCount} files, expected at most ${ARCHIVE_BOUNDS.entries}`)
  }
  const found = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) {
    checkEntry(entry)
    if (found.has(entry.fileName)) throw new Refusal(`it holds \`${entry.fileName}\` twice`)
    found.set(entry.fileName, entry)
  }
  const report = found.get(REPORT)
  if (report === undefined) throw new Refusal(`it holds no ${REPORT}`)
  return report
}

/** @throws {Refusal} if it is anything but a plain file of a known name */
function checkEntry(entry: Entry): void {
  const { externalFileAttributes, fileName } = entry
  if (!KNOWN.includes(fileName)) {
    throw new Refusal(`it holds \`${fileName.slice(0, 80)}\`, expected nothing but ${KNOWN.join(', ')}`)
  }
  // The upper half is the mode of the file on Unix: 0 where the archive does not say.
  const kind = (externalFileAttributes >>> 16) & 0o170000
  if (kind !== 0 && kind !== 0o100000) throw new Refusal(`its \`${fileName}\` is a link or a device, expected a file`)
  if (entry.isEncrypted()) throw new Refusal(`its \`${fileName}\` is encrypted`)
}

async function inflate(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const { report: most, ratio } = ARCHIVE_BOUNDS
  if (entry.uncompressedSize > most) throw new Refusal(sayTooLarge(`its ${REPORT}`, entry.uncompressedSize, most))
  if (entry.uncompressedSize > entry.compressedSize * ratio) {
    throw new Refusal(`its ${REPORT} inflates more than ${ratio} times`)
  }
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    length += (chunk as Buffer).length
    // yauzl stops where more comes than was announced; this does not rest on it.
    if (length > most) throw new Refusal(sayTooLarge(`its ${REPORT}`, length, most))
    chunks.push(chunk as Buffer)
  }
  const bytes = Buffer.concat(chunks, length)
  if (crc32(bytes) !== entry.crc32) throw new Refusal(`its ${REPORT} is damaged`)
  return bytes
}

function sayTooLarge(what: string, bytes: number, most: number): string {
  return `${what} has ${bytes} bytes, expected at most ${most}`
}
