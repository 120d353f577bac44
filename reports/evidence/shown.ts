import { type Html, html } from '../html/html.ts'
import { oneLine } from '../one-line.ts'

/** A text of anybody, on one line and no longer than a name or a sentence. */
export function shown(text: string, longest = 200): string {
  return oneLine(text, longest)
}

/** `2026-11-21 10:00` */
export function sayTime(at: string): string {
  return at.slice(0, 16).replace('T', ' ')
}

/** A sentence of ours, whose names of files and commands stand between backticks. */
export function withCode(text: string, longest = 600): Html {
  const parts = shown(text, longest).split('`')
  return html`${parts.map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}`
}

/** Commits in a text, short enough for a table. */
export function shortCommits(text: string): string {
  return text.replaceAll(/\b[0-9a-f]{40}\b/g, (sha) => sha.slice(0, 12))
}
