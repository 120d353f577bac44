import * as z from 'zod'
import { PERTURBATIONS } from '../robustness/perturb.ts'
import { metricComparison } from './comparison.ts'

/** What a model does on the same rows after a change of their features. */
export const robustnessSchema = z.strictObject({
  perturbation: z.enum(PERTURBATIONS),
  level: z.number().describe('Of noise: standard deviations of the column; else the share of values'),
  columns: z.int().describe('Features that were changed'),
  rows: z.int(),
  groups: z.int().nullable().describe('Independent groups of rows; null when each row is its own'),
  metrics: z
    .record(z.string(), metricComparison)
    .describe('baseline: the rows as they are; candidate: the changed ones; both of the same model'),
  reason: z.string().nullable().describe('Why there are no metrics'),
})

export type Robustness = z.output<typeof robustnessSchema>
