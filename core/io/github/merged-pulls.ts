import type { Octokit } from '@octokit/rest'
import { firstParents } from '../../governance/branch-line.ts'
import { type Contributors, MOST_COMMITS_NAMED } from '../../governance/change.ts'
import { explainRequest, type Repository } from './client.ts'

/** A pull request that was merged, by GitHub's word. */
export interface MergedPull {
  readonly number: number
  readonly title: string
  /** Its newest commit. */
  readonly head: string
  /** `owner/name`; undefined where that repository is gone. */
  readonly headRepository: string | undefined
  /** Login; undefined where the account is gone. */
  readonly author: string | undefined
  readonly labels: readonly string[]
  readonly createdAt: string
  readonly url: string
}

/** The commits of a push that are asked about: a push of more is no series of merges. */
const MOST_COMMITS = 30

interface Pushed {
  /** The branch's newest commit, and what it was before; undefined: only the newest commit counts. */
  readonly after: string
  readonly before: string | undefined
  readonly branch: string
}

/**
 * The pull requests by whose merge a branch came to its newest commit: one for each commit on the branch itself, of a
 * rebase one for all of its commits. A request for the list of commits, and one for each of them.
 *
 * @throws {UserError} without the permission `pull-requests: read`
 */
export async function mergedPulls(client: Octokit, at: Repository, pushed: Pushed): Promise<MergedPull[]> {
  const ask = <T>(work: Promise<T>, needs: string) =>
    work.catch((error: unknown) => {
      throw explainRequest(`the pull requests of ${at.owner}/${at.repo}`, error, needs)
    })
  const { after, before, branch } = pushed
  const listed =
    before === undefined
      ? []
      : (await ask(client.rest.repos.listCommits({ ...at, sha: after, per_page: 100 }), 'contents: read')).data
  const found = new Map<number, MergedPull>()
  for (const commit_sha of onBranch(listed, pushed)) {
    const asked = { ...at, commit_sha, per_page: 100 }
    const { data } = await ask(client.rest.repos.listPullRequestsAssociatedWithCommit(asked), 'pull-requests: read')
    for (const { base, created_at, head, html_url, labels, merged_at, number, title, user } of data) {
      if (!merged_at || base.ref !== branch) continue
      found.set(number, {
        number,
        title,
        head: head.sha,
        headRepository: (head.repo as { full_name: string } | null)?.full_name,
        author: user?.login,
        labels: labels.map(({ name }) => name),
        createdAt: created_at,
        url: html_url,
      })
    }
  }
  return [...found.values()].sort((a, b) => a.number - b.number)
}

/** Commits that stood on the branch one after the other, the newest first: first parents alone. */
function onBranch(
  listed: readonly { readonly sha: string; readonly parents: readonly { readonly sha: string }[] }[],
  { after, before }: Pushed,
): string[] {
  const known = listed.map(({ parents, sha }) => [sha, { sha, parents: parents.map((parent) => parent.sha) }] as const)
  const line = firstParents(after, new Map(known)).map(({ sha }) => sha)
  const end = before === undefined ? 0 : line.indexOf(before)
  return line.length === 0 ? [after] : line.slice(0, end < 0 ? MOST_COMMITS : Math.min(end, MOST_COMMITS))
}

/**
 * Logins of authors and committers of a pull request's commits, in lower case: none of them may let it through. Where
 * there may be more commits than GitHub names, nobody may.
 */
export async function contributorsOf(client: Octokit, at: Repository, pull_number: number): Promise<Contributors> {
  const asked = { ...at, pull_number, per_page: 100 }
  const commits = await client.paginate(client.rest.pulls.listCommits, asked).catch((error: unknown) => {
    throw explainRequest(`the commits of #${pull_number}`, error, 'pull-requests: read')
  })
  if (commits.length >= MOST_COMMITS_NAMED) return 'anybody'
  const logins = commits.flatMap(({ author, committer }) => [author, committer]).flatMap((one) => one?.login ?? [])
  return new Set(logins.map((login) => login.toLowerCase()))
}
