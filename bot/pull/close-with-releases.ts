import { openConversation } from '../../core/io/github/open-conversation.ts'
import type { AuditEvent } from '../../core/ledger/event.ts'
import { readCommentRef } from '../../core/pull-request/comment-ref.ts'
import { markComment } from '../../core/pull-request/comment-state.ts'
import { METRICS_CHECK } from '../../core/pull-request/decide-checks.ts'
import { addReleased, type ReleasedVersion } from '../../reports/pull-comment.ts'
import type { RepositoryAccess } from '../github.ts'
import { readChecks } from './read-checks.ts'
import { readCommentAt } from './read-comment.ts'
import { readEvents } from './read-events.ts'
import type { PullFacts } from './read-facts.ts'

/**
 * Adds a line to the comment for each version that was registered from the commit of the merge. The rest of it stays
 * what it was when the change was merged: the base branch has moved on since.
 */
export async function closeWithReleases(access: RepositoryAccess, pull: PullFacts): Promise<void> {
  const { head, mergeCommit, number } = pull
  const [events, checks] = await Promise.all([readEvents(access, pull.createdAt), readChecks(access, head)])
  const versions = versionsOf(access, events, mergeCommit)
  if (mergeCommit === null || versions.length === 0) return
  const known = readCommentRef(checks.get(METRICS_CHECK)?.externalId ?? '')
  const conversation = openConversation(access.client, { ...access.at, number, login: access.app.login })
  const existing = (known?.id ? await readCommentAt(access, known.id) : undefined) ?? (await firstOfOurs(conversation))
  const mark = markComment({ v: 1, head, run: 0, attempt: 0, by: 'app' })
  const before = existing?.body ?? mark
  const body = addReleased(before, versions, mergeCommit)
  if (existing === undefined) await conversation.create(body)
  else if (body.trimEnd() !== before.replaceAll('\r\n', '\n').trimEnd()) await conversation.update(existing, body)
}

async function firstOfOurs(conversation: ReturnType<typeof openConversation>) {
  const { authors, existing } = await conversation.search()
  return existing.filter(({ author }) => authors.includes(author)).toSorted((a, b) => a.id - b.id)[0]
}

function versionsOf(
  { at, server }: RepositoryAccess,
  events: readonly AuditEvent[],
  merge: string | null,
): ReleasedVersion[] {
  return events.flatMap(({ action, commit, model, tag, version }) => {
    if (action !== 'registry.register' || commit !== merge || model === null || version === null) return []
    const name = tag ?? `${model}@${version}`
    const url = `${server}/${at.owner}/${at.repo}/releases/tag/${encodeURIComponent(name)}`
    return [{ model, version, tag: name, url }]
  })
}
