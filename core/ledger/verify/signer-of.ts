import { isDeepStrictEqual } from 'node:util'
import type { AuditEvent } from '../event.ts'
import { eventOfMessage } from '../event-file.ts'
import type { GitHubsWord } from './githubs-word.ts'

/**
 * The App that wrote each event, as its login: by GitHub's word for the commit that tells just this event, done in this
 * repository. An event that is not among them was written by somebody who may push.
 *
 * @returns by the event's id
 */
export function signersOf(
  events: readonly AuditEvent[],
  { commits, repository }: GitHubsWord,
): ReadonlyMap<string, string> {
  const told = new Map<string, { event: AuditEvent; app: string }>()
  for (const { app, message } of commits.values()) {
    const event = eventOfMessage(message)
    if (app !== undefined && event?.repository === repository) told.set(event.id, { event, app })
  }
  const signed = events.flatMap((event) => {
    const found = told.get(event.id)
    return found !== undefined && isDeepStrictEqual(found.event, event) ? [[event.id, found.app] as const] : []
  })
  return new Map(signed)
}
