import * as z from 'zod'
import { interval } from './header.ts'

/** What a model answers on average when a feature has a value in all rows. */
export const partialDependenceSchema = z.strictObject({
  feature: z.string(),
  rows: z.int().describe('Test rows that were given each value'),
  points: z
    .array(
      z.strictObject({
        at: z.number().describe('Evenly between the 5 % and the 95 % quantile, rounded: no value of a row'),
        answer: z.number().describe('Mean of the probability of the positive class, or of the number'),
        ci: interval.nullable(),
      }),
    )
    .describe('By value, at most 11'),
})

export type PartialDependence = z.output<typeof partialDependenceSchema>
