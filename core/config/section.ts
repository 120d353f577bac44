import * as z from 'zod'
import { suggest } from '../errors.ts'

/**
 * A strict object of the config: a key that is not in `shape` is an error that names the nearest
 * known one; a line of the message for each of the first such keys.
 */
export function section<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'invalid_type') return 'expected a section with keys and values'
      if (issue.code !== 'unrecognized_keys') return undefined
      return issue.keys
        .slice(0, MOST_ADVICE)
        .map((key) => suggest(key, Object.keys(shape)))
        .join('\n')
    },
  })
}

/** The search for the nearest name takes its time. */
const MOST_ADVICE = 20
