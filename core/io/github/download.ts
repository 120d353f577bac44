import { UserError } from '../../errors.ts'
import { readAtMost } from '../../read-at-most.ts'

/** A connection that drops in the middle of a download is tried again so often. */
const TRIES = 3

/** Of a request whose answer is read here: as it comes, not by what it says it is. */
export const AS_STREAM = { parseSuccessResponseBody: false }

/**
 * The bytes of an answer, in memory. GitHub sends the client on to its storage, without the token.
 *
 * @param ask makes the request, with `AS_STREAM`
 * @param most bytes; where more come, reading stops
 * @throws {UserError} if there are more bytes than that, or it breaks off time and again
 */
export async function download(ask: () => Promise<{ readonly data: unknown }>, most: number): Promise<Uint8Array> {
  for (let left = TRIES - 1; ; left--) {
    const { data } = await ask()
    try {
      const bytes = await readAtMost(data as ReadableStream<Uint8Array>, most)
      if (bytes !== undefined) return bytes
      throw new UserError(`Unexpected download of more than ${most} bytes, which GitHub said it had`)
    } catch (error) {
      if (error instanceof UserError) throw error
      if (left > 0) continue
      throw new UserError(
        `A download of GitHub broke off ${TRIES} times, the last time by: ${(error as Error).message}`,
        {
          cause: error,
        },
      )
    }
  }
}
