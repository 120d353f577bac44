import { canonicalJson } from '../../canonical-json.ts'
import { driftOfMessage, tellDrift } from '../drift-told.ts'
import type { AuditEvent, DriftEvent } from '../event.ts'
import { eventFile, eventMessage, eventOfMessage } from '../event-file.ts'
import type { LedgerCommit } from '../transport.ts'
import type { Placed } from './check-events.ts'
import { type Finding, short } from './finding.ts'

/** Fields of events from before commits told of them: what has no others may stand behind a line alone. */
const FIRST_FIELDS = new Set('schema id at by action model version stage commit artifact tag reason'.split(' '))

/**
 * Whether commits say what their files say. Whoever looks at a pull request reads the messages of commits, a hundred
 * in one request, and not their files: a message must neither tell what no file does, nor leave anything out.
 *
 * @param placed events of the files, each with its commit
 */
export function checkMessages(commits: readonly LedgerCommit[], placed: readonly Placed[]): Finding[] {
  const byCommit = Map.groupBy(placed, ({ commit }) => commit.sha)
  // What was edited, moved or deleted since is a finding of its own.
  const changed = new Set(
    commits.flatMap(({ changes }) => changes.flatMap(({ path, status }) => (status === 'added' ? [] : path))),
  )
  return commits.flatMap((commit) => {
    if (commit.changes.some(({ path }) => changed.has(path))) return []
    const added = byCommit.get(commit.sha) ?? []
    // A commit with several events is a finding already: its message can tell of one of them at most.
    const { path, event } = added[0] ?? { path: null, event: undefined }
    const what =
      whatDiffers(commit.message, event?.schema === 'contender/audit@1' ? event : undefined) ??
      whatDriftDiffers(commit.message, event?.schema === 'contender/drift-event@1' ? event : undefined)
    if (what === undefined) return []
    const message = `The message of commit ${short(commit.sha)} ${what}${path === null ? '' : `: ${path}`}`
    return [{ kind: 'wrong-message', commit: commit.sha, path, tag: null, message }]
  })
}

function whatDiffers(message: string, event: AuditEvent | undefined): string | undefined {
  const told = eventOfMessage(message)
  if (event === undefined) return told && `tells of ${titleOf(told)}, which no file of it does`
  if (told !== undefined)
    return isSame(told, event) ? undefined : `tells of ${titleOf(told)}, and its file another event`
  const body = message.trim().split('\n').slice(1).join('\n')
  if (body === '' && Object.keys(event).every((field) => FIRST_FIELDS.has(field))) return undefined
  return `does not tell of its event, ${titleOf(event)}`
}

/** A line alone tells nothing that could be wrong. */
function whatDriftDiffers(message: string, event: DriftEvent | undefined): string | undefined {
  const told = driftOfMessage(message)
  if (told === undefined) return undefined
  if (event === undefined) return `tells of a window of \`${told.model}\`, which no file of it does`
  return canonicalJson(told) === canonicalJson(tellDrift(event))
    ? undefined
    : `tells of a window otherwise than its file`
}

function isSame(one: AuditEvent, other: AuditEvent): boolean {
  return eventFile(one).text === eventFile(other).text
}

function titleOf(event: AuditEvent): string {
  return `\`${eventMessage(event).split('\n')[0]}\``
}
