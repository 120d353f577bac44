import type { Octokit } from '@octokit/rest'
import { RETRAINING } from '../../ledger/branch.ts'
import type { RetrainingPull } from '../../retrain/pull-rules.ts'
import { appOfCommit } from './app-of-commit.ts'
import { explainRequest, found, type Repository } from './client.ts'

/** The newest pull requests of a repository, those of retraining among them. */
export interface ListedPulls {
  readonly retraining: readonly RetrainingPull[]
  /** Newest commits of the newest ones, whatever they are about. */
  readonly heads: readonly string[]
}

/** The newest hundred pull requests, in one request. */
export async function listPulls(client: Octokit, at: Repository): Promise<ListedPulls> {
  const asked = { ...at, state: 'all', sort: 'created', direction: 'desc', per_page: 100 } as const
  const { data } = await client.rest.pulls.list(asked).catch((error: unknown) => {
    throw explainRequest(`the pull requests of ${at.owner}/${at.repo}`, error, 'pull-requests: write')
  })
  const own = `${at.owner}/${at.repo}`.toLowerCase()
  return {
    heads: data.map(({ head }) => head.sha),
    retraining: data
      .filter(({ base, head }) => {
        // One to another branch is somebody else's, whatever its own is called.
        const isOurs = head.repo?.full_name.toLowerCase() === own && base.ref === base.repo.default_branch
        return isOurs && head.ref.startsWith(RETRAINING)
      })
      .map(({ created_at, head, html_url, number, state }) => ({
        ...{ number, url: html_url, open: state === 'open', createdAt: new Date(created_at) },
        model: head.ref.slice(RETRAINING.length),
      })),
  }
}

/** The open pull request of retraining of a model; undefined where there is none. One request. */
export async function openPullOf(client: Octokit, at: Repository, model: string): Promise<RetrainingPull | undefined> {
  return openOf((await listPulls(client, at)).retraining, model)
}

/** Of those that were listed. */
export function openOf(pulls: readonly RetrainingPull[], model: string): RetrainingPull | undefined {
  return pulls.find((pull) => pull.open && pull.model === model)
}

/** A branch, and the first commit on it that none of these wrote. */
export interface OwnBranch {
  readonly tip: string
  readonly foreign: { readonly sha: string; readonly author: string } | undefined
}

/**
 * A branch as it stands beside another, and who has committed to it.
 *
 * @param logins whose commits are ours: of an App where GitHub itself has signed that it wrote them
 * @returns undefined where there is no such branch
 */
export async function readOwnBranch(
  client: Octokit,
  at: Repository,
  { base, logins, name }: { readonly base: string; readonly name: string; readonly logins: readonly string[] },
): Promise<OwnBranch | undefined> {
  const ref = await found(client.rest.git.getRef({ ...at, ref: `heads/${name}` }))
  if (ref === undefined) return undefined
  const tip = ref.data.object.sha
  const compared = await client.rest.repos.compareCommitsWithBasehead({
    ...at,
    basehead: `${base}...${tip}`,
    per_page: 100,
  })
  const { commits, total_commits } = compared.data
  const foreign = commits.find((commit) => {
    const login = appOfCommit(commit) ?? (commit.author?.login.endsWith('[bot]') ? undefined : commit.author?.login)
    return login === undefined || !logins.includes(login)
  })
  if (foreign !== undefined)
    return {
      tip,
      foreign: { sha: foreign.sha, author: foreign.author?.login ?? foreign.commit.author?.name ?? 'somebody' },
    }
  // More than anybody has looked at is not ours.
  const unseen = total_commits > commits.length
  return { tip, foreign: unseen ? { sha: tip, author: 'somebody' } : undefined }
}
