import { plain } from './plain.ts'

/**
 * Text from Git, a config or data in a place of one line: without breaks, which could pass for a row of its
 * own, without what a terminal would obey, and cut where it is too long.
 *
 * @param longest in characters
 * @example
 * oneLine('a\n  b', 2) // 'a…'
 */
export function oneLine(text: string, longest = Number.POSITIVE_INFINITY): string {
  const line = plain(text.replace(/\s+/g, ' ').trim())
  const letters = [...line]
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : line
}
