import * as z from 'zod'
import { OUTCOMES } from './comparison.ts'
import { artifactFile, header } from './header.ts'

/** `release.json`: what a released version is, how it came to be, and by what it was let through. */
export const releaseSchema = z.strictObject({
  schema: z.literal('contender/release@1'),
  ...header,
  version: z.string(),
  tag: z.string(),
  previous: z.string().nullable().describe('The version before; null for the first'),
  bump: z.enum(['first', 'major', 'minor', 'patch']),
  because: z.array(z.string()).describe('Why the version grew by so much'),
  pulls: z
    .array(z.strictObject({ number: z.int(), head: z.string(), title: z.string(), url: z.string() }))
    .describe('Pull requests that were merged'),
  artifact: artifactFile.nullable().describe('The file of the model; null where a prediction command needs none'),
  made: z.string().describe('Where its bytes are from'),
  features: z.array(z.string()).nullable().describe('Columns that the model reads; null where nobody knows them'),
  gates: z.array(
    z.strictObject({
      id: z.string(),
      rule: z.string(),
      outcome: z.enum([...OUTCOMES, 'not_applicable']),
      because: z.string(),
      accepted: z.strictObject({ by: z.string(), reason: z.string().nullable() }).nullable(),
    }),
  ),
  predictions: z.string().nullable().describe('Why there are none of the test rows; null where they are published'),
  stage: z.string().nullable().describe('The stage that it was given'),
  ledger: z.string().nullable().describe('Commit of the ledger that tells of the registration'),
})

export type Release = z.output<typeof releaseSchema>
