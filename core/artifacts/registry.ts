import * as z from 'zod'
import { ACTIONS } from '../ledger/registry/tag-name.ts'

const by = z.strictObject({ name: z.string(), email: z.string().nullable() })

const version = z.strictObject({
  version: z.string().describe('v1.2.0, or the commit where a stage was given to one that is not registered'),
  commit: z.string(),
  at: z.iso.datetime().nullable().describe('When it was registered'),
  by: by.nullable(),
  tag: z.string().nullable(),
  deprecated: z.boolean(),
  stages: z.array(z.string()).describe('Stages it is in'),
})

const model = z.strictObject({
  model: z.string(),
  latest: z.string().nullable().describe('The highest version that is not deprecated'),
  deprecated: z.boolean().describe('The whole model'),
  stages: z.record(z.string(), z.string().nullable()).describe('The version in each stage'),
  versions: z.array(version).describe('Highest first'),
})

/** What `registry show --json` prints: versions of models, and which is in which stage. */
export const registrySchema = z.strictObject({
  schema: z.literal('contender/registry@1'),
  models: z.array(model),
})

const event = z.strictObject({
  at: z.iso.datetime(),
  model: z.string(),
  action: z.enum(ACTIONS),
  version: z.string().nullable(),
  stage: z.string().nullable(),
  commit: z.string(),
  by,
  message: z.string(),
  tag: z.string(),
})

/** What `registry history --json` prints: what was done to models, newest first. */
export const registryHistorySchema = z.strictObject({
  schema: z.literal('contender/registry-history@1'),
  events: z.array(event),
})

/** What a command prints that changed the registry. */
export const registryChangeSchema = z.strictObject({
  schema: z.literal('contender/registry-change@1'),
  model: z.string(),
  changes: z.array(
    z.strictObject({
      action: z.enum(ACTIONS),
      version: z.string().nullable(),
      stage: z.string().nullable(),
      commit: z.string(),
      tag: z.string(),
      event: z.uuidv7().describe('Of the audit log'),
    }),
  ),
  ledger: z.string().describe('Commit of the ledger that tells of it'),
  place: z.string().describe('Where the ledger and the tags are'),
})

export type RegistryArtifact = z.output<typeof registrySchema>
export type RegistryHistory = z.output<typeof registryHistorySchema>
export type RegistryChange = z.output<typeof registryChangeSchema>
