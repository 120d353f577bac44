import { formatCount } from './format-number.ts'

/**
 * The first names of a list, and how many more there are.
 *
 * @param most names that are shown
 * @example
 * few(['a', 'b', 'c', 'd', 'e']) // 'a, b, c and 2 more'
 */
export function few(names: readonly string[], most = 3): string {
  const shown = names.slice(0, most).join(', ')
  return names.length > most ? `${shown} and ${formatCount(names.length - most)} more` : shown
}
