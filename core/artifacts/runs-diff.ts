import * as z from 'zod'
import { comparisonSchema } from './comparison.ts'
import { evaluationSchema } from './evaluation.ts'
import { digest } from './header.ts'
import { runSchema } from './run.ts'

const metric = evaluationSchema.shape.metrics.valueType
const side = runSchema.pick({ id: true, model: true, commit: true, dirty: true, started: true, artifact: true })
const source = runSchema.shape.data.shape.train.unwrap()
const text = z.string().nullable()

/** Two values of one thing; absent on the side that does not have it. */
const change = z.strictObject({
  name: z.string(),
  a: z.unknown().exactOptional(),
  b: z.unknown().exactOptional(),
})

const dataChange = z.strictObject({
  part: z.enum(['prepare', 'train', 'test', 'validation']),
  a: z.union([source, source.pick({ uri: true, digest: true })]).nullable(),
  b: z.union([source, source.pick({ uri: true, digest: true })]).nullable(),
  change: z
    .enum(['same', 'changed', 'unknown'])
    .describe('unknown: the digests were taken in different ways, or one side recorded none'),
})

const code = z.strictObject({
  commits: z
    .array(z.strictObject({ commit: z.string(), subject: z.string() }))
    .describe("Commits of b that are not a's, newest first"),
  behind: z.int().describe("Commits of a that are not b's"),
  files: z.array(z.strictObject({ status: z.string().describe('Letter of git diff'), path: z.string() })),
  unknown: text.describe('Why commits and files are not known'),
})

/** What `contender runs diff EARLIER LATER --json` prints: what changed from run a, the earlier one, to run b. */
export const runsDiffSchema = z.strictObject({
  schema: z.literal('contender/runs-diff@1'),
  contender: z.string(),
  a: side,
  b: side,
  same_model: z.boolean().describe('The model files are the same, bit for bit'),
  params: z.array(change).describe('Parameters, settings, trainer and seeds that differ'),
  data: z.array(dataChange),
  inputs: z.array(z.strictObject({ uri: z.string(), a: digest.nullable(), b: digest.nullable() })),
  code,
  environment: z.array(change),
  metrics: z.strictObject({
    values: z.record(z.string(), z.strictObject({ a: metric.nullable(), b: metric.nullable() })),
    judged: comparisonSchema.shape.against.element.nullable().describe('b against a on the same rows'),
    unjudged: text.describe('Why the difference cannot be judged; null where it is'),
  }),
})

export type RunsDiff = z.output<typeof runsDiffSchema>
export type DataChange = z.output<typeof dataChange>
export type Change = z.output<typeof change>
