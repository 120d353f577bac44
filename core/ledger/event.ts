import * as z from 'zod'
import { comparisonSchema, OUTCOMES } from '../artifacts/comparison.ts'
import { driftSchema, windowSummarySchema } from '../artifacts/drift.ts'
import { evaluationSchema } from '../artifacts/evaluation.ts'
import { artifactFile, digest, interval } from '../artifacts/header.ts'
import { runSchema } from '../artifacts/run.ts'

/** Who wrote an event: a person at a command line, a workflow in someone's name, or the app. */
const actor = z.strictObject({
  name: z.string().describe('Name in Git, or login at GitHub'),
  email: z.string().nullable(),
  via: z.enum(['command line', 'workflow', 'app']),
  url: z.string().nullable().describe('The workflow run'),
})

export type Actor = z.output<typeof actor>

const event = {
  id: z.uuidv7().describe("Also the file's name"),
  at: z.iso.datetime(),
  by: actor,
}

/** `audit/<id>.json`: something that was done to a model's versions and stages, and later to what governs them. */
export const auditEventSchema = z.strictObject({
  schema: z.literal('contender/audit@1'),
  ...event,
  action: z
    .string()
    .regex(/^[a-z]+\.[a-z-]+$/)
    .describe('registry.register, registry.assign, governance.sign, …'),
  model: z.string().nullable(),
  version: z.string().nullable(),
  stage: z.string().nullable(),
  commit: z.string().nullable().describe('What the version or stage points to'),
  artifact: z.string().nullable().describe("The model's file and its digest, of a registration"),
  tag: z.string().nullable().describe('The tag that was written'),
  reason: z.string().nullable(),
  repository: z.int().exactOptional().describe('Number of the repository at GitHub that the App did it in'),
  pull: z.int().exactOptional().describe('Pull request that it was done on'),
  pulls: z
    .array(z.int().positive())
    .max(100)
    .exactOptional()
    .describe('All pull requests that a version comes from, in their order'),
  head: z.string().exactOptional().describe('Newest commit of it then: what was done counts for that one alone'),
  item: z.string().exactOptional().describe('Item of the checklist that was signed, or taken back'),
  gate: z.string().exactOptional().describe('Gate that was accepted though it did not pass: model/gate'),
  role: z
    .string()
    .exactOptional()
    .describe("By what it was allowed: the actor's role, a team or a person of the policy"),
  digests: z
    .record(z.string(), digest)
    .exactOptional()
    .describe('Model files that were judged then, or are in the version, by model'),
  comment: z.int().exactOptional().describe('Number of the comment that asked for it'),
  delivery: z.string().exactOptional().describe('GUID of the webhook that brought it'),
  policy: z
    .strictObject({ before: digest.nullable(), after: digest.nullable() })
    .exactOptional()
    .describe('Digests of contender.yml, where gates or governance changed'),
})

export type AuditEvent = z.output<typeof auditEventSchema>

/** `runs/<model>/<id>.json`: a training, how it was judged, and against what. */
export const runEventSchema = z.strictObject({
  schema: z.literal('contender/run-event@1'),
  ...event,
  run: runSchema,
  evaluation: evaluationSchema.pick({ dataset: true, primary: true, threshold: true, metrics: true }).nullable(),
  comparison: comparisonSchema
    .pick({ gates: true, outcome: true })
    .extend({
      itself: z
        .literal(true)
        .exactOptional()
        .describe('A baseline was this very model file: gates on the difference say nothing'),
    })
    .nullable(),
})

export type RunEvent = z.output<typeof runEventSchema>

/** `drift/<model>/<id>.json`: a window of production, as it was judged. */
export const driftEventSchema = z.strictObject({
  schema: z.literal('contender/drift-event@1'),
  ...event,
  model: z.string(),
  commit: z.string().nullable(),
  config: digest.nullable(),
  summary: windowSummarySchema,
  causes: driftSchema.shape.causes,
  retrain: driftSchema.shape.retrain,
  because: driftSchema.shape.because,
})

export type DriftEvent = z.output<typeof driftEventSchema>

const timeRange = z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime() })

/** `retrain/<model>/<id>.json`: a challenger that was trained, and what came of it. */
export const retrainEventSchema = z.strictObject({
  schema: z.literal('contender/retrain-event@1'),
  ...event,
  model: z.string(),
  commit: z.string().nullable(),
  evidence: z.string().describe('What it was begun for: the same evidence is not brought up twice'),
  because: z.string(),
  version: z.string().nullable().describe('What is in production'),
  train: timeRange,
  holdout: timeRange,
  rows: z.strictObject({ train: z.int(), holdout: z.int() }),
  data: digest.nullable().describe('Of the rows learned from'),
  minutes: z.number().min(0).describe('Of training'),
  artifact: artifactFile.nullable().describe('The challenger; null where training failed'),
  metric: z.string(),
  gain: z.strictObject({ value: z.number(), ci: interval }).nullable(),
  outcome: z.enum([...OUTCOMES, 'failed']).describe('pass: the challenger has won'),
  pull: z.int().nullable().describe('Pull request that was opened or updated with it'),
})

export type RetrainEvent = z.output<typeof retrainEventSchema>
