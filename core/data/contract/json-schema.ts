import * as z from 'zod'
import { contractSchema } from './schema.ts'

/** The JSON Schema of `contender.schema.yml`, for editors. */
export function contractJsonSchema(): object {
  return {
    ...z.toJSONSchema(contractSchema, { io: 'input', unrepresentable: 'any' }),
    title: 'contender.schema.yml',
    description: 'What the data of each model must look like',
  }
}
