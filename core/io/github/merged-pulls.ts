import type { Octokit } from '@octokit/rest'
import { firstParents, type LineCommit } from '../../governance/branch-line.ts'
import { type Contributors, MOST_COMMITS_NAMED } from '../../governance/change.ts'
import { onceEach } from '../../once.ts'
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
  readonly mergedAt: string
  readonly url: string
  /** Commits of the branch itself that it brought, the oldest first: one, or of a rebase several. */
  readonly commits: readonly string[]
}

/** A commit of the branch itself, and its first parent: what the branch was before. */
export interface MergedCommit {
  readonly sha: string
  readonly parent: string | undefined
}

/** How a branch came from one commit to another. */
export interface MergedLine {
  /** The oldest first. */
  readonly commits: readonly MergedCommit[]
  /** In the order in which they came to the branch. */
  readonly pulls: readonly MergedPull[]
  /** Whether that is all since `before`. */
  readonly whole: boolean
  /** Whether `before` lies further back than is read, or on another branch. */
  readonly isCut: boolean
}

/** The commits that are asked about: a push of more is no series of merges. */
export const MOST_COMMITS = 30

const PER_PAGE = 100

/** The commits that are listed, with those that were merged, to find so many of the branch itself. */
export const MOST_LISTED = 1000

/** Reads how a branch came to its newest commit since an older one; undefined: only the newest commit counts. */
export type ReadLine = (before: string | undefined) => Promise<MergedLine>

/**
 * The pull requests by whose merge a branch came to a commit, as GitHub knows them: for each commit on the branch itself,
 * of a rebase one for all of its commits. A request for each hundred commits that are listed, and one for each commit of
 * the branch itself, once.
 *
 * @throws {UserError} without the permission `pull-requests: read`
 */
export function readMerges(
  client: Octokit,
  at: Repository,
  { after, branch }: { readonly after: string; readonly branch: string },
): ReadLine {
  const ask = <T>(work: Promise<T>, needs: string) =>
    work.catch((error: unknown) => {
      throw explainRequest(`the pull requests of ${at.owner}/${at.repo}`, error, needs)
    })
  const page = onceEach(async (number: number) => {
    const asked = { ...at, sha: after, per_page: PER_PAGE, page: number }
    const { data } = await ask(client.rest.repos.listCommits(asked), 'contents: read')
    return data.map(({ parents, sha }) => ({ sha, parents: parents.map((parent) => parent.sha) }))
  })
  // Of merges a page has all that they brought, and few commits of the branch itself.
  const lineTo = async (before: string) => {
    const known = new Map<string, LineCommit>()
    for (let number = 1; ; number++) {
      const listed = await page(number)
      for (const commit of listed) known.set(commit.sha, commit)
      const line = firstParents(after, known)
      const isEnough = line.length > MOST_COMMITS || line.some(({ sha }) => sha === before)
      if (isEnough || listed.length < PER_PAGE || number * PER_PAGE >= MOST_LISTED) return line
    }
  }
  const pullsOf = onceEach(async (commit_sha: string) => {
    const asked = { ...at, commit_sha, per_page: 100 }
    const { data } = await ask(client.rest.repos.listPullRequestsAssociatedWithCommit(asked), 'pull-requests: read')
    return data.filter((pull): pull is MergedJson => Boolean(pull.merged_at) && pull.base.ref === branch)
  })
  return async (before) => {
    const { commits, whole } = since(before === undefined ? [] : await lineTo(before), { after, before })
    const found = new Map<number, MergedPull>()
    for (const { sha } of commits)
      for (const pull of await pullsOf(sha)) found.set(pull.number, pullAt(pull, sha, found.get(pull.number)))
    return { commits, pulls: [...found.values()], whole, isCut: before !== undefined && !whole }
  }
}

type PullJson = Awaited<ReturnType<Octokit['rest']['repos']['listPullRequestsAssociatedWithCommit']>>['data'][number]
type MergedJson = PullJson & { readonly merged_at: string }

function pullAt(
  { created_at, head, html_url, labels, merged_at, number, title, user }: MergedJson,
  sha: string,
  known: MergedPull | undefined,
): MergedPull {
  return {
    number,
    title,
    head: head.sha,
    headRepository: (head.repo as { full_name: string } | null)?.full_name,
    author: user?.login,
    labels: labels.map(({ name }) => name),
    createdAt: created_at,
    mergedAt: merged_at,
    url: html_url,
    commits: [...(known?.commits ?? []), sha],
  }
}

/** @param line commits of the branch itself, the newest first */
function since(
  line: readonly LineCommit[],
  { after, before }: { readonly after: string; readonly before: string | undefined },
): Pick<MergedLine, 'commits' | 'whole'> {
  if (line.length === 0) return { commits: [{ sha: after, parent: undefined }], whole: false }
  const end = line.findIndex(({ sha }) => sha === before)
  const newest = line.slice(0, end < 0 ? MOST_COMMITS : Math.min(end, MOST_COMMITS))
  const commits = newest.map(({ parents, sha }) => ({ sha, parent: parents[0] })).toReversed()
  return { commits, whole: end >= 0 && end <= MOST_COMMITS }
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
