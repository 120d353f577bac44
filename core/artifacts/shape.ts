import * as z from 'zod'

const rocPoint = z.strictObject({ threshold: z.number().optional(), fpr: z.number(), tpr: z.number() })
const precisionRecallPoint = z.strictObject({ threshold: z.number(), precision: z.number(), recall: z.number() })

const calibrationBin = z.strictObject({
  low: z.number(),
  high: z.number(),
  score: z.number().describe('Mean score of the rows in the bin'),
  rate: z.number().describe('Share of them that are positive'),
  rows: z.int(),
  weight: z.number(),
})

const confusion = z.strictObject({
  classes: z.array(z.string()),
  counts: z.array(z.array(z.number())).describe('Rows are labels, columns are answers; weights are summed'),
})

const scoreDistribution = z
  .strictObject({
    negative: z.array(z.number()).describe('Of each bin, the rows that are not positive; weights are summed'),
    positive: z.array(z.number()),
  })
  .describe('Scores of a binary model in equal bins from 0 to 1')

const ends = {
  low: z.number(),
  high: z.number().describe('What lies beyond either end counts in the bin there'),
}

const residualDistribution = z
  .strictObject({ ...ends, counts: z.array(z.number()) })
  .describe('Prediction minus label in equal bins; weights are summed')

const residualQuantiles = z.strictObject({
  low: z.number(),
  high: z.number(),
  rows: z.int(),
  quantiles: z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()]).describe('5, 25, 50, 75 and 95 %'),
})

const predictedActual = z
  .strictObject({
    ...ends,
    counts: z.array(z.array(z.number())).describe('Rows are labels, columns are predictions, both lowest first'),
  })
  .describe('Rows by label and prediction, in equal bins of both')

/** What pictures of a model's answers are made of, as far as its task has them. Bounded, however many rows there are. */
export const shapeFields = {
  confusion: confusion.optional(),
  calibration: z.array(calibrationBin).optional(),
  roc: z.array(rocPoint).optional(),
  precision_recall: z.array(precisionRecallPoint).optional(),
  scores: scoreDistribution.optional(),
  residuals: residualDistribution.optional(),
  residuals_by_prediction: z.array(residualQuantiles).optional().describe('Tenths of the rows, by prediction'),
  predicted_actual: predictedActual.optional(),
}

export const shapeSchema = z.strictObject(shapeFields)
export type Shape = z.output<typeof shapeSchema>
