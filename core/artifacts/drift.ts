import * as z from 'zod'
import { DRIFT_METHODS } from '../drift/methods.ts'
import { columnShapeSchema } from './column-shape.ts'
import { checkedEstimates, driftPerformance, measuredValue } from './drift-performance.ts'
import { driftUnseen } from './drift-unseen.ts'
import { driftVerdict as verdict } from './drift-verdict.ts'
import { header, interval, sliceKey } from './header.ts'

const both = z.strictObject({ reference: z.number(), current: z.number() })
const bothRows = z.strictObject({ reference: z.int().min(0), current: z.int().min(0) })
const time = z.iso.datetime()
const drawn = z.int().exactOptional().describe('So many of the rows were compared, drawn at random; not there: all')

const windowSchema = z.strictObject({
  from: time,
  to: time.describe('The first moment after it'),
  complete: z.boolean().describe('Whether it is over, and its newest logs have come'),
})

/** One comparison of two samples of a column. Statistics are raw: what two samples of one source show is in them. */
const test = z.strictObject({
  method: z.enum(DRIFT_METHODS),
  statistic: z
    .number()
    .nullable()
    .describe(
      'null where it is infinite: a reference that does not vary; or where the method does not fit: see reason',
    ),
  p_value: z.number().min(0).max(1).exactOptional(),
  error: z
    .number()
    .min(0)
    .exactOptional()
    .describe('Of the statistic, at most: a stored profile tells where rows lie only so exactly'),
  threshold: z.number().exactOptional().describe("Of a peer's way to judge, where one is asked for"),
  drifted: z.boolean().exactOptional().describe("A peer's verdict, where one is asked for"),
  reason: z.string().exactOptional().describe('Why the method has no answer for this column'),
})

/** A column, and how far it went. */
const feature = z.strictObject({
  name: z.string(),
  kind: z.enum(['numeric', 'categorical']),
  rows: bothRows.describe('With a value'),
  missing: both.describe('Shares of the rows without a value'),
  tests: z.array(test),
  effect: z.number().min(0).nullable().describe('De-biased: wasserstein in deviations of the reference, or js'),
  floor: z.number().nullable().describe('From where on an effect counts'),
  times: z
    .number()
    .min(0)
    .nullable()
    .describe('How many times its floor the effect is; of a numeric column, or its ks, whichever is more'),
  p_value: z.number().min(0).max(1).nullable(),
  p_by: z
    .enum(['rows', 'blocks'])
    .nullable()
    .describe('Whether single rows, or blocks of them such as days, were taken to be independent'),
  blocks: bothRows.nullable(),
  q_value: z.number().min(0).max(1).nullable().describe('p_value after Benjamini and Hochberg, over its family'),
  seasonal: z
    .strictObject({ effect: z.number().nullable(), p_value: z.number().nullable() })
    .nullable()
    .describe("The same against the reference with the window's mix of weekdays and hours; null where not asked"),
  unmatched: z
    .literal(true)
    .exactOptional()
    .describe('The reference lacks the weekdays or hours of the window: `watch` at most, see reason'),
  over: z.boolean().describe('Over the floor in this window, and significant'),
  verdict,
  reason: z.string().nullable().describe('Why it is not judged, or not by its p_value'),
  moved: z
    .string()
    .exactOptional()
    .describe('Where it went, in words that follow its name: `went 0.31 standard deviations up`'),
  shape: columnShapeSchema.exactOptional().describe('Of the 100 columns that matter most'),
})

const segment = z.strictObject({
  by: sliceKey,
  rows: bothRows,
  tested: z.int().describe('Columns compared in it'),
  features: z.array(feature).describe('Those over their floor'),
  verdict,
})

const quality = z.strictObject({
  check: z.enum([
    'file',
    'schema',
    'column',
    'type',
    'missing',
    'infinite',
    'category',
    'clock',
    'duplicate',
    'volume',
    'latency',
    'error_rate',
    'labels',
  ]),
  column: z.string().nullable(),
  level: z.enum(['note', 'warning']),
  because: z.string().describe('What was found, what was expected, and what to do'),
})

const operations = z.strictObject({
  rows: z.int(),
  latency: z.strictObject({ p50: z.number(), p95: z.number(), p99: z.number() }).nullable().describe('Milliseconds'),
  error_rate: z.number().min(0).max(1).nullable(),
  source: z.enum(['logs', 'prometheus']).nullable().describe('Where latency and errors were read'),
})

const cause = z.strictObject({
  features: z.array(z.string()).describe('Columns that move together count as one cause'),
  importance: z.number().nullable().describe("Of the cause's foremost column, as a share; null where it is not known"),
  excess: z.number().describe('How far beyond its floor the effect is, in floors'),
  score: z.number().describe('importance · excess; excess where no importance is known'),
  segments: z.array(sliceKey).describe('Where it concentrates'),
  since: time.nullable().describe('Start of the first of the windows in which it has been over its floor'),
})

const multivariate = z.strictObject({
  auc: z.number(),
  ci: interval,
  p_value: z.number().describe('One-sided, for an AUC above ½'),
  rows: bothRows.describe('Held out, on which it was judged'),
  seasonal: z
    .boolean()
    .exactOptional()
    .describe(
      'Whether rows of the reference were drawn in the window’s mix of weekdays and hours; not there: they were not',
    ),
  features: z
    .array(z.strictObject({ name: z.string(), importance: z.number() }))
    .describe('What the classifier went by, as shares, the most important first'),
  verdict,
})

/** A version that answered in the window beside the one in charge. It starts nothing, and is in no history. */
const otherVersion = z.strictObject({
  version: z.string(),
  rows: z.int(),
  label_coverage: z.number().min(0).max(1).nullable(),
  features: z.array(feature).describe('Empty where it has too few rows to be judged'),
  predictions: z.strictObject({ features: z.array(feature), verdict }).nullable(),
  performance: driftPerformance
    .nullable()
    .describe('Beside the test rows as the reference answered them, without estimates'),
  beside: z
    .strictObject({ value: z.number(), ci: interval, p_value: z.number(), over: z.boolean() })
    .nullable()
    .describe(
      'How much worse its labelled rows are than those of the version in charge, by the metric that decides, positive for worse; over: wholly beyond the margin',
    ),
  quality: z.array(quality).describe('Of its rows, where not the same is said of those of the version in charge'),
  verdict,
  because: z.array(z.string()),
})

/** What later windows need to know of one: in the ledger for each, and in `history` of those after it. */
export const windowSummarySchema = z.strictObject({
  window: windowSchema,
  version: z.string().nullable(),
  rows: z.int(),
  verdict,
  families: z.strictObject({
    features: verdict,
    predictions: verdict.nullable(),
    performance: verdict.nullable(),
  }),
  effects: z.record(z.string(), z.number()).describe('Of each column that was judged'),
  over: z
    .array(z.strictObject({ key: z.string(), times: z.number(), unmatched: z.literal(true).exactOptional() }))
    .describe('What was over its floor: `feature/NAME`, `feature/NAME/SEGMENT`, `prediction/NAME`, `performance`'),
  metrics: z.record(z.string(), measuredValue).describe('With labels'),
  label_coverage: z.number().min(0).max(1).nullable().exactOptional().describe('Share of the rows judged with a label'),
  estimate: z.record(z.string(), z.number()).describe('Without, of all rows'),
  checked: checkedEstimates.exactOptional(),
  operations,
})

/** `drift.json`: a window of production beside what the model was made and judged on. */
export const driftSchema = z.strictObject({
  schema: z.literal('contender/drift@1'),
  ...header,
  window: windowSchema.nullable().describe('null where rows without times were compared'),
  versions: z.array(z.string()).describe('Model versions that the rows judged come from: the one in charge'),
  compat: z.enum(['evidently', 'nannyml']).nullable(),
  reference: z.strictObject({
    uri: z.string(),
    rows: z.int(),
    drawn,
    by: z.enum(['rows', 'profile']),
    predictions: z.string().nullable().describe('Where predictions and performance of the reference are from'),
  }),
  current: z.strictObject({
    uri: z.string(),
    rows: z.int(),
    drawn,
    other_versions: z.int().describe('Rows of other versions, and those that say none'),
  }),
  label_coverage: z.number().min(0).max(1).nullable(),
  calibrated: z.boolean().describe('Whether floors know the natural variation: 20 or more earlier windows'),
  features: z.array(feature),
  predictions: z.strictObject({ features: z.array(feature), verdict }).nullable(),
  labels: feature.nullable().describe('How the labels themselves are distributed; shown, not judged'),
  performance: driftPerformance.nullable(),
  multivariate: multivariate.nullable(),
  quality: z.array(quality),
  unseen: z
    .array(driftUnseen)
    .exactOptional()
    .describe('What of the window is known to be missing: where more than half is, it is not `stable`'),
  operations,
  segments: z.array(segment),
  causes: z.array(cause),
  history: z.array(windowSummarySchema).describe('Earlier windows, oldest first'),
  other_versions: z
    .array(otherVersion)
    .exactOptional()
    .describe('The other versions that answered in the window, each judged for itself; not there: there was one'),
  retrain: z
    .strictObject({
      evidence: z.string().describe('One for a whole episode: the same is not brought up twice'),
      because: z.string(),
      breach: z
        .strictObject({
          metric: z.string(),
          higher_is_better: z.boolean(),
          reference: z.number().describe('On the test rows'),
          margin: z.number().describe('In units of the metric'),
        })
        .exactOptional()
        .describe('The loss of performance that asks for it: what a challenger is held against'),
    })
    .nullable()
    .describe('Why the model should be trained anew; null where nothing asks for it, or the version before is better'),
  verdict,
  because: z.array(z.string()),
})

export type Drift = z.output<typeof driftSchema>
export type DriftVerdict = z.output<typeof verdict>
export type DriftFeature = z.output<typeof feature>
export type DriftTest = z.output<typeof test>
export type DriftSegment = z.output<typeof segment>
export type DriftPerformance = z.output<typeof driftPerformance>
export type DriftQuality = z.output<typeof quality>
export type DriftOperations = z.output<typeof operations>
export type DriftCause = z.output<typeof cause>
export type DriftMultivariate = z.output<typeof multivariate>
export type OtherVersion = z.output<typeof otherVersion>
export type DriftWindow = z.output<typeof windowSchema>
export type WindowSummary = z.output<typeof windowSummarySchema>
