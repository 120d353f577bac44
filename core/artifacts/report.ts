import * as z from 'zod'
import { comparisonSchema, OUTCOMES } from './comparison.ts'
import { evaluationSchema } from './evaluation.ts'
import { runSchema } from './run.ts'
import { validationSchema } from './validation.ts'

/** `report.json`: what leaves the runner, for all models of a config. */
export const reportSchema = z.strictObject({
  schema: z.literal('contender/report@1'),
  contender: z.string(),
  head_sha: z.string().nullable().describe('Head of the pull request'),
  tested_sha: z.string().nullable().describe('Commit that was checked out'),
  outcome: z.enum(OUTCOMES),
  untouched: z
    .array(z.string())
    .optional()
    .describe('Models that were not judged, since nothing that they are made of has changed'),
  elsewhere: z
    .array(z.string())
    .optional()
    .describe('Models of the config that this run was not asked about: other jobs of a matrix are'),
  removed: z
    .array(z.string())
    .optional()
    .describe('Models of the base that the config has no more, so that no gate judges them'),
  models: z.array(
    z.strictObject({
      model: z.string(),
      outcome: z.enum(OUTCOMES),
      validation: validationSchema.optional(),
      run: runSchema.optional(),
      evaluation: evaluationSchema,
      comparison: comparisonSchema.optional(),
    }),
  ),
})

export type Report = z.output<typeof reportSchema>
