import { isGone, statusOf } from '../../core/io/github/client.ts'
import { parseTagName } from '../../core/ledger/registry/tag-name.ts'
import type { RepositoryAccess } from '../github.ts'
import { lookAtPull } from './look.ts'

/**
 * Says at the pull request that a version came from it: looks at those whose merge is the commit of a tag of the
 * registry. A tag that is gone again, or gives a stage, says nothing.
 */
export async function tellRelease(access: RepositoryAccess, tag: string): Promise<void> {
  if (parseTagName(tag)?.action !== 'register') return
  const { at, client } = access
  const asked = { ...at, ref: `tags/${tag}`, mediaType: { format: 'sha' } }
  const answer = await client.rest.repos.getCommit(asked).catch((error: unknown) => {
    if (isGone(error) || statusOf(error) === 422) return undefined
    throw error
  })
  if (answer === undefined) return
  const commit_sha = String(answer.data)
  const { data } = await client.rest.repos.listPullRequestsAssociatedWithCommit({ ...at, commit_sha })
  for (const pull of data) if (pull.merge_commit_sha === commit_sha) await lookAtPull(access, pull.number)
}
