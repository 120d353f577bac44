import { codeSpan } from './code-span.ts'
import { escapeMarkdown } from './escape.ts'

/** Characters, before anything is escaped. */
const LONGEST = 280

/**
 * A plain sentence as Markdown of one line: names of people and teams, and digests, as code, which calls nobody; the
 * rest escaped.
 *
 * @example
 * phrase('@bob (maintain), <b>') // '`@bob` (maintain), &lt;b&gt;'
 */
export function phrase(text: string): string {
  const letters = [...text.replace(/\s+/gu, ' ').trim()]
  const short = letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : letters.join('')
  return short
    .split(' ')
    .map((word) => {
      const [, before, name, after] = NAME.exec(word) ?? []
      if (name === undefined) return escapeMarkdown(word)
      return `${escapeMarkdown(before!)}${codeSpan(name)}${escapeMarkdown(after ?? '')}`
    })
    .join(' ')
}

const NAME =
  /^([(“"]*)(@[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_.-]*[A-Za-z0-9_-])?(?:\[bot\])?|sha256:[0-9a-f]+)([^A-Za-z0-9_/-].*)?$/
