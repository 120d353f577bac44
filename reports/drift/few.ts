import { formatCount } from '../../core/format-number.ts'

/**
 * The first names of a list, and how many more there are.
 *
 * @example
 * few(['a', 'b', 'c'], 2) // 'a, b and 1 more'
 */
export function few(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).join(', ')
  return names.length > most ? `${shown} and ${formatCount(names.length - most)} more` : shown
}
