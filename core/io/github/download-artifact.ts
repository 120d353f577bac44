import type { Octokit } from '@octokit/rest'
import type { Repository } from './client.ts'
import { AS_STREAM, download } from './download.ts'

/**
 * The zip of an artifact, in memory.
 *
 * @param most bytes; where more come, reading stops
 * @throws {UserError} if there are more bytes than that
 */
export async function downloadArtifact(
  client: Octokit,
  { most, ...artifact }: Repository & { readonly artifact_id: number; readonly most: number },
): Promise<Uint8Array> {
  const asked = { ...artifact, archive_format: 'zip', request: AS_STREAM }
  return download(() => client.rest.actions.downloadArtifact(asked), most)
}
