import * as z from 'zod'

const rows = z.array(z.number().min(0))

const numbers = z
  .strictObject({
    kind: z.literal('numeric'),
    low: z.number().exactOptional(),
    high: z
      .number()
      .exactOptional()
      .describe('What lies beyond either end counts in the bin there; neither is told of a sensitive column'),
    log: z.literal(true).exactOptional().describe('Its bins are of equal ratio, not of equal width'),
    reference: rows.describe('Rows in bins of equal width, or ratio; not whole where a stored profile tells of them'),
    current: rows,
  })
  .describe('A histogram of both sides, in the same bins')

const levels = z
  .strictObject({
    kind: z.literal('categorical'),
    levels: z
      .array(z.string())
      .exactOptional()
      .describe('Names, cut where they are long; not told of a sensitive column'),
    others: z.boolean().describe('Whether the last of the rows are those of all other categories'),
    reference: rows.describe('Rows of each category'),
    current: rows,
  })
  .describe('Its foremost categories, those with ten rows or more')

/** How a column is distributed on both sides: what its picture is made of. Bounded, however many rows and categories there are. */
export const columnShapeSchema = z.discriminatedUnion('kind', [numbers, levels])

export type ColumnShape = z.output<typeof columnShapeSchema>
export type NumberShape = z.output<typeof numbers>
export type LevelShape = z.output<typeof levels>
