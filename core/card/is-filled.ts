/**
 * Whether somebody has written something: `TODO` and `TBD`, alone or at the beginning, are a promise to. A list or a
 * section is filled where something in it is.
 *
 * @example
 * isFilled('TODO: ask Ann') // false
 */
export function isFilled(value: unknown): boolean {
  if (value === null || value === undefined || Number.isNaN(value)) return false
  if (typeof value === 'string') return /[\p{L}\p{N}]/u.test(value) && !/^[^\p{L}\p{N}]*(todo|tbd)\b/iu.test(value)
  return typeof value === 'object' ? Object.values(value).some(isFilled) : true
}
