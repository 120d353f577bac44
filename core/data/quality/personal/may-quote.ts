import { personalKinds } from './kinds.ts'

/**
 * Whether a message may quote a value: not of a sensitive column, and none that looks personal, for a line that has slipped puts names and
 * addresses where numbers should be.
 *
 * @example
 * mayQuote('ann@example.com', 'fare', []) // false
 */
export function mayQuote(value: string, column: string, sensitive: readonly string[]): boolean {
  return !sensitive.includes(column) && !looksPersonal(value)
}

/** Whether a text is personal data by its shape. */
export function looksPersonal(text: string): boolean {
  return personalKinds([text]).length > 0
}
