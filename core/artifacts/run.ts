import * as z from 'zod'
import { artifactFile, digest, header } from './header.ts'

const file = z.strictObject({ uri: z.string().describe('Path relative to contender.yml'), digest })

/** Rows as they went into a training, known by a digest of the files they stand in. */
const source = z.strictObject({
  uri: z.string().describe('File, glob or prepared table, as the config names it'),
  digest,
  by: z.enum(['content', 'dvc']).describe('content: the files were read; dvc: DVC had their md5, and nothing was read'),
})

/** The parts of a model's data, as far as they are there. */
export const sources = z.strictObject({
  prepare: file.exactOptional(),
  train: source.exactOptional(),
  test: source.exactOptional(),
  validation: source.exactOptional(),
})

/** `run.json`: one training and all that it was made from. */
export const runSchema = z.strictObject({
  schema: z.literal('contender/run@1'),
  ...header,
  id: z.uuidv7(),
  again: z
    .literal(true)
    .exactOptional()
    .describe('Trained again from its commit to be compared with, and not by `contender train`'),
  dirty: z
    .boolean()
    .nullable()
    .describe('Whether tracked files, but models that training writes, differed from the commit; null outside Git'),
  command: z.string().nullable().describe('The command of the team; null for a built-in trainer'),
  builtin: z.string().nullable(),
  params: z.record(z.string(), z.unknown()),
  seeds: z.array(z.int()).describe('One a model; the first is the one that is released'),
  inputs: z
    .array(file)
    .describe('Files the training depends on; `.` stands for all files of the repository, but the model itself'),
  data: sources.describe('What the training could read'),
  settings: z
    .record(z.string(), z.unknown())
    .exactOptional()
    .describe('What the config says beside that of what training sees: target, classes, features left out, …'),
  environment: z.strictObject({
    platform: z.string(),
    node: z.string(),
    runtimes: z.record(z.string(), z.string()).describe('Versions of the programs that the command starts with'),
    locks: z.array(file).describe('Lock files of packages'),
  }),
  cache_key: digest
    .nullable()
    .describe('Digest of all of the above that decides the model; null where it is not known'),
  started: z.iso.datetime(),
  seconds: z.number(),
  cost: z.strictObject({ minutes: z.number().describe('Of the machine that trained') }),
  artifact: artifactFile,
  repeats: z.array(z.strictObject({ seed: z.int(), digest })).describe('Models of the other seeds'),
})

export type Run = z.output<typeof runSchema>
export type RunSource = z.output<typeof source>
export type RunFile = z.output<typeof file>
