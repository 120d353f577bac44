import type { Octokit } from '@octokit/rest'
import { explainRequest, type Repository } from './client.ts'

/** What GitHub tells of a commit's people and of its signature. */
export interface ToldOfCommit {
  readonly author: { readonly login?: string } | null
  readonly committer: { readonly login?: string } | null
  readonly commit: { readonly verification?: { readonly verified: boolean } | undefined }
}

/** GitHub's own account, by which it commits what it makes itself. */
const GITHUB = 'web-flow'

/**
 * The App that made a commit through GitHub's API, as its login. Whoever may push can write any name into a commit, and
 * sign it with a key of their own: so it has to be GitHub that committed and signed. It does so with the name of the
 * App if that gave none, and for nobody else under that name.
 *
 * Source: https://docs.github.com/en/authentication/managing-commit-signature-verification/about-commit-signature-verification#signature-verification-for-bots
 *
 * @returns null for a commit that somebody pushed
 * @example
 * appOfCommit({ author: { login: 'contender[bot]' }, committer: { login: 'web-flow' }, commit: { verification: { verified: true } } })
 * // 'contender[bot]'
 */
export function appOfCommit({ author, commit, committer }: ToldOfCommit): string | null {
  if (commit.verification?.verified !== true || committer?.login !== GITHUB) return null
  return author?.login?.endsWith('[bot]') ? author.login : null
}

/**
 * The same of a commit and all before it: a request for each hundred.
 *
 * @returns by SHA
 */
export async function appsOfCommits(
  client: Octokit,
  at: Repository,
  sha: string,
): Promise<ReadonlyMap<string, string | null>> {
  const listed = await client.paginate(client.rest.repos.listCommits, { ...at, sha, per_page: 100 }).catch((error) => {
    throw explainRequest(`commits of ${at.owner}/${at.repo}`, error, 'contents: read')
  })
  return new Map(listed.map((commit) => [commit.sha, appOfCommit(commit)]))
}
