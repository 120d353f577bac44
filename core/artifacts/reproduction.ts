import * as z from 'zod'
import { artifactFile, header } from './header.ts'

/** `reproduction.json`: a run that was made again from its commit, and what came of it. */
export const reproductionSchema = z.strictObject({
  schema: z.literal('contender/reproduction@1'),
  ...header,
  run: z.uuidv7().describe('The run that was made again'),
  verdict: z
    .enum(['bit-identical', 'same predictions', 'different'])
    .describe('Same predictions: no answer differs by more than rounding can make it'),
  recorded: artifactFile.describe('The model of the run'),
  again: artifactFile.describe('The model that came of it now'),
  predictions: z
    .strictObject({
      uri: z.string().describe('The test rows'),
      rows: z.int(),
      differ: z.int().describe('Rows with another answer, however near'),
      largest: z.number().describe('Largest difference of a number'),
    })
    .nullable()
    .describe('null where the bytes are the same, or the models cannot be run beside each other'),
  because: z.string().nullable().describe('Why predictions were not compared'),
  changes: z.array(z.string()).describe('Parts of the recipe that are not what they were: environment, data, code'),
  seconds: z.number(),
})

export type Reproduction = z.output<typeof reproductionSchema>
