/** A value that can be compared and shown: lists and empty sections as their JSON. */
export type FlatValue = string | number | boolean | null

/**
 * Parameters by dotted name.
 *
 * @example
 * flatParams({ tree: { depth: 3 }, rounds: 100 }) // new Map([['tree.depth', 3], ['rounds', 100]])
 */
export function flatParams(params: Readonly<Record<string, unknown>>): Map<string, FlatValue> {
  return new Map(Object.entries(params).flatMap(([name, value]) => flat(name, value)))
}

function flat(name: string, value: unknown): [string, FlatValue][] {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return [[name, value]]
  const inner = typeof value === 'object' && !Array.isArray(value) ? Object.entries(value) : []
  if (inner.length === 0) return [[name, JSON.stringify(value) ?? 'null']]
  return inner.flatMap(([key, part]) => flat(`${name}.${key}`, part))
}
