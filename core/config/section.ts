import * as z from 'zod'
import { suggest } from '../errors.ts'

/**
 * A strict object of the config: a key that is not in `shape` is an error that names the nearest
 * known one, or says with what a key of `later` will come; a line of the message for each of the first
 * such keys.
 */
export function section<Shape extends z.core.$ZodShape>(shape: Shape, later: Readonly<Record<string, string>> = {}) {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'invalid_type') return 'expected a section with keys and values'
      if (issue.code !== 'unrecognized_keys') return undefined
      return issue.keys
        .slice(0, MOST_ADVICE)
        .map((key) => adviceOn(key, Object.keys(shape), later))
        .join('\n')
    },
  })
}

/** The search for the nearest name takes its time. */
const MOST_ADVICE = 20

function adviceOn(key: string, known: readonly string[], later: Readonly<Record<string, string>>): string {
  const feature = later[key]
  if (feature === undefined) return suggest(key, known)
  return `this version does not have ${feature} yet: remove the key until it does`
}
