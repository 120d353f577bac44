/**
 * The first three names of a list, and how many more there are.
 *
 * @example
 * few(['a', 'b', 'c', 'd', 'e']) // 'a, b, c and 2 more'
 */
export function few(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
}
