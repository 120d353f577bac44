import * as z from 'zod'
import { suggest } from '../errors.ts'

/**
 * A strict object of the config: a key that is not in `shape` is an error that names the nearest
 * known one, or says with what a key of `later` will come.
 */
export function section<Shape extends z.core.$ZodShape>(shape: Shape, later: Readonly<Record<string, string>> = {}) {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === 'invalid_type') return 'expected a section with keys and values'
      if (issue.code !== 'unrecognized_keys') return undefined
      const key = issue.keys[0]!
      const feature = later[key]
      if (feature !== undefined) return `this version does not have ${feature} yet: remove the key until it does`
      return suggest(key, Object.keys(shape))
    },
  })
}
