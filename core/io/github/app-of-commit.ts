import type { Octokit } from '@octokit/rest'
import type { GitHubsWord } from '../../ledger/verify/githubs-word.ts'
import { explainRequest, type Repository } from './client.ts'

/** What GitHub tells of a commit's people and of its signature. */
export interface ToldOfCommit {
  readonly author: { readonly login?: string } | null
  readonly committer: { readonly login?: string } | null
  readonly commit: { readonly verification?: { readonly verified: boolean } | undefined }
}

/** What workflows write as: a pull request may bring a workflow of its own. */
export const WORKFLOWS = 'github-actions[bot]'

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
export function appOfCommit({ author, ...told }: ToldOfCommit): string | null {
  if (!isOfGitHub(told)) return null
  return author?.login?.endsWith('[bot]') ? author.login : null
}

/** Whether GitHub itself committed and signed it, in whose name ever. */
export function isOfGitHub({ commit, committer }: Pick<ToldOfCommit, 'commit' | 'committer'>): boolean {
  return commit.verification?.verified === true && committer?.login === GITHUB
}

/** Which App made a commit and each before it: a request for each hundred, and one more. */
export async function askWhoWrote(client: Octokit, at: Repository, sha: string): Promise<GitHubsWord> {
  const list = { ...at, sha, per_page: 100 }
  const asked = Promise.all([client.rest.repos.get({ ...at }), client.paginate(client.rest.repos.listCommits, list)])
  const [{ data }, listed] = await asked.catch((error: unknown) => {
    throw explainRequest(`commits of ${at.owner}/${at.repo}`, error, 'contents: read')
  })
  return {
    repository: data.id,
    commits: new Map(listed.map((one) => [one.sha, { app: teamsApp(one), message: one.commit.message }])),
  }
}

/** A workflow writes as an App too, and whoever may push can bring one. */
function teamsApp(commit: ToldOfCommit): string | undefined {
  const app = appOfCommit(commit)
  return app === null || app === WORKFLOWS ? undefined : app
}
