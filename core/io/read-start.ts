import { createReadStream } from 'node:fs'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { fileError } from './file-error.ts'

/**
 * The first bytes of a file as text, without a byte order mark; `.gz` and `.zst` are decompressed.
 * Reads little more than it needs. A character cut at the end, or bytes that are not UTF-8, become �.
 *
 * @throws {UserError} if the file is missing or may not be read
 */
export async function readStart(path: string, bytes: number): Promise<string> {
  const file = createReadStream(path)
  const stream = path.endsWith('.gz')
    ? file.pipe(createGunzip())
    : path.endsWith('.zst')
      ? file.pipe(createZstdDecompress())
      : file
  if (stream !== file) file.on('error', (error) => stream.destroy(error))
  const pieces: Buffer[] = []
  let size = 0
  try {
    for await (const piece of stream) {
      pieces.push(piece)
      size += piece.length
      if (size >= bytes) break
    }
  } catch (error) {
    await fileError(path, error as NodeJS.ErrnoException)
  } finally {
    file.destroy()
  }
  return new TextDecoder().decode(Buffer.concat(pieces).subarray(0, bytes))
}
