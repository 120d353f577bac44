import { found, statusOf } from '../../core/io/github/client.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import type { Subject } from '../subject.ts'

/** The default branch, as a sweep saw it. */
export interface SeenBranch {
  readonly tip: string
  /** Whether it ever had a contender.yml. */
  readonly used: boolean
}

/**
 * Whether the policy may have changed since the last sweep: where the default branch has moved, and, as nobody knows
 * what an earlier process has seen, where there was no sweep. One read, and one more where the branch has moved.
 *
 * @returns `branch` is undefined where the repository is empty
 */
export async function sweepPolicy(
  { at, client }: RepositoryAccess,
  branch: string,
  last: SeenBranch | undefined,
): Promise<{ readonly branch: SeenBranch | undefined; readonly subjects: readonly Subject[] }> {
  const ref = await found(client.rest.git.getRef({ ...at, ref: `heads/${branch}` })).catch((error: unknown) => {
    if (statusOf(error) === 409) return undefined
    throw error
  })
  const tip = ref?.data.object.sha
  if (tip === undefined) return { branch: undefined, subjects: [] }
  if (tip === last?.tip) return { branch: last, subjects: [] }
  const touching = await client.rest.repos.listCommits({ ...at, sha: tip, path: 'contender.yml', per_page: 1 })
  const seen = { tip, used: touching.data.length > 0 }
  const swept = { branch, before: last?.tip ?? null, after: tip, sender: null, delivery: null }
  return { branch: seen, subjects: seen.used ? [{ kind: 'policy', tip, swept }] : [] }
}
