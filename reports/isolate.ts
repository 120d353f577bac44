import type { SliceComparison } from '../core/artifacts/comparison.ts'
import { plain } from './plain.ts'

/** Letters that are written from right to left: Hebrew, Arabic, and what stands beside them in Unicode. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const ISOLATED = /\u2068([^\p{Bidi_Control}]*)\u2069/u

/**
 * A name from data to stand in a sentence: one that is written from right to left would else pull the numbers behind it to its left.
 *
 * @returns the name as `plain` shows it, between U+2068 and U+2069 where it holds a letter that is written from right to left
 * @example
 * isolate('carrier') // 'carrier'
 */
export function isolate(name: string): string {
  const text = plain(name.toWellFormed())
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text
}

/** A slice whose columns and values are isolated. */
export function isolateSlice<T extends Pick<SliceComparison, 'by'>>(slice: T): T {
  const by = Object.entries(slice.by).map(([column, value]) => [isolate(column), isolate(`${value}`)])
  return { ...slice, by: Object.fromEntries(by) }
}

/**
 * Text as `plain` shows it, but for the signs that isolate what is written from right to left: closed, they turn nothing outside.
 *
 * @example
 * plainButIsolated('\u2068a\u2069') // '\ufffda\ufffd'
 */
export function plainButIsolated(text: string): string {
  if (!text.includes('\u2068')) return plain(text)
  const parts = text.split(ISOLATED)
  return parts
    .map((part, at) => {
      if (at % 2 === 0) return plain(part)
      return RIGHT_TO_LEFT.test(part) ? `\u2068${plain(part)}\u2069` : plain(`\u2068${part}\u2069`)
    })
    .join('')
}
