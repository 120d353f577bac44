import * as z from 'zod'
import { interval } from './header.ts'

const groupRate = z.strictObject({
  value: z.number().nullable().describe('null where the group has none'),
  ci: interval.nullable(),
  reason: z.string().optional().describe('Why there is no value or no interval'),
})

const fairnessMetric = z.strictObject({
  value: z.number().nullable(),
  ci: z
    .tuple([z.number(), z.number().nullable()])
    .readonly()
    .nullable()
    .describe('95 % interval; null as its upper end: without bound'),
  source: z.enum(['Fairlearn', 'AIF360', 'Clarify']).describe('Whose definition it is'),
  rate: z
    .string()
    .nullable()
    .describe('The rate in which the groups are furthest apart; null where several are averaged'),
  between: z
    .tuple([z.string(), z.string()])
    .readonly()
    .nullable()
    .describe('Groups with the lower and the higher rate; null where all others stand beside a privileged one'),
  reason: z.string().optional().describe('Why there is no value or no interval'),
})

/** How a model treats the groups of people by one column. */
export const fairnessSchema = z.strictObject({
  by: z.string().describe('Column'),
  privileged: z.string().nullable().describe('Group beside which all other rows stand, where the config names one'),
  min_rows: z.int().describe('Groups with fewer rows are shown and not judged'),
  groups: z.array(
    z.strictObject({
      name: z.string().describe('Value of the column; of a sensitive one a number by size'),
      rows: z.int(),
      too_small: z.string().nullable().describe('Why it is shown and not judged'),
      rates: z.record(z.string(), groupRate),
    }),
  ),
  metrics: z.record(z.string(), fairnessMetric),
})

export type Fairness = z.output<typeof fairnessSchema>
export type FairnessMetric = z.output<typeof fairnessMetric>
