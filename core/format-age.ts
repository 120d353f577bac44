const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const

/**
 * How long ago something was, for people.
 *
 * @param milliseconds ≥ 0; a clock that was set back counts as none
 * @example
 * formatAge(3 * 3_600_000 + 5000) // '3 h ago'
 * formatAge(20) // 'just now'
 */
export function formatAge(milliseconds: number): string {
  const [unit, size] = UNITS.find(([, size]) => milliseconds >= size) ?? []
  return size === undefined ? 'just now' : `${Math.floor(milliseconds / size)} ${unit} ago`
}
