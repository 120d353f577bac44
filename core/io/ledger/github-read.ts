import type { Octokit } from '@octokit/rest'
import { UserError } from '../../errors.ts'
import { tagOfMessage } from '../../ledger/event-file.ts'
import type { LedgerCommit, LedgerFile } from '../../ledger/transport.ts'
import { eachOf } from '../each-of.ts'
import type { Repository } from '../github/client.ts'

/** GitHub asks for few requests at once. */
const AT_ONCE = 8

const STATUS: Readonly<Record<string, LedgerCommit['changes'][number]['status']>> = {
  added: 'added',
  modified: 'modified',
  removed: 'deleted',
}

/** Files of a commit below a folder, sorted by path: one request for each part of the folder's path, one for the list, and one for each file. */
export async function githubTree(
  octokit: Octokit,
  repository: Repository,
  commit: string,
  folder: string,
): Promise<LedgerFile[]> {
  const { data } = await octokit.git.getCommit({ ...repository, commit_sha: commit })
  let tree_sha = data.tree.sha
  for (const part of folder.split('/').filter((part) => part !== '')) {
    const { data } = await octokit.git.getTree({ ...repository, tree_sha })
    const entry = data.tree.find(({ path, type }) => path === part && type === 'tree')
    if (entry === undefined) return []
    tree_sha = entry.sha
  }
  const list = (await octokit.git.getTree({ ...repository, tree_sha, recursive: '1' })).data
  if (list.truncated) throw new UserError(`The ledger's ${folder} has more files than GitHub lists: use a clone`)
  const blobs = list.tree.filter(({ type }) => type === 'blob')
  const files = await eachOf(blobs, AT_ONCE, async ({ path, sha }) => {
    const { data } = await octokit.git.getBlob({ ...repository, file_sha: sha })
    const text = Buffer.from(data.content, 'base64').toString()
    return { path: folder === '' ? path : `${folder}/${path}`, text }
  })
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

/** First parents of a commit, oldest first: one request for a hundred commits, and one for each to know what it changed. */
export async function githubHistory(
  octokit: Octokit,
  repository: Repository,
  commit: string,
): Promise<readonly LedgerCommit[]> {
  const all = await octokit.paginate(octokit.repos.listCommits, { ...repository, sha: commit, per_page: 100 })
  const known = new Map(all.map((listed) => [listed.sha, listed]))
  const chain: string[] = []
  for (let at: string | undefined = commit; at !== undefined; at = known.get(at)?.parents[0]?.sha) chain.unshift(at)
  return eachOf(chain, AT_ONCE, async (ref) => {
    const { data } = await octokit.repos.getCommit({ ...repository, ref })
    const changes = (data.files ?? []).flatMap(({ filename, previous_filename, status }) => [
      ...(previous_filename === undefined ? [] : [{ status: 'deleted', path: previous_filename } as const]),
      { status: status === 'renamed' ? 'added' : (STATUS[status] ?? 'other'), path: filename } as const,
    ])
    const parents = data.parents.map(({ sha }) => sha)
    const { committer, message } = data.commit
    return { sha: ref, parents, at: new Date(committer!.date!), message, changes }
  })
}

/** Tags that the newest commits tell of, in one request. More writers at once than this do not come through anyway. */
export async function githubPromises(octokit: Octokit, repository: Repository, commit: string) {
  const { data } = await octokit.repos.listCommits({ ...repository, sha: commit, per_page: 30 })
  return data.flatMap(({ commit: { committer, message } }) => {
    const tag = tagOfMessage(message)
    return tag === undefined ? [] : [{ tag, at: new Date(committer!.date!) }]
  })
}
