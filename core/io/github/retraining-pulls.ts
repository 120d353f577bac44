import type { Octokit } from '@octokit/rest'
import { RETRAINING } from '../../ledger/branch.ts'
import { isOwnCommit } from '../../retrain/own-commit.ts'
import type { BranchPull } from '../../retrain/own-pull.ts'
import { retrainingBranch } from '../../retrain/pull-rules.ts'
import { isOfGitHub, WORKFLOWS } from './app-of-commit.ts'
import { explainRequest, found, type Repository } from './client.ts'
import { isUntouchedMerge, type Merge, type OwnFiles } from './untouched-merge.ts'

type PullJson = Awaited<ReturnType<Octokit['rest']['pulls']['list']>>['data'][number]

/** The open pull requests from the branch of a model to the default branch, whoever opened them. One request. */
export async function openPullsOf(client: Octokit, at: Repository, model: string): Promise<BranchPull[]> {
  return (await pullsOf(client, at, model)).filter(({ open }) => open)
}

/** The newest hundred of them, open or not. One request. */
export async function pullsOf(client: Octokit, at: Repository, model: string): Promise<BranchPull[]> {
  const head = `${at.owner}:${retrainingBranch(model)}`
  const { data } = await explained(at, client.rest.pulls.list({ ...at, state: 'all', head, per_page: 100 }))
  return branchPulls(at, data)
}

/**
 * Pull requests of retraining of all models, whoever opened them: all that are open, and those among the newest hundred that
 * are not any more. A request for each hundred that are open in the repository, and one more.
 */
export async function allRetrainingPulls(client: Octokit, at: Repository): Promise<BranchPull[]> {
  const open = client.paginate(client.rest.pulls.list, { ...at, state: 'open', per_page: 100 })
  const [all, newest] = await explained(at, Promise.all([open, newestPulls(client, at, 100)]))
  const each = new Map([...newest, ...all].map((pull) => [pull.number, pull]))
  return branchPulls(at, [...each.values()])
}

/** Newest commits of the newest pull requests, whatever they are about. One request. */
export async function newestHeads(client: Octokit, at: Repository, most: number): Promise<readonly string[]> {
  return (await explained(at, newestPulls(client, at, most))).map(({ head }) => head.sha)
}

async function newestPulls(client: Octokit, at: Repository, per_page: number): Promise<PullJson[]> {
  const asked = { ...at, state: 'all', sort: 'created', direction: 'desc', per_page } as const
  return (await client.rest.pulls.list(asked)).data
}

async function explained<T>({ owner, repo }: Repository, request: Promise<T>): Promise<T> {
  return request.catch((error: unknown) => {
    throw explainRequest(`the pull requests of ${owner}/${repo}`, error, 'pull-requests: write')
  })
}

function branchPulls({ owner, repo }: Repository, pulls: readonly PullJson[]): BranchPull[] {
  const own = `${owner}/${repo}`.toLowerCase()
  return pulls
    .filter(({ base, head }) => {
      // One to another branch is somebody else's, whatever its own is called; a fork may call its branches so too.
      const isHere = head.repo?.full_name.toLowerCase() === own && base.ref === base.repo.default_branch
      return isHere && head.ref.startsWith(RETRAINING)
    })
    .map(({ body, closed_at, created_at, head, html_url, number, state, user }) => ({
      ...{ number, url: html_url, open: state === 'open', createdAt: new Date(created_at) },
      closedAt: closed_at === null ? undefined : new Date(closed_at),
      ...{ model: head.ref.slice(RETRAINING.length), author: user?.login, body: body ?? '', head: head.sha },
    }))
}

/** Logins whose pull requests of a model's retraining may be ours. @param login who writes with the token at hand */
export function pullAuthors(login: string, retrain: { readonly app?: string | undefined } | undefined): string[] {
  return [login, WORKFLOWS, ...(retrain?.app === undefined ? [] : [`${retrain.app}[bot]`])]
}

/** A branch, and the first commit on it that is not as we wrote it. */
export interface OwnBranch {
  readonly tip: string
  readonly foreign: { readonly sha: string; readonly author: string } | undefined
}

/**
 * A branch as it stands beside another, and who else has committed to it. A commit is ours where its message says of which
 * files it is, and it is of these: whose token wrote it does not count. What GitHub merges into it of the other branch, as
 * "Update branch" does, is nobody's where it has our files as we wrote them: who resolves a conflict there types others.
 *
 * @returns undefined where there is no such branch
 */
export async function readOwnBranch(
  client: Octokit,
  at: Repository,
  { base, files, name }: { readonly base: string; readonly files: OwnFiles; readonly name: string },
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
  // All that the other branch does not have are listed.
  const shas = new Set(commits.map(({ sha }) => sha))
  for (const one of commits) {
    if (isOwnCommit({ message: one.commit.message, tree: one.commit.tree.sha })) continue
    const merge = isOfGitHub(one) ? mergeOf(one, shas) : undefined
    if (merge !== undefined && (await isUntouchedMerge(client, at, merge, files))) continue
    return { tip, foreign: { sha: one.sha, author: one.author?.login ?? one.commit.author?.name ?? 'somebody' } }
  }
  // More than anybody has looked at is not ours.
  const unseen = total_commits > commits.length
  return { tip, foreign: unseen ? { sha: tip, author: 'somebody' } : undefined }
}

/** Of a commit that merges one that the branch alone does not have. @param own all that are on it alone */
function mergeOf(
  { parents, sha }: { readonly sha: string; readonly parents: readonly { readonly sha: string }[] },
  own: ReadonlySet<string>,
): Merge | undefined {
  const [ours, ...more] = parents.filter((parent) => own.has(parent.sha))
  const theirs = parents.find((parent) => !own.has(parent.sha))
  if (parents.length !== 2 || ours === undefined || more.length > 0 || theirs === undefined) return undefined
  return { sha, ours: ours.sha, theirs: theirs.sha }
}
