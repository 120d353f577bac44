import { MOST_COMMITS_NAMED } from '../../core/governance/change.ts'
import type { RepositoryAccess } from '../github/open-github.ts'

/** A pull request by GitHub's own word. */
export interface PullFacts {
  readonly number: number
  readonly head: string
  /** `owner/name`; undefined where that repository is gone. */
  readonly headRepository: string | undefined
  readonly headBranch: string
  /** The branch that it is for. */
  readonly base: string
  /** Login; undefined where the account is gone. */
  readonly author: string | undefined
  readonly labels: readonly string[]
  readonly open: boolean
  readonly merged: boolean
  /** Undefined until it is merged. */
  readonly mergeCommit: string | null
  readonly draft: boolean
  readonly locked: boolean
  readonly createdAt: string
  readonly url: string
  /** How many comments it has. */
  readonly comments: number
}

/** A pull request, in one request. */
export async function readPullFacts({ at, client }: RepositoryAccess, pull_number: number): Promise<PullFacts> {
  const { data } = await client.rest.pulls.get({ ...at, pull_number })
  return {
    number: data.number,
    head: data.head.sha,
    headRepository: data.head.repo?.full_name,
    headBranch: data.head.ref,
    base: data.base.ref,
    author: data.user?.login,
    labels: data.labels.map(({ name }) => name),
    open: data.state === 'open',
    merged: data.merged,
    mergeCommit: data.merged ? data.merge_commit_sha : null,
    draft: data.draft ?? false,
    locked: data.locked,
    createdAt: data.created_at,
    url: data.html_url,
    comments: data.comments,
  }
}

/** A commit of a comparison. */
interface ComparedCommit {
  readonly sha: string
  readonly parents: readonly string[]
  /** Logins of author and committer, as far as GitHub knows them. */
  readonly people: readonly string[]
  readonly message: string
  /** GitHub made it itself, and signed it. */
  readonly isOfGitHub: boolean
}

/** What a branch adds to another one. */
export interface Compared {
  /** Tip of the base. */
  readonly baseTip: string
  readonly mergeBase: string
  readonly files: readonly { readonly path: string; readonly before: string | undefined; readonly removed: boolean }[]
  /** Oldest first. */
  readonly commits: readonly ComparedCommit[]
  /** GitHub may know of more files, or commits, than it named. */
  readonly isCut: boolean
  readonly isCutCommits: boolean
}

/** GitHub lists so many in a comparison. */
const MOST_FILES = 300

/** A file as comparisons and pull requests list it. */
interface FileJson {
  readonly filename: string
  readonly previous_filename?: string | undefined
  readonly status: string
}

/** What lies between two commits or branches, in one request. */
export async function compare({ at, client }: RepositoryAccess, base: string, head: string): Promise<Compared> {
  const { data } = await client.rest.repos.compareCommitsWithBasehead({ ...at, basehead: `${base}...${head}` })
  const files = data.files ?? []
  return {
    baseTip: data.base_commit.sha,
    mergeBase: data.merge_base_commit.sha,
    files: files.map(fileOf),
    commits: data.commits.map(({ author, commit, committer, parents, sha }) => ({
      sha,
      parents: parents.map((parent) => parent.sha),
      people: [author, committer].flatMap((person) => (person !== null && 'login' in person ? [person.login] : [])),
      message: commit.message,
      isOfGitHub: commit.committer?.email === 'noreply@github.com' && commit.verification?.verified === true,
    })),
    isCut: files.length >= MOST_FILES,
    isCutCommits: data.total_commits >= MOST_COMMITS_NAMED,
  }
}

function fileOf({ filename, previous_filename, status }: FileJson): Compared['files'][number] {
  return { path: filename, before: previous_filename, removed: status === 'removed' }
}

/** GitHub names no more files of a pull request. */
const MOST_PULL_FILES = 3000

/**
 * The files of a pull request where a comparison could not hold them all: a hundred a request.
 *
 * @returns `isCut` where even this is not all
 */
export async function listFiles({ at, client }: RepositoryAccess, pull_number: number) {
  const files = await client.paginate(client.rest.pulls.listFiles, { ...at, pull_number, per_page: 100 })
  return { files: files.map(fileOf), isCut: files.length >= MOST_PULL_FILES }
}
