const LONGEST = 80

/**
 * Text from data, configs or Git, made safe to stand anywhere in GitHub Markdown: no HTML, no
 * table breaks, no formatting, no formula, no mention, no link, no reference to an issue; on one line and at
 * most 80 characters.
 *
 * @example
 * escapeMarkdown('<b>@me | #1') // '&lt;b&gt;@\u200bme \\| #\u200b1'
 */
export function escapeMarkdown(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/\s+/gu, ' ')
    .replace(/\p{Cc}|\p{Bidi_Control}/gu, '')
    .trim()
  const letters = [...line]
  const short = letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : line
  return short
    .replace(/[\\`*[\]{}|~$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[@#]/g, '$&\u200b')
    .replace(/:\/\//g, ':\u200b//')
    .replace(/www\./gi, '$&\u200b')
    .replace(/\bGH-(?=\d)/gi, '$&\u200b')
}

/** What fits beside a Mermaid chart, in characters. */
export const LONGEST_LABEL = 24

/**
 * Text for a quoted label of a Mermaid chart: letters, digits and plain punctuation, at most 24
 * characters. Mermaid would read `<` as HTML; a range keeps its sign all the same.
 *
 * @example
 * escapeMermaid('age < 30 | "x"') // 'age ‹ 30 x'
 */
export function escapeMermaid(text: string): string {
  return cutLabel(mermaidText(text), LONGEST_LABEL) || '?'
}

/**
 * The same, however long it is, and '' where nothing of it can be drawn.
 *
 * @example
 * mermaidText('😀') // ''
 */
export function mermaidText(text: string): string {
  return text
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replace(/[^\p{L}\p{N} _.,:=+()[\]/‹›≥…-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * At most so many characters, the last being … where something was cut off.
 *
 * @example
 * cutLabel('departure', 5) // 'depa…'
 */
export function cutLabel(text: string, longest: number): string {
  const letters = [...text]
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : text
}
