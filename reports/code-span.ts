/**
 * Text as a code span, in which GitHub sees neither mentions nor links nor formatting; fit for the cell of a table,
 * on one line and at most 160 characters. Grave accents and bars, which would end the span or the cell, become ' and ¦.
 *
 * @example
 * codeSpan('@acme/privacy') // '`@acme/privacy`'
 */
export function codeSpan(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/\s+/gu, ' ')
    .replace(/\p{Cc}|\p{Bidi_Control}/gu, '')
    .replaceAll('`', "'")
    .replaceAll('|', '¦')
    .trim()
  const letters = [...line]
  const short = letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : line
  return short === '' ? '' : `\`${short}\``
}

const LONGEST = 160
