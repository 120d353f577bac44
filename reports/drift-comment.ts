import type { Drift } from '../core/artifacts/drift.ts'
import type { ResponseAction } from '../core/response/response-action.ts'
import { sayWindow } from '../core/say-window.ts'
import { codeSpan } from './code-span.ts'
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
  { kind, level, owners }: Extract<ResponseAction, { do: 'mention' }>,
): string {
  const named = owners.map((owner) => (PARTY.test(owner) ? owner : codeSpan(owner))).join(' ')
  const name = escapeMarkdown(model)
  const what = SAID[kind](name)[level]
  return `${named}: ${what}. What was found and what happens next stands above.`
}

const SAID = {
  inputs: (name: string) => ({
    1: `production of ${name} has drifted`,
    2: `the drift of ${name} goes on, so it is your turn as well`,
  }),
  performance: (name: string) => ({
    1: `${name} predicts worse in production than its margin allows`,
    2: `${name} still predicts worse in production than its margin allows, so it is your turn as well`,
  }),
}

const PARTY = /^@[\w-]+(\/[\w.-]+)?$/

/**
 * The last comment of an episode.
 *
 * @param warnings what people should know of their settings
 */
export function renderHealed(
  { because, window }: Pick<Drift, 'because' | 'window'>,
  warnings: readonly string[] = [],
): string {
  const [reason = ''] = redactAll(because, [])
  const when = window === null ? 'The last rows are' : `The window ${sayWindow(window)} is`
  const told = `${driftMark('stable')} ${when} stable. ${say(reason)}`.trim()
  return [told, ...warnings.map((warning) => `⚠️ ${say(warning)}`)].join('\n\n')
}
