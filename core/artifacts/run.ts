import * as z from 'zod'
import { artifactFile, digest, header } from './header.ts'

/** `run.json`: one training and what it was made from. */
export const runSchema = z.strictObject({
  schema: z.literal('contender/run@1'),
  ...header,
  command: z.string().nullable().describe('The command of the team; null for a built-in trainer'),
  builtin: z.string().nullable(),
  params: z.record(z.string(), z.unknown()),
  seeds: z.array(z.int()).describe('One a model; the first is the one that is released'),
  inputs: z.array(z.strictObject({ uri: z.string(), digest })).describe('Files the training depends on'),
  environment: z.strictObject({ platform: z.string(), node: z.string() }),
  started: z.iso.datetime(),
  seconds: z.number(),
  artifact: artifactFile,
})

export type Run = z.output<typeof runSchema>
