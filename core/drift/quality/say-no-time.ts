/** How times are written that are none of ISO 8601, by their shape. */
const FORMS: readonly (readonly [shape: RegExp, said: string])[] = [
  [/^\d{9,10}(\.\d+)?$/, 'seconds since 1970'],
  [/^\d{12,13}(\.\d+)?$/, 'milliseconds since 1970'],
  [/^\d{15,16}$/, 'microseconds since 1970'],
  [/^\d{18,19}$/, 'nanoseconds since 1970'],
  [/^\d{1,2}\/\d{1,2}\/\d{2,4}(\D|$)/, 'which does not say whether day or month comes first'],
  [/^\d{1,2}[.-]\d{1,2}[.-]\d{2,4}(\D|$)/, 'which does not say whether day or month comes first'],
  [/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun),? \S/, 'a date as in an e-mail'],
  [/^\d{4}[/.]\d{1,2}[/.]\d{1,2}(\D|$)/, 'a date without hyphens'],
]

/**
 * What a text that is no time of ISO 8601 seems to be, as a clause; undefined where it does not look like any time.
 *
 * @example
 * sayNoTime('1764000000') // 'seconds since 1970'
 */
export function sayNoTime(text: string): string | undefined {
  return FORMS.find(([shape]) => shape.test(text))?.[1]
}
