import { isGone, statusOf } from '../../core/io/github/client.ts'
import { eventsSince } from '../../core/io/github/ledger-events.ts'
import { parseTagName } from '../../core/ledger/registry/tag-name.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { stageByPeople } from './stage-by-people.ts'

/** How long a tag may come after the event that tells of it. */
const LATE_MS = 24 * 3_600_000

/** How far back to look for the registration of a version that is given a stage. */
const STAGED_MS = 7 * LATE_MS

/**
 * The pull requests that a version came from: those whose merge is the commit of a tag of the registry, and those that
 * the registration names. So too for a tag that gives a stage, where that is for people: they were told that it comes
 * next. None for a tag that is gone again.
 */
export async function pullsOfRelease(access: RepositoryAccess, tag: string): Promise<readonly number[]> {
  const { action, artifact } = parseTagName(tag) ?? {}
  const staged = action === 'assign' && (await stageByPeople(access)) !== undefined
  if (action !== 'register' && !staged) return []
  const commit = await commitOfTag(access, tag)
  if (commit === undefined) return []
  const { told } = await eventsSince(access, new Date(access.now().getTime() - (staged ? STAGED_MS : LATE_MS)))
  const named = told.filter(
    (event) =>
      event.action === 'registry.register' &&
      (staged ? event.model === artifact && event.commit === commit : event.tag === tag),
  )
  const numbers = [...(await pullsMergedAs(access, commit)), ...named.flatMap(({ pulls = [] }) => pulls)]
  return [...new Set(numbers)]
}

/** The commit that a tag stands on; undefined where it is gone. */
export async function commitOfTag({ at, client }: RepositoryAccess, tag: string): Promise<string | undefined> {
  const asked = { ...at, ref: `tags/${tag}`, mediaType: { format: 'sha' } }
  const answer = await client.rest.repos.getCommit(asked).catch(ifGone)
  return answer === undefined ? undefined : String(answer.data)
}

/** The pull requests whose merge is a commit; none for one that is gone. */
export async function pullsMergedAs({ at, client }: RepositoryAccess, commit_sha: string): Promise<readonly number[]> {
  const answer = await client.rest.repos.listPullRequestsAssociatedWithCommit({ ...at, commit_sha }).catch(ifGone)
  return (answer?.data ?? []).flatMap((pull) => (pull.merge_commit_sha === commit_sha ? [pull.number] : []))
}

/** GitHub answers with 422 too where a name names no commit. */
function ifGone(error: unknown): undefined {
  if (!isGone(error) && statusOf(error) !== 422) throw error
}
