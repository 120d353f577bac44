import * as z from 'zod'
import { label, text, whole } from './parts.ts'
import { section } from './section.ts'

const LEAST_ROWS = 'a whole number ≥ 10'

/** `evaluate.fairness` */
export const fairnessConfigSchema = section({
  groups: z
    .array(text('a column name'), { error: 'expected a list of column names' })
    .min(1, { error: 'expected at least one column' })
    .describe('Columns by which people are told apart; each is judged by itself'),
  metrics: z
    .array(text('a fairness metric'), { error: 'expected a list of fairness metrics' })
    .min(1, { error: 'expected at least one fairness metric' })
    .exactOptional()
    .describe('Fairness metrics to compute; those of gates come with them'),
  privileged: z
    .record(z.string(), label, { error: 'expected a column and its privileged group' })
    .default({})
    .describe('By column: the group beside which AIF360 and Clarify look at all other rows'),
  min_rows: whole(10, LEAST_ROWS).default(200).describe('Groups with fewer rows are shown and not judged'),
})

export type FairnessConfig = z.output<typeof fairnessConfigSchema>

/** Nobody is told apart. */
export const NO_FAIRNESS: FairnessConfig = { groups: [], privileged: {}, min_rows: 200 }

/** The privileged group of a column, as the config names it; a column may have any name. */
export function privilegedBy({ privileged }: Pick<FairnessConfig, 'privileged'>, by: string): string | undefined {
  return Object.hasOwn(privileged, by) ? privileged[by] : undefined
}
