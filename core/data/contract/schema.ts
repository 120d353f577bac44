import * as z from 'zod'
import { section } from '../../config/section.ts'
import { duration } from '../../config/units.ts'
import { type FreeCheck, SETTINGS } from '../quality/check.ts'

/** What a column may hold. */
const TYPES = ['integer', 'float', 'boolean', 'time', 'text'] as const

const DATE = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z?)?$/
const BOUND = 'expected a number, or for times a date such as 2026-01-31 or 2026-01-31T10:00Z'
const VALUES = 'expected a list of values as they stand in the data'
const SHARE = 'expected a share of the rows in [0, 1]'
const COUNT = 'expected a whole number of rows ≥ 0'

const bound = z.union(
  [
    z.number(),
    z
      .string()
      .regex(DATE)
      .refine((text) => !Number.isNaN(millisecondsOf(text)), { error: BOUND }),
  ],
  { error: BOUND },
)
const share = z.number({ error: SHARE }).min(0, { error: SHARE }).max(1, { error: SHARE })
const count = z.int({ error: COUNT }).min(0, { error: COUNT })

const column = section({
  type: z.enum(TYPES, { error: `expected one of ${TYPES.join(', ')}` }).describe('What the column holds'),
  min: bound.exactOptional().describe('No value lies below'),
  max: bound.exactOptional().describe('No value lies above'),
  values: z
    .array(z.union([z.string(), z.number(), z.boolean()]), { error: VALUES })
    .min(1, { error: VALUES })
    .exactOptional()
    .describe('The only values allowed'),
  missing: share.exactOptional().describe('Largest share of rows without a value'),
  unique: z
    .boolean({ error: 'expected true or false' })
    .exactOptional()
    .describe('Whether each value stands in one row only'),
  max_age: duration.exactOptional().describe('The newest time may be this old: 30d'),
})

const rows = section({
  min: count.exactOptional().describe('Fewest rows'),
  max: count.exactOptional().describe('Most rows'),
})

const setting = (about: string) =>
  z
    .enum(SETTINGS, { error: `expected one of ${SETTINGS.join(', ')}` })
    .exactOptional()
    .describe(about)

const model = section({
  rows: section({
    train: rows.exactOptional(),
    test: rows.exactOptional(),
    validation: rows.exactOptional(),
  })
    .default({})
    .describe('How many rows each part of the data holds'),
  columns: z
    .record(z.string(), column, { error: 'expected a name and a section for each column' })
    .default({})
    .describe('Columns that every part of the data has'),
  relations: z
    .array(z.string({ error: 'expected a relation such as end >= start' }), {
      error: 'expected a list of relations such as end >= start',
    })
    .default([])
    .describe('What holds between columns in every row: end >= start'),
  checks: section({
    undeclared_columns: setting('A column that the contract does not name'),
    duplicates: setting('Rows that equal an earlier one'),
    constant: setting('A column that holds one value only'),
    leakage: setting('A feature that alone predicts the target almost perfectly'),
    clock: setting('A clock whose digits predict the target'),
    shared_rows: setting('Rows of the test data that stand in the training data too'),
    shared_ids: setting('Ids that training and test data share'),
    shared_groups: setting('Groups that training and test data share'),
    time_order: setting('Training rows that are later than the first test row'),
    classes: setting('A class that one part of the data lacks'),
    personal_data: setting('Likely personal data in a column that is not declared sensitive'),
  } satisfies Record<FreeCheck, unknown>)
    .default({})
    .describe('What a finding of the checks that need no contract comes to; off does not look'),
})

/** The whole of `contender.schema.yml`. */
export const contractSchema = section({
  models: z.record(z.string(), model, { error: 'expected a name and a section for each model' }),
})

export type ModelContract = z.output<typeof model>
export type ColumnContract = z.output<typeof column>
export type ColumnKind = (typeof TYPES)[number]

/**
 * A date of a contract as milliseconds since 1970; without a zone it is UTC. NaN for what is none.
 *
 * @example
 * millisecondsOf('1970-01-02') // 86400000
 */
export function millisecondsOf(date: string): number {
  const iso = date.replace(' ', 'T').replace(/Z$/, '')
  return Date.parse(iso.includes('T') ? `${iso}Z` : iso)
}
