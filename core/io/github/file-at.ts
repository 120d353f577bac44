import type { Octokit } from '@octokit/rest'
import { found, type Repository } from './client.ts'

/** The text of a file at a commit, a branch or a tag; undefined where there is none. */
export async function fileAt(client: Octokit, at: Repository, ref: string, path: string): Promise<string | undefined> {
  const asked = { owner: at.owner, repo: at.repo, ref, path, mediaType: { format: 'raw' } }
  const answer = await found(client.rest.repos.getContent(asked))
  const data: unknown = answer?.data
  // Text where the answer says that it is, bytes else; a folder is answered with a list.
  if (data instanceof ArrayBuffer) return new TextDecoder().decode(data)
  return typeof data === 'string' ? data : undefined
}
