import * as z from 'zod'
import { configSchema } from './schema.ts'

/** The JSON Schema of `contender.yml`, for editors: what a person writes, before defaults are filled in. */
export function configJsonSchema(): object {
  const schema = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' })
  return {
    ...schema,
    title: 'contender.yml',
    description: 'Models, how they are trained and evaluated, and the gates they must pass',
  }
}
