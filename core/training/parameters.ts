import * as z from 'zod'
import { suggest, UserError } from '../errors.ts'

/**
 * The parameters of a built-in trainer, with its defaults filled in.
 *
 * @param schema a strict object in which every field has a default
 * @param trainer the name of the trainer, for the message
 * @throws {UserError} naming the parameter that is unknown or out of range, and what was expected
 * @example
 * readParameters(z.strictObject({ rounds: z.int().min(1).default(100) }), {}, 'gradient-boosting').rounds // 100
 */
export function readParameters<S extends z.ZodObject>(
  schema: S,
  params: Readonly<Record<string, unknown>>,
  trainer: string,
): z.output<S> {
  const parsed = schema.safeParse(params)
  if (parsed.success) return parsed.data
  const place = `in train.params of the built-in trainer ${trainer}`
  for (const issue of parsed.error.issues) {
    if (issue.code !== 'unrecognized_keys') continue
    const key = issue.keys[0]!
    throw new UserError(`Unexpected parameter \`${key}\` ${place}, ${suggest(key, Object.keys(schema.shape))}`)
  }
  throw new UserError(`Unexpected parameters ${place}:\n${z.prettifyError(parsed.error)}`)
}
