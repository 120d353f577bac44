import { plainButIsolated } from './isolate.ts'

/**
 * The same value with every text in it `plain`, but what is isolated: what is drawn is seen as it is written, as what stands in a table.
 * Names of fields stay, for they are our own.
 *
 * @example
 * plainTexts({ names: ['a\\u202eb'], rows: 3 }) // { names: ['a\\ufffdb'], rows: 3 }
 */
export function plainTexts<T>(value: T): T {
  return plainly(value) as T
}

function plainly(value: unknown): unknown {
  if (typeof value === 'string') return plainButIsolated(value.toWellFormed())
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(plainly)
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, plainly(held)]))
}
