import * as z from 'zod'
import { gitPlace } from '../../core/io/git-place.ts'
import { renderVerification } from '../../reports/audit.ts'
import { defineAction } from '../action.ts'
import { checkLedger } from './check-ledger.ts'
import { localInput } from './inputs.ts'

/** `contender audit verify` */
export const auditVerify = defineAction({
  name: 'audit verify',
  summary: 'whether the ledger was only ever added to, and agrees with the tags',
  examples: [
    ['contender audit verify', 'the ledger of origin, against its tags and what this clone has seen of it'],
    ['contender audit verify --head 3f2a9c41d0', 'and it must still hold this commit, noted down before'],
  ],
  inputs: z.strictObject({
    head: z
      .string()
      .regex(/^[0-9a-f]{7,64}$/, { error: 'expected a commit of the ledger, at least 7 of its digits' })
      .optional()
      .describe('A commit that the ledger had, as a release or a comment recorded it'),
    ...localInput,
  }),
  async main(input, host) {
    const { verification } = await checkLedger(await gitPlace(host.directory), input, host)
    return { outcome: verification.outcome, text: renderVerification(verification, host.paint), artifact: verification }
  },
})
