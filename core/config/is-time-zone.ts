/**
 * Whether clocks are known by a name.
 *
 * @example
 * isTimeZone('Europe/Berlin') // true
 */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
