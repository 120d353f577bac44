import * as z from 'zod'
import { driftVerdict } from './drift-verdict.ts'
import { interval } from './header.ts'

const time = z.iso.datetime()

/** A metric on the rows of one side. */
export const measuredValue = z.strictObject({
  value: z.number().nullable(),
  ci: interval.nullable(),
  rows: z.int(),
  groups: z.int().nullable(),
})

const estimated = z.strictObject({
  value: z.number(),
  ci: interval,
  reference: z.number().nullable().describe('The real value on the reference'),
})

export const checkedEstimates = z
  .record(z.string(), z.strictObject({ estimate: z.number(), realized: z.number() }))
  .describe(
    'Of each metric, what is estimated of the labelled rows as if they had no label, and what it really is there',
  )

/** Performance of a window beside that on the test rows, with labels and without. */
export const driftPerformance = z.strictObject({
  metric: z.string().describe('The one that decides'),
  higher_is_better: z.boolean(),
  margin: z.number().describe('In units of the metric'),
  margin_rule: z.string(),
  metrics: z.record(z.string(), z.strictObject({ reference: measuredValue, current: measuredValue })),
  loss: z
    .strictObject({ value: z.number(), ci: interval, p_value: z.number() })
    .nullable()
    .describe(
      'How much worse the window is than the reference, positive for worse; p_value for a loss within the margin',
    ),
  times: z.number().min(0).nullable().describe('How many times the margin the whole interval of the loss lies beyond'),
  cohort: z
    .strictObject({ from: time, to: time })
    .nullable()
    .describe('The rows judged: the window, or as long a stretch before it whose labels should be there'),
  coverage: z.number().nullable().describe('Share of the rows of the cohort that have a label'),
  labels_unlike: z
    .literal(true)
    .exactOptional()
    .describe('Rows with a label answer unlike those without, and unlike the test rows: they stand for neither'),
  estimate: z
    .strictObject({
      method: z.enum(['cbpe', 'direct_loss']),
      metrics: z.record(z.string(), estimated),
      checked: checkedEstimates.exactOptional(),
      validation: z.enum(['validated', 'not_validated', 'unknown']),
      because: z.string(),
    })
    .nullable()
    .describe('Performance as it is estimated without labels'),
  concept: z
    .array(z.strictObject({ detector: z.enum(['adwin', 'page_hinkley', 'ddm', 'kswin']), alarms: z.array(time) }))
    .describe('When the stream of errors changed, by each detector'),
  stream: z
    .strictObject({ rows: z.int().min(0), from: time.nullable().describe('Where the rows have times') })
    .exactOptional()
    .describe('The test rows with whose errors the stream begins, before those of the rows judged'),
  over: z.boolean(),
  verdict: driftVerdict,
  because: z.string(),
})
