import * as z from 'zod'
import { TASKS } from '../metrics/metric.ts'
import { expectationsSchema } from './expectations.ts'
import { fairnessSchema } from './fairness.ts'
import { artifactFile, digest, header, interval, sliceKey } from './header.ts'
import { importanceSchema } from './importance.ts'
import { partialDependenceSchema } from './partial-dependence.ts'
import { robustnessSchema } from './robustness.ts'
import { shapeFields } from './shape.ts'

const metricValue = z.strictObject({
  value: z.number().nullable().describe('null where the metric has no value on these rows'),
  ci: interval.nullable(),
  se: z.number().nullable(),
  level: z.literal(0.95),
  method: z.string().describe('How the interval was made: influence, wilson, logit or bootstrap'),
  rows: z.int(),
  groups: z.int().nullable().describe('Independent groups of rows; null when each row is its own'),
  reason: z.string().optional().describe('Why there is no value or no interval'),
})

const metrics = z.record(z.string(), metricValue)
/** `evaluation.json`: what one model does on the test rows. */
export const evaluationSchema = z.strictObject({
  schema: z.literal('contender/evaluation@1'),
  ...header,
  task: z.enum(TASKS),
  dataset: z.strictObject({
    uri: z.string(),
    digest: digest.describe('Of ids, labels, groups and weights, in row order'),
    files: digest
      .nullable()
      .default(null)
      .describe('Of the files the rows stand in, features too; null where it is not known'),
    rows: z.int(),
    groups: z.int().nullable(),
  }),
  artifact: artifactFile,
  threshold: z.number().nullable().describe('Score from which the answer is positive; null where the task has none'),
  primary: z.string().describe('The metric that counts most'),
  metrics,
  slices: z.array(z.strictObject({ by: sliceKey, rows: z.int(), metrics })),
  fairness: z.array(fairnessSchema).optional().describe('By each column whose groups of people are told apart'),
  importance: z
    .array(importanceSchema)
    .optional()
    .describe('Of the features of an ONNX model, the weightiest first; at most 50'),
  partial_dependence: z
    .array(partialDependenceSchema)
    .optional()
    .describe('Of the four weightiest features that are numbers'),
  robustness: z.array(robustnessSchema).optional().describe('The same rows with changed features'),
  expectations: expectationsSchema
    .optional()
    .describe('Pairs of rows, and whether the answers to them stand as they should'),
  ...shapeFields,
  warnings: z.array(z.string()),
})

export type Evaluation = z.output<typeof evaluationSchema>
export type MetricValue = z.output<typeof metricValue>
