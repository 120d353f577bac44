import { createReadStream } from 'node:fs'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { fileError } from './file-error.ts'

/**
 * The bytes of a file, some at a time; `.gz` and `.zst` are decompressed. Whoever stops early reads little more than was asked for.
 *
 * @throws {UserError} if the file is missing or may not be read
 */
export async function* readPieces(path: string): AsyncGenerator<Buffer> {
  const file = createReadStream(path)
  const stream = path.endsWith('.gz')
    ? file.pipe(createGunzip())
    : path.endsWith('.zst')
      ? file.pipe(createZstdDecompress())
      : file
  if (stream !== file) file.on('error', (error) => stream.destroy(error))
  try {
    yield* stream
  } catch (error) {
    await fileError(path, error as NodeJS.ErrnoException)
  } finally {
    file.destroy()
  }
}
