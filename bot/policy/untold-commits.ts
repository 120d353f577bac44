import { broughtBy, firstParents, type LineCommit } from '../../core/governance/branch-line.ts'
import { eventsSince } from '../../core/io/github/ledger-events.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { readLine } from './branch-commits.ts'

/** Commits that touched contender.yml, newest first, of which an earlier process may have told nothing. */
const NEWEST = 20

/**
 * The commits by which a branch got the newest ones that touched contender.yml, whatever their dates, and of which the
 * ledger tells nothing; oldest first. One that touched it and stood on another branch came by a merge.
 *
 * Reads: one, one for each hundred commits of the branch since the oldest of them, and so of the ledger.
 */
export async function untoldCommits(access: RepositoryAccess, tip: string): Promise<readonly LineCommit[]> {
  const { at, client, now } = access
  const list = { ...at, sha: tip, path: 'contender.yml', per_page: NEWEST }
  const { data: touching } = await client.rest.repos.listCommits(list)
  if (touching.length === 0) return []
  const known = await readLine(access, tip, (known) => touching.every(({ sha }) => known.has(sha)))
  const brought = new Set(touching.map(({ sha }) => broughtBy(sha, tip, known)))
  const dates = touching.map(({ commit }) => Date.parse(commit.committer?.date ?? '') || 0)
  // A commit may say that it is of the future.
  const since = new Date(Math.min(...dates, now().getTime()))
  const { signed } = await eventsSince(access, since)
  const told = new Set(signed.filter(({ action }) => action === 'governance.policy').map(({ commit }) => commit))
  const line = firstParents(tip, known)
  return line.filter((commit) => brought.has(commit) && !told.has(commit.sha)).reverse()
}
