import * as z from 'zod'
import { artifactFile, header, interval, sliceKey } from './header.ts'
import { shapeSchema } from './shape.ts'

const VERDICTS = ['better', 'equivalent', 'worse', 'undecided'] as const
export const OUTCOMES = ['pass', 'fail', 'undecided'] as const

/** Candidate beside baseline in one metric, in the metric's own units. */
export const metricComparison = z.strictObject({
  baseline: z.number().nullable(),
  candidate: z.number().nullable(),
  delta: z.number().nullable().describe('candidate − baseline'),
  ci: interval.nullable().describe('95 % interval of delta'),
  se: z.number().nullable(),
  p_value: z.number().nullable().describe('Two-sided, for delta = 0'),
  p_worse: z.number().nullable().describe('One-sided, for no worse than the margin'),
  p_worse_holm: z.number().nullable().describe('The same after Holm over the slices'),
  p_exact: z.number().exactOptional().describe("McNemar's exact p, where the metric depends on counts alone"),
  method: z.enum(['influence', 'bootstrap']),
  higher_is_better: z.boolean(),
  margin: z.number().nullable().describe('In units of the metric'),
  margin_rule: z.string().describe('As it was declared: 0.005 or 1%'),
  verdict: z.enum(VERDICTS).nullable().describe('null for a metric that is shown but never judged'),
  rows_needed: z.int().nullable().describe('Rows for an equal candidate to pass with 80 % power'),
  gain_ci: interval.exactOptional().describe('Interval of the gain, where it is not that of ±delta: bias'),
  reason: z
    .string()
    .nullable()
    .describe('Why a number is missing, or the verdict undecided other than by its interval'),
  note: z.string().nullable().describe('What else a reader must know'),
})

const sliceMetric = metricComparison.extend({
  detectable_loss: z.number().nullable().describe('Smallest loss that these rows would have shown with 80 % power'),
})

const sliceComparison = z.strictObject({
  by: sliceKey,
  rows: z.int(),
  too_small: z.string().nullable().describe('Why it is shown and not tested: fewer than 200 rows'),
  found: z.boolean().describe('Found by `slices: auto` on the other half of the rows'),
  metrics: z.record(z.string(), sliceMetric),
})

const gap = z.number().nullable()

const fairnessChange = z.strictObject({
  by: z.string().describe('Column whose groups are compared'),
  privileged: z.string().nullable(),
  min_rows: z.int().describe('Groups with fewer rows are not judged'),
  metrics: z
    .record(
      z.string(),
      z.strictObject({
        baseline: gap.describe('How far groups are apart: of what is signed, how far from 0'),
        candidate: gap,
        delta: z.number().nullable().describe('candidate − baseline: above 0 groups are further apart'),
        ci: interval.nullable().describe('95 % interval of delta'),
        reason: z.string().nullable().describe('Why there are no numbers'),
      }),
    )
    .describe('By the fairness metrics that gates compare'),
})

const against = z.strictObject({
  role: z.string().describe('base, production or a version'),
  ref: z.string().nullable().describe('Commit, version or file'),
  artifact: artifactFile.nullable(),
  paired_by: z.string().describe('`id`, `row` for the row number, or `nothing` where the rows could not be compared'),
  rows: z.int(),
  rows_dropped: z.int(),
  groups: z.int().nullable(),
  metrics: z.record(z.string(), metricComparison),
  slices: z.array(sliceComparison),
  fairness: z.array(fairnessChange).exactOptional().describe('Gaps between groups of people, where gates compare them'),
  shape: shapeSchema.exactOptional().describe('What pictures of the baseline are made of, on the same rows'),
})

const gateResult = z.strictObject({
  rule: z.string(),
  outcome: z.enum([...OUTCOMES, 'not_applicable']),
  because: z.string(),
})

/** `comparison.json`: the candidate against each baseline on the same rows, and what follows. */
export const comparisonSchema = z.strictObject({
  schema: z.literal('contender/comparison@1'),
  ...header,
  candidate: z.strictObject({ artifact: artifactFile, metrics: z.record(z.string(), z.number().nullable()) }),
  against: z.array(against),
  gates: z.array(gateResult),
  outcome: z.enum(OUTCOMES),
  policy: z.string().describe('Where gates and margins were read: a commit, or the working tree'),
  notes: z.array(z.string()).describe('What a reviewer must know first: a changed test set, grouping, repeats'),
})

export type Comparison = z.output<typeof comparisonSchema>
export type Against = Comparison['against'][number]
export type SliceComparison = z.output<typeof sliceComparison>
export type MetricComparison = z.output<typeof metricComparison>
export type SliceMetric = z.output<typeof sliceMetric>
export type FairnessChange = z.output<typeof fairnessChange>
export type GateResult = z.output<typeof gateResult>
export type Verdict = (typeof VERDICTS)[number]
export type RunOutcome = (typeof OUTCOMES)[number]
