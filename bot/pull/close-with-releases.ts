import { openConversation } from '../../core/io/github/open-conversation.ts'
import { plainText } from '../../core/plain-text.ts'
import { markComment, readCommentState } from '../../core/pull-request/comment-state.ts'
import type { ExistingComment } from '../../core/pull-request/decide-comment.ts'
import { addReleased } from '../../reports/pull-comment.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import type { ExistingCheck } from './read-checks.ts'
import { readCommentAt } from './read-comment.ts'
import type { PullFacts } from './read-facts.ts'
import { releasesOfPull } from './releases-of-pull.ts'
import { refsIn } from './same-head.ts'
import { writeComment } from './write-comment.ts'

/** Others may write at the same time, but not for ever. */
const ROUNDS = 5

/**
 * Adds a line to the comment for each version that came of the merge. The rest of it stays what it was when the change
 * was merged: the base branch has moved on since.
 *
 * Who wrote looks again, at the ledger too, until there is nothing to write: so of several at once the last one leaves
 * the line of each version, in one comment.
 */
export async function closeWithReleases(
  access: RepositoryAccess,
  pull: PullFacts,
  checks: ReadonlyMap<string, ExistingCheck>,
): Promise<void> {
  const { head, number } = pull
  const known = refsIn(checks).get(number)?.id
  const none = { v: 1, head, run: 0, attempt: 0, by: 'app' } as const
  let versions = await releasesOfPull(access, pull)
  for (let round = 0; round < ROUNDS && versions.length > 0; round++) {
    const [oldest, ...others] = await ourComments(access, number, known)
    const before = oldest?.body ?? markComment(none)
    const body = addReleased(before, versions)
    const isSame = oldest !== undefined && plainText(body) === plainText(before)
    if (isSame && others.length === 0) return
    const state = { ...(readCommentState(before) ?? none), by: 'app' } as const
    const one = oldest && { id: oldest.id, hash: '' }
    const task = { number, head: state.head, known: one, comments: 1, verify: others.length > 0 }
    if ((await writeComment(access, { ...task, wanted: { body, state, create: true } })) === undefined) return
    versions = await releasesOfPull(access, pull)
  }
  if (versions.length > 0)
    throw new Error(`The comment of #${number} was changed each time it was written: it is looked at again`)
}

/** The one that the check names, where it is there; else all of ours, oldest first. */
async function ourComments(
  access: RepositoryAccess,
  number: number,
  known: number | undefined,
): Promise<readonly ExistingComment[]> {
  const one = known ? await readCommentAt(access, known) : undefined
  if (one !== undefined) return [one]
  const conversation = openConversation(access.client, { ...access.at, number, login: access.app.login })
  const { authors, existing } = await conversation.search()
  return existing.filter(({ author }) => authors.includes(author)).sort((a, b) => a.id - b.id)
}
