import * as z from 'zod'
import { runEventSchema } from '../ledger/event.ts'

const { comparison, evaluation, run } = runEventSchema.shape

export const runPlace = z.enum(['here', 'ledger'])

/** What `contender runs --json` prints: runs in the order that was asked for. */
export const runsSchema = z.strictObject({
  schema: z.literal('contender/runs@1'),
  contender: z.string(),
  known: z.int().describe('Runs that are known in all, before filters and the limit'),
  runs: z.array(
    z.strictObject({
      run,
      evaluation: evaluation.describe('null where the run was never judged'),
      comparison: comparison.describe('null where the run was never compared'),
      places: z.array(runPlace).describe('here: kept on this machine; ledger: recorded for all'),
    }),
  ),
})

export type Runs = z.output<typeof runsSchema>
