import * as z from 'zod'
import { isOnGrid, type WrittenInterval } from '../data/profile/interval.ts'
import { isSketch } from '../data/profile/registers.ts'
import { header } from './header.ts'

const count = z.int().min(0)

const distinct = z.strictObject({
  estimate: z.number().min(0).describe('How many different values there are'),
  error: z.number().min(0).describe('Of the estimate, as a share of it'),
  by: z
    .enum(['count', 'sketch', 'bounds'])
    .describe('count: exact; sketch: `error` is one standard error; bounds: `error` is certain'),
  registers: z
    .base64()
    .refine((text) => isSketch(Buffer.from(text, 'base64').length), { error: 'expected the registers of a sketch' })
    .exactOptional()
    .describe('HyperLogLog registers, a byte each, for merging'),
})

const interval = z
  .union([
    z.tuple([z.number(), count]).describe('A value and its rows'),
    z.tuple([z.number().nullable(), z.number().nullable(), count]).describe('From, to and the rows between'),
  ])
  .refine((written) => isOnGrid(written as WrittenInterval), { error: 'expected an interval as Contender writes them' })

const histogram = z.union([
  z.strictObject({
    values: z.array(z.number()).describe('All values, where they are few'),
    rows: z.array(z.number()),
  }),
  z.strictObject({
    edges: z.array(z.number()).describe('Ends of bins of equal width, one more than there are bins'),
    rows: z.array(z.number()).describe('Estimated from the intervals, so not whole'),
  }),
])

const shared = {
  name: z.string(),
  missing: count.describe('Rows without a value: NULL, empty in CSV, or NaN'),
  distinct,
}

const numbers = z.strictObject({
  kind: z.literal('numbers'),
  type: z.enum(['float', 'integer', 'boolean', 'time']).describe('Times are milliseconds since 1970, UTC'),
  ...shared,
  infinite: count.describe('Rows with ∞ or −∞, which nothing below counts'),
  rank_error: z.number().min(0).max(1).describe('Certain bound on the error of ranks, as a share of the finite rows'),
  quantiles: z.record(z.string(), z.number()).describe('Share → value, estimated from the intervals'),
  histogram: histogram.exactOptional(),
  pooled: count.describe('Finite rows with no place told'),
  intervals: z.array(interval).describe('Where the other finite rows lie; all else is derived from them'),
})

const text = z.strictObject({
  kind: z.literal('text'),
  type: z.literal('text'),
  ...shared,
  count_error: count.describe('A value listed may have up to this many rows more than told'),
  unlisted_most: count.describe('No value that is not listed has more rows than this'),
  rest: count.describe('Rows of all values that are not listed'),
  values: z.array(z.tuple([z.string(), count])).describe('Frequent values and their rows, most frequent first'),
})

const hidden = z.strictObject({
  kind: z.literal('hidden').describe('Sensitive, a name of rows or people, or likely personal: nothing of its values'),
  type: z.enum(['float', 'integer', 'boolean', 'time', 'text']),
  ...shared,
})

const column = z.discriminatedUnion('kind', [numbers, text, hidden])

/** `profile.json`: a summary of every column, to compare data by without having them. */
export const profileSchema = z
  .strictObject({
    schema: z.literal('contender/profile@1'),
    ...header,
    sources: z.array(z.strictObject({ uri: z.string(), rows: count })).min(1),
    rows: count,
    columns: z.array(column),
  })
  .superRefine(({ columns, rows, sources }, context) => {
    const off = (path: (string | number)[], found: number) =>
      found !== rows &&
      context.addIssue({ code: 'custom', path, message: `expected ${rows} rows in sum, not ${found}` })
    off(['sources'], sum(sources.map((source) => source.rows)))
    for (const [at, column] of columns.entries()) {
      if (column.kind !== 'hidden') off(['columns', at], rowsOf(column))
    }
  })

function rowsOf(column: NumberProfile | TextProfile): number {
  if (column.kind === 'text') return column.missing + column.rest + sum(column.values.map(([, rows]) => rows))
  return column.missing + column.infinite + column.pooled + sum(column.intervals.map((written) => written.at(-1)!))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

export type Profile = z.output<typeof profileSchema>
export type ColumnProfile = Profile['columns'][number]
export type NumberProfile = z.output<typeof numbers>
export type TextProfile = z.output<typeof text>
export type Distinct = z.output<typeof distinct>
