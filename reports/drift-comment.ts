import type { Drift } from '../core/artifacts/drift.ts'
import type { ResponseAction } from '../core/response/response-action.ts'
import { codeSpan } from './code-span.ts'
import { sayWindow } from './drift/say-window.ts'
import { driftMark } from './drift/words.ts'
import { escapeMarkdown } from './escape.ts'
import { redactAll } from './redact.ts'
import { say } from './say.ts'

/**
 * The comment that says whose turn it is: the one place where people and teams are really mentioned, for that sends
 * each of them a mail.
 *
 * @param owners `@org/team`, `@name`: what looks otherwise is shown, and calls nobody
 */
export function renderMention(
  { model }: Pick<Drift, 'model'>,
  { level, owners }: Extract<ResponseAction, { do: 'mention' }>,
): string {
  const named = owners.map((owner) => (PARTY.test(owner) ? owner : codeSpan(owner))).join(' ')
  const name = escapeMarkdown(model)
  return level === 1
    ? `${named}: production of ${name} has drifted. What was found and what happens next stands above.`
    : `${named}: the drift of ${name} goes on, so it is your turn as well. What was found and what happens next stands above.`
}

const PARTY = /^@[\w-]+(\/[\w.-]+)?$/

/** The last comment of an episode. */
export function renderHealed({ because, window }: Pick<Drift, 'because' | 'window'>): string {
  const [reason = ''] = redactAll(because, [])
  const when = window === null ? 'The last rows are' : `The window ${sayWindow(window)} is`
  return `${driftMark('stable')} ${when} stable. ${say(reason)}`.trim()
}
