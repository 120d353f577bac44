import { readPieces } from './read-pieces.ts'

/**
 * The first bytes of a file as text, without a byte order mark; `.gz` and `.zst` are decompressed.
 * Reads little more than it needs. A character cut at the end, or bytes that are not UTF-8, become �.
 *
 * @throws {UserError} if the file is missing or may not be read
 */
export async function readStart(path: string, bytes: number): Promise<string> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of readPieces(path)) {
    pieces.push(piece)
    size += piece.length
    if (size >= bytes) break
  }
  return new TextDecoder().decode(Buffer.concat(pieces).subarray(0, bytes))
}
