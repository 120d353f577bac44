import { isFilled } from './is-filled.ts'

/**
 * The same without all that is only promised: `TODO` and `TBD` are nothing, in a list and in a section too. A list or a
 * section of which nothing is left is nothing itself.
 *
 * @returns undefined where nothing is left
 * @example
 * filledIn({ name: 'Trusted too much', mitigation: 'TODO' }) // { name: 'Trusted too much' }
 */
export function filledIn<T>(value: T): T | undefined {
  if (!isFilled(value)) return undefined
  return (Array.isArray(value) ? listOf(value) : isSection(value) ? sectionOf(value) : value) as T
}

function listOf(values: readonly unknown[]): unknown[] {
  return values.map(filledIn).filter((one) => one !== undefined)
}

function sectionOf(section: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(section).map(([name, one]) => [name, filledIn(one)] as const)
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined))
}

function isSection(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
