const SHORTEST = 8

/**
 * Beginnings of ids that tell them apart, as Git shortens commits: at least 8 characters, more where
 * runs began in the same minute.
 *
 * @param ids of all runs there are, in any order
 * @example
 * shortIds(['017f22e2-79b0-7000-8000-000000000000']).get('017f22e2-79b0-7000-8000-000000000000') // '017f22e2'
 */
export function shortIds(ids: readonly string[]): ReadonlyMap<string, string> {
  const sorted = [...new Set(ids)].sort()
  return new Map(
    sorted.map((id, at) => {
      const shared = Math.max(sharedStart(id, sorted[at - 1] ?? ''), sharedStart(id, sorted[at + 1] ?? ''))
      const length = Math.max(SHORTEST, shared + 1)
      // A dash at the end tells nothing apart.
      return [id, id.slice(0, id[length - 1] === '-' ? length + 1 : length)]
    }),
  )
}

function sharedStart(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}
