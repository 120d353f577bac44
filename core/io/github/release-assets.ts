import type { Octokit } from '@octokit/rest'
import { UserError } from '../../errors.ts'
import { sha256 } from '../../sha256.ts'
import { found, type Repository } from './client.ts'
import { AS_STREAM, download } from './download.ts'

/** A file that a release holds. */
export interface ReleaseAsset {
  readonly id: number
  readonly name: string
  readonly size: number
  /** `sha256:…`; null for one from before GitHub told it. */
  readonly digest: string | null
}

/** The files of the release of a tag; undefined where there is no such release. Needs `contents: read`. */
export async function releaseAssets(
  client: Octokit,
  { owner, repo }: Repository,
  tag: string,
): Promise<readonly ReleaseAsset[] | undefined> {
  const answer = await found(client.rest.repos.getReleaseByTag({ owner, repo, tag }))
  return answer?.data.assets.map(({ digest, id, name, size }) => ({ id, name, size, digest: digest ?? null }))
}

/**
 * A file of a release, in memory.
 *
 * @param most bytes that it may have
 * @throws {UserError} if it has more, or is not what GitHub says it is
 */
export async function readReleaseAsset(
  client: Octokit,
  { owner, repo }: Repository,
  { digest, id, name, size }: ReleaseAsset,
  most: number,
): Promise<Uint8Array> {
  if (size > most) throw new UserError(`Unexpected ${name} of ${size} bytes in a release, expected at most ${most}`)
  const headers = { accept: 'application/octet-stream' }
  const asked = { owner, repo, asset_id: id, headers, request: AS_STREAM }
  const bytes = await download(() => client.rest.repos.getReleaseAsset(asked), size)
  if (digest === null || !digest.startsWith('sha256:') || sha256(bytes) === digest) return bytes
  throw new UserError(`Unexpected bytes of ${name} in a release, expected those that GitHub calls ${digest}`)
}
