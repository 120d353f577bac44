import { ledgerEvents } from '../../core/io/github/ledger-events.ts'
import { openConversation } from '../../core/io/github/open-conversation.ts'
import type { AuditEvent } from '../../core/ledger/event.ts'
import { markComment } from '../../core/pull-request/comment-state.ts'
import { addReleased, type ReleasedVersion } from '../../reports/pull-comment.ts'
import type { RepositoryAccess } from '../github.ts'
import type { ExistingCheck } from './read-checks.ts'
import { readCommentAt } from './read-comment.ts'
import type { PullFacts } from './read-facts.ts'
import { refsIn } from './same-head.ts'

/**
 * Adds a line to the comment for each version that was registered from the commit of the merge. The rest of it stays
 * what it was when the change was merged: the base branch has moved on since.
 */
export async function closeWithReleases(
  access: RepositoryAccess,
  pull: PullFacts,
  checks: ReadonlyMap<string, ExistingCheck>,
): Promise<void> {
  const { createdAt, head, mergeCommit, number } = pull
  const since = new Date(createdAt)
  const { events } = await ledgerEvents(access.client, access.at, { apps: [access.app.login], since })
  const versions = versionsOf(access, events, mergeCommit)
  if (mergeCommit === null || versions.length === 0) return
  const known = refsIn(checks).get(number)
  const conversation = openConversation(access.client, { ...access.at, number, login: access.app.login })
  const existing = (known?.id ? await readCommentAt(access, known.id) : undefined) ?? (await firstOfOurs(conversation))
  const mark = markComment({ v: 1, head, run: 0, attempt: 0, by: 'app' })
  const before = existing?.body ?? mark
  const body = addReleased(before, versions, mergeCommit)
  if (existing !== undefined && body.trimEnd() === before.replaceAll('\r\n', '\n').trimEnd()) return
  const done = await (existing === undefined ? conversation.create(body) : conversation.update(existing, body))
  if (done === 'again')
    throw new Error(`GitHub made us wait at #${number}, or its comment is gone: it is looked at again`)
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
