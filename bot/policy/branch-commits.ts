import { firstParents, type LineCommit } from '../../core/governance/branch-line.ts'
import { found } from '../../core/io/github/client.ts'
import type { RepositoryAccess } from '../github/open-github.ts'

/** Of a branch, at a hundred commits a request. */
const MOST_PAGES = 10

/** Commits that a push brought to a branch itself, oldest first, each with the ones it stands on. */
export async function pushedCommits(
  access: RepositoryAccess,
  { after, before }: { readonly after: string; readonly before: string },
): Promise<readonly LineCommit[]> {
  const { at, client } = access
  // A push by force begins where the old line and the new one part.
  const asked = { ...at, basehead: `${before}...${after}`, per_page: 1 }
  const start = (await found(client.rest.repos.compareCommitsWithBasehead(asked)))?.data.merge_base_commit.sha
  // Of a branch that is new, or shares nothing with what it was, nobody can tell who did what: its tip alone counts.
  if (start === undefined)
    return firstParents(after, await readLine(access, after, (known) => known.has(after))).slice(0, 1)
  const known = await readLine(access, after, (known) =>
    firstParents(after, known).some(({ parents }) => parents[0] === start),
  )
  const line = firstParents(after, known)
  return line.slice(0, line.findIndex(({ parents }) => parents[0] === start) + 1).reverse()
}

/** Commits of a branch from its tip on, a hundred at a time, until there are enough. */
export async function readLine(
  access: RepositoryAccess,
  tip: string,
  isEnough: (known: ReadonlyMap<string, LineCommit>) => boolean,
) {
  const { at, client } = access
  const known = new Map<string, LineCommit>()
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { data } = await client.rest.repos.listCommits({ ...at, sha: tip, page, per_page: 100 })
    for (const { parents, sha } of data) known.set(sha, { sha, parents: parents.map((parent) => parent.sha) })
    if (data.length < 100 || isEnough(known)) return known
  }
  access.log.warn(`${tip.slice(0, 7)} stands on more commits than are looked at: older ones are left out`)
  return known
}
