import * as z from 'zod'
import { digest } from './header.ts'

const text = z.string().nullable()

const origin = z.strictObject({
  kind: z.enum(['ledger', 'tag', 'commit', 'release', 'folder', 'made']),
  ref: z
    .string()
    .describe(
      "ledger: a file of it, at its head; tag: of the registry; commit: `<commit>:<path>`; release, folder: a file; made: the pack's own files",
    ),
})

/** `index.json` of an evidence pack: what is in it, where that is from, and what is not there. */
export const evidenceSchema = z.strictObject({
  schema: z.literal('contender/evidence@1'),
  contender: z.string().describe('Version of Contender'),
  model: z.string(),
  version: z.string(),
  deprecated: z.boolean(),
  stages: z.array(z.string()).describe('Stages that it holds'),
  artifact: z.strictObject({ uri: text, digest: text }).describe('The model file, which is not in the pack'),
  commit: z.strictObject({ sha: z.string(), subject: text, author: text, at: text }),
  tag: z.strictObject({ name: z.string(), at: z.iso.datetime(), by: z.string() }),
  as_of: z.iso.datetime().describe('Newest time that anything in the pack tells of'),
  ledger: z.strictObject({
    place: z.string(),
    head: text.describe('Commit of the ledger that all was read at'),
    outcome: z.enum(['pass', 'fail']).describe('Of `contender audit verify`'),
    findings: z.int(),
    asked: z.boolean().describe('Whether GitHub was asked who wrote the events'),
  }),
  files: z
    .array(
      z.strictObject({
        file: z.string(),
        about: z.string(),
        digest,
        bytes: z.int(),
        from: z.array(origin),
      }),
    )
    .describe('All but index.html, index.json, README.md and SHA256SUMS'),
  missing: z.array(z.strictObject({ what: z.string(), why: z.string() })),
  notes: z.array(z.string()).describe('What was chosen among several, and what that is worth'),
  disagreements: z.array(z.string()).describe('What two parts of the evidence tell otherwise'),
})

export type EvidenceIndex = z.output<typeof evidenceSchema>
export type Origin = z.output<typeof origin>
