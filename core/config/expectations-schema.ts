import * as z from 'zod'
import { path } from './parts.ts'
import { section } from './section.ts'

const FORM = 'expected the path of a file of paired rows, or a section with `file` and `tolerance`'
const FILE = 'the path of a file of paired rows'
const TOLERANCE = 'expected a number ≥ 0'

/** `evaluate.expectations` */
export const expectationsConfigSchema = z
  .union(
    [
      path(FILE).transform((file): { readonly file: string; readonly tolerance?: number } => ({ file })),
      section({
        file: path(FILE).describe('Rows with `pair` and `expect`: CSV, Parquet or JSON Lines'),
        tolerance: z
          .number({ error: TOLERANCE })
          .min(0, { error: TOLERANCE })
          .exactOptional()
          .describe('By which answers to an invariant pair may differ; 0.01 of a probability where none is named'),
      }),
    ],
    { error: FORM },
  )
  .describe('Pairs of rows, and how the answers to them should stand to each other')
