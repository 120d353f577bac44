import * as z from 'zod'
import { EXPECTATIONS } from '../expectations/read-pairs.ts'
import { digest, interval } from './header.ts'

const kind = z.strictObject({
  expect: z.enum(EXPECTATIONS),
  pairs: z.int(),
  held: z.int().describe('Pairs of which the answers stand as they should'),
  ci: interval.describe('95 % interval of the share that holds'),
  failed: z.array(z.string()).describe('Names of pairs that do not hold, at most 100'),
})

/** What a model says of the pairs of rows that its team wrote down. */
export const expectationsSchema = z.strictObject({
  file: z.string(),
  digest: digest.describe('Of the file'),
  tolerance: z.number().describe('By which answers to an invariant pair may differ'),
  pairs: z.int(),
  held: z.int(),
  ci: interval.describe('95 % interval of the share of all pairs that holds'),
  kinds: z.array(kind),
})

export type Expectations = z.output<typeof expectationsSchema>
