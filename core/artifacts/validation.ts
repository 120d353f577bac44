import * as z from 'zod'
import { CHECKS, SOURCES } from '../data/quality/check.ts'
import { digest, header } from './header.ts'
import { sources } from './run.ts'

const FINDINGS = ['pass', 'warn', 'fail'] as const

const part = z.strictObject({
  uri: z.string().describe('File, glob or prepared table, as the config names it'),
  rows: z.int(),
  columns: z.array(z.strictObject({ name: z.string(), type: z.string() })),
})

const check = z.strictObject({
  check: z.enum(CHECKS),
  source: z.enum(SOURCES).describe('Part of the data that it is about'),
  column: z.string().nullable().describe('null where it is about whole rows'),
  outcome: z.enum(FINDINGS),
  rows: z.int().describe('Rows it is about; 0 where nothing was found'),
  row_numbers: z.array(z.int()).max(3).describe('The first of them, from 1 in the order of the files'),
  because: z.string(),
})

/** `validation.json`: whether the data of a model is what it should be. Holds no value of a sensitive column. */
export const validationSchema = z.strictObject({
  schema: z.literal('contender/validation@1'),
  ...header,
  contract: digest.nullable().describe('Digest of contender.schema.yml; null where it says nothing of this model'),
  data: sources.describe('The data by digests of its files'),
  sources: z.partialRecord(z.enum(SOURCES), part).describe('Rows and columns that were seen'),
  checks: z.array(check),
  outcome: z.enum(FINDINGS).describe('The worst of the checks'),
})

export type Validation = z.output<typeof validationSchema>
export type ValidationCheck = z.output<typeof check>
