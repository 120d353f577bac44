import type { Octokit } from '@octokit/rest'
import { UserError } from '../../errors.ts'
import type { Repository } from './client.ts'

/** A connection that drops in the middle of a download is tried again so often. */
const TRIES = 3

/**
 * The zip of an artifact, in memory. GitHub sends the client on to its storage, without the token.
 *
 * @param most bytes; where more come, reading stops
 * @throws {UserError} if there are more bytes than that
 */
export async function downloadArtifact(
  client: Octokit,
  { most, ...artifact }: Repository & { readonly artifact_id: number; readonly most: number },
): Promise<Uint8Array> {
  for (let left = TRIES - 1; ; left--) {
    const request = { parseSuccessResponseBody: false }
    const { data } = await client.rest.actions.downloadArtifact({ ...artifact, archive_format: 'zip', request })
    try {
      return await readAtMost(data as ReadableStream<Uint8Array>, most)
    } catch (error) {
      if (error instanceof UserError || left === 0) throw error
    }
  }
}

async function readAtMost(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    length += chunk.length
    if (length > most) throw new UserError(`Unexpected artifact with more than ${most} bytes, which GitHub said it had`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks, length)
}
