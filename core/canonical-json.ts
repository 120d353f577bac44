import { sha256 } from './sha256.ts'

/**
 * JSON with the keys of every object sorted and no space, so that equal values have equal text. Keys that are
 * undefined are left out.
 *
 * @example
 * canonicalJson({ b: [1, undefined], a: 'é' }) // '{"a":"é","b":[1,null]}'
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

/**
 * `sha256:…` of a value's canonical JSON.
 *
 * @example
 * digestOf({ a: 1, b: 2 }) === digestOf({ b: 2, a: 1 }) // true
 */
export function digestOf(value: unknown): string {
  return sha256(canonicalJson(value))
}
