import { fileAt } from '../../core/io/github/file-at.ts'
import type { RepositoryAccess } from './open-github.ts'

/**
 * A text of a commit, kept, for it never changes; undefined where there is none. GitHub answers much with 404 that is
 * there, so only the commit's own tree tells that something is not: one request more for each folder on the way.
 */
export async function fileOfCommit(
  access: RepositoryAccess,
  commit: string,
  path: string,
): Promise<string | undefined> {
  const { at, cache, client } = access
  const make = async () => {
    const text = await fileAt(client, at, commit, path)
    if (text === undefined && (await isInTree(access, commit, path.split('/'))))
      throw new Error(`GitHub does not give ${path} of ${commit}, though it is there: it is looked at again`)
    return text
  }
  return cache.get(`file ${commit} ${path}`, make, (text = '') => 1024 + 2 * text.length)
}

/** @throws what GitHub says where it does not show the tree */
async function isInTree(access: RepositoryAccess, tree_sha: string, path: readonly string[]): Promise<boolean> {
  const { at, cache, client } = access
  const [name, ...rest] = path
  const { data } = await cache.get(
    `tree ${tree_sha}`,
    () => client.rest.git.getTree({ ...at, tree_sha }),
    ({ data }) => data.tree.length * 512,
  )
  const entry = data.tree.find((one) => one.path === name)
  if (entry === undefined) {
    if (data.truncated) throw new Error(`GitHub does not name all of ${tree_sha}: whether it has ${name} is not known`)
    return false
  }
  if (rest.length === 0) return entry.type === 'blob'
  return entry.type === 'tree' && isInTree(access, entry.sha, rest)
}
