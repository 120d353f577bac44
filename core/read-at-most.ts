/**
 * The bytes of a stream, whole.
 *
 * @param most bytes; where more come, reading stops
 * @returns undefined where more came; never more than `most` and one chunk are held
 * @throws what the stream throws
 * @example
 * await readAtMost(stream, 2) // undefined, where it has three bytes
 */
export async function readAtMost(stream: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    length += chunk.length
    if (length > most) return undefined
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
