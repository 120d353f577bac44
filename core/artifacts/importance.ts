import * as z from 'zod'
import { interval } from './header.ts'

/** How much a model needs a feature, or features that go together, on the test rows. */
export const importanceSchema = z.strictObject({
  feature: z.string(),
  correlated_with: z
    .array(z.string())
    .describe('Features that go together with it (0.8 or more): their values were dealt anew with its own'),
  importance: z
    .number()
    .nullable()
    .describe('How much worse the primary metric is, in its unit, when the values are dealt anew among the rows'),
  ci: interval.nullable().describe('95 %; null where the metric has no influence values or the groups are too few'),
  rows: z.int().describe('Test rows it was measured on, drawn at random where there are more'),
  repeats: z.int().describe('How often the values were dealt'),
})

export type Importance = z.output<typeof importanceSchema>
