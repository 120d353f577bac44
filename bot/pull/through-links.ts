import type { Model } from '../../core/config.ts'
import { behindLinks, type TouchedByPaths } from '../../core/pull-request/touched-by-paths.ts'
import type { RepositoryAccess } from '../github/open-github.ts'

/**
 * What the paths of a change tell of models, links considered: where no path touches one, a model that is made of
 * something behind a symbolic link may be touched all the same. One request for each commit of the base, and only then.
 */
export async function throughLinks(
  access: RepositoryAccess,
  base: string,
  models: readonly Model[],
  touched: TouchedByPaths,
): Promise<TouchedByPaths> {
  if (models.length === 0 || touched.surely.length > 0 || touched.maybe.length > 0) return touched
  const links = await readLinks(access, base)
  return { surely: [], maybe: links === undefined ? models.map(({ name }) => name) : behindLinks(models, links) }
}

/** Symbolic links of the repository at a commit; undefined where it has more files than GitHub lists. */
function readLinks({ at, cache, client }: RepositoryAccess, tree_sha: string) {
  return cache.get(`links ${at.owner}/${at.repo} ${tree_sha}`, async (): Promise<readonly string[] | undefined> => {
    const { data } = await client.rest.git.getTree({ ...at, tree_sha, recursive: '1' })
    if (data.truncated) return undefined
    return data.tree.filter(({ mode }) => mode === '120000').map(({ path }) => path)
  })
}
