import * as z from 'zod'
import { auditEventSchema } from '../ledger/event.ts'
import { KINDS } from '../ledger/verify/finding.ts'

const head = z.string().nullable().describe('Commit of the last event; null before the first')

/** What `audit verify --json` prints. */
export const auditVerificationSchema = z.strictObject({
  schema: z.literal('contender/audit-verification@1'),
  place: z.string(),
  head,
  commits: z.int(),
  events: z.int().describe('Of every kind'),
  kinds: z
    .strictObject({ audit: z.int(), runs: z.int(), drift: z.int(), retrain: z.int() })
    .describe('Events of each: `contender audit log` shows those of audit'),
  tags: z.int().describe('Of the registry'),
  anchors: z.int().describe('Commits that the ledger must have: of tags, of this clone, of --head'),
  findings: z.array(
    z.strictObject({
      kind: z.enum(KINDS),
      commit: z.string().nullable().describe('Of the ledger'),
      path: z.string().nullable().describe('The event'),
      tag: z.string().nullable(),
      message: z.string(),
    }),
  ),
  notes: z.array(z.string()).describe('Worth knowing, and not wrong'),
  outcome: z.enum(['pass', 'fail']),
})

export type AuditVerification = z.output<typeof auditVerificationSchema>

const signers = z
  .record(z.string(), z.string())
  .nullable()
  .describe('By id of an event, the App that wrote it here, as GitHub has it; null: GitHub was not asked')

/** What `audit log --json` prints. */
export const auditLogSchema = z.strictObject({
  schema: z.literal('contender/audit-log@1'),
  place: z.string(),
  head,
  events: z.array(auditEventSchema).describe('Newest first'),
  signers,
})

export type AuditLog = z.output<typeof auditLogSchema>

/** What `audit export` writes as JSON. */
export const auditExportSchema = z.strictObject({
  schema: z.literal('contender/audit-export@1'),
  place: z.string(),
  head: head.describe('Commit of the ledger that the events were read at; null before the first'),
  from: z.iso.datetime().nullable().describe('UTC; null: from the first event on'),
  to: z.iso.datetime().nullable().describe('UTC, itself left out; null: to the last event'),
  events: z.array(auditEventSchema).describe('Oldest first; what looks like a secret is ***'),
  signers,
})

export type AuditExport = z.output<typeof auditExportSchema>
