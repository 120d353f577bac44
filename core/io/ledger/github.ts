import type { Octokit } from '@octokit/rest'
import { UserError } from '../../errors.ts'
import { LEDGER_BRANCH } from '../../ledger/branch.ts'
import type { Addition, Advanced, LedgerTransport, NewTag, Signature } from '../../ledger/transport.ts'
import { explainRequest, found, type GitHubPlace, githubClient, type Repository, statusOf } from '../github/client.ts'
import { fileAt } from '../github/file-at.ts'
import { githubHistory, githubPromises, githubTree } from './github-read.ts'

const BRANCH = `heads/${LEDGER_BRANCH}`

/** GitHub's words for a ref that is not where the writer thought. */
const MOVED = /not a fast.forward|already exists|does not exist|cannot be updated|is at .* but/i

/**
 * The ledger through GitHub's Git data API: no clone, no git. Its writes may be sent again after a wait: the branch moves
 * only from where it was seen.
 */
export function githubLedger(at: GitHubPlace): LedgerTransport {
  const octokit = githubClient({ ...at, repeat: 'all' })
  const repository = { owner: at.owner, repo: at.repo }
  const place = `${LEDGER_BRANCH} of ${at.owner}/${at.repo}`
  const ask = <Args extends readonly unknown[], T>(work: (...args: Args) => Promise<T>) => {
    return async (...args: Args): Promise<T> => {
      try {
        return await work(...args)
      } catch (error) {
        throw explainRequest(place, error)
      }
    }
  }
  return {
    place,
    head: ask(() => refAt(octokit, repository, BRANCH)),
    file: ask((commit, path) => fileAt(octokit, repository, commit, path)),
    commit: ask((parent, additions) => writeCommits(octokit, repository, parent, additions)),
    advance: ask((from, to, tags) => advance({ octokit, repository, place }, from, to, tags)),
    read: ask((commit, folder) => githubTree(octokit, repository, commit, folder)),
    history: ask((commit) => githubHistory(octokit, repository, commit)),
    promised: ask((commit) => githubPromises(octokit, repository, commit)),
  }
}

async function refAt(octokit: Octokit, repository: Repository, ref: string): Promise<string | undefined> {
  const answer = await found(octokit.git.getRef({ ...repository, ref }))
  return answer?.data.object.sha
}

async function writeCommits(
  octokit: Octokit,
  repository: Repository,
  parent: string | undefined,
  additions: readonly Addition[],
): Promise<string> {
  let commit = parent
  let tree = commit && (await octokit.git.getCommit({ ...repository, commit_sha: commit })).data.tree.sha
  for (const { by, byApp, file, message } of additions) {
    const entry = { path: file.path, mode: '100644', type: 'blob', content: file.text } as const
    const base = tree === undefined ? {} : { base_tree: tree }
    tree = (await octokit.git.createTree({ ...repository, ...base, tree: [entry] })).data.sha
    const parents = commit === undefined ? [] : [commit]
    // GitHub signs what an App writes, unless a name is given.
    const people = byApp ? {} : { author: personOf(by), committer: personOf(by) }
    const made = await octokit.git.createCommit({ ...repository, message, tree, parents, ...people })
    commit = made.data.sha
  }
  return commit!
}

interface Where {
  readonly octokit: Octokit
  readonly repository: Repository
  readonly place: string
}

async function advance(where: Where, from: string | undefined, to: string, tags: readonly NewTag[]): Promise<Advanced> {
  const { octokit, repository } = where
  for (const { name } of tags) if ((await refAt(octokit, repository, `tags/${name}`)) !== undefined) return 'exists'
  // Objects first: once the branch has moved, only the names of the tags are left to write.
  const objects: string[] = []
  for (const { at, by, commit, message, name } of tags) {
    const tagger = personOf({ ...by, at })
    const tag = { tag: name, message, object: commit, type: 'commit', tagger } as const
    objects.push((await octokit.git.createTag({ ...repository, ...tag })).data.sha)
  }
  if (!(await moveBranch(where, from, to))) return 'raced'
  for (const [at, { name }] of tags.entries()) await nameTag(where, name, objects[at]!, to)
  return 'done'
}

/** @returns false if the branch has moved meanwhile */
async function moveBranch({ octokit, place, repository }: Where, from: string | undefined, to: string) {
  try {
    if (from === undefined) await octokit.git.createRef({ ...repository, ref: `refs/${BRANCH}`, sha: to })
    else if (from !== to) await octokit.git.updateRef({ ...repository, ref: BRANCH, sha: to, force: false })
    return true
  } catch (error) {
    const status = statusOf(error)
    if (status !== 409 && status !== 422) throw error
    // An answer that was lost may have been a yes.
    const now = await refAt(octokit, repository, BRANCH)
    if (now === to) return true
    const { message } = error as Error
    if (now !== from || MOVED.test(message)) return false
    throw new UserError(`Cannot write to ${place}, nothing was written: ${message}`, { cause: error })
  }
}

async function nameTag({ octokit, place, repository }: Where, name: string, sha: string, head: string) {
  try {
    await octokit.git.createRef({ ...repository, ref: `refs/tags/${name}`, sha })
  } catch (error) {
    if (statusOf(error) === 422 && (await refAt(octokit, repository, `tags/${name}`)) === sha) return
    throw new UserError(
      `The tag ${name} could not be made (${(error as Error).message}), though ${head} of ${place} says that it was: ` +
        'see `contender audit verify`, then run the command again',
      { cause: error },
    )
  }
}

/** GitHub wants an address. */
function personOf({ at, email, name }: Signature) {
  return { name, email: email ?? 'unknown@contender.invalid', date: at.toISOString().replace(/\.\d+Z$/, 'Z') }
}
