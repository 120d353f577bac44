import { CHECKS } from '../../core/pull-request/check-names.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { readChecks } from '../pull/read-checks.ts'

/**
 * What a merge queue has built a group on, where nobody says it: what our own check of it remembers of its event, else
 * the first parent of its commit, which it is where the group adds a single one.
 */
export async function builtOn(access: RepositoryAccess, commit_sha: string): Promise<string> {
  const told = (await readChecks(access, commit_sha)).get(CHECKS.metrics)?.externalId ?? ''
  if (/^[0-9a-f]{40,64}$/.test(told)) return told
  const { data } = await access.client.rest.git.getCommit({ ...access.at, commit_sha })
  return data.parents[0]!.sha
}
