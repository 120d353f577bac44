import * as z from 'zod'
import { runEventSchema } from '../ledger/event.ts'
import { digest } from './header.ts'
import { runPlace } from './runs.ts'

const { comparison, evaluation, run } = runEventSchema.shape
const text = z.string().nullable()

const version = z.strictObject({
  version: z.string(),
  commit: z.string(),
  deprecated: z.boolean(),
  stages: z.array(z.string()).describe('Stages that it holds now'),
})

const event = z.strictObject({
  at: z.iso.datetime(),
  by: z.string(),
  action: z.string().describe('register, assign, …'),
  version: text,
  stage: text,
  tag: z.string(),
  reason: text,
})

/** What `contender lineage VERSION --json` prints: a model file, what made it, and what became of it. */
export const lineageSchema = z.strictObject({
  schema: z.literal('contender/lineage@1'),
  contender: z.string(),
  asked: z.string(),
  model: z.string(),
  versions: z.array(version).describe('The version that was asked for; else those that are this model file'),
  commit: z
    .strictObject({ sha: z.string(), subject: text, author: text, at: text })
    .nullable()
    .describe('Commit of the version; else the one that was asked for, or that the run was made from'),
  artifact: z.strictObject({ uri: z.string(), digest }).nullable().describe('The model file'),
  run: run.nullable(),
  found_by: z
    .enum(['artifact', 'commit', 'id'])
    .nullable()
    .describe('artifact: the run made this very file; commit: it was made from the same commit; id: it was asked for'),
  places: z.array(runPlace),
  evaluation,
  comparison,
  events: z.array(event).describe('What was done to these versions, oldest first'),
  unknown: z.array(z.string()).describe('What is not known, and what to do about it'),
})

/** What `contender lineage sha256:… --json` prints: where a file or data set went. */
export const usesSchema = z.strictObject({
  schema: z.literal('contender/uses@1'),
  contender: z.string(),
  digest: z.string(),
  uses: z.array(
    z.strictObject({
      model: z.string(),
      run: z.uuidv7(),
      started: z.iso.datetime(),
      commit: text,
      as: z.array(z.strictObject({ role: z.string().describe('train data, input, model file, …'), uri: z.string() })),
      versions: z.array(version).describe('Versions that are the model of this run'),
    }),
  ),
})

export type Lineage = z.output<typeof lineageSchema>
export type LineageVersion = z.output<typeof version>
export type Uses = z.output<typeof usesSchema>
