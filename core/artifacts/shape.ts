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
  .describe('Scores in equal bins from 0 to 1')

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

const classShape = z
  .strictObject({
    class: z.string(),
    rows: z.int().describe('Rows of the class'),
    roc_auc: z.number().nullable().describe('Area under the whole ROC curve; null without rows of it, or of others'),
    average_precision: z.number().nullable(),
    roc: z.strictObject({ fpr: z.array(z.number()), tpr: z.array(z.number()) }).describe('Of each point'),
    precision_recall: z.strictObject({ precision: z.array(z.number()), recall: z.array(z.number()) }),
    calibration: z
      .strictObject({
        score: z.array(z.number()).describe('Mean score of the rows in the bin'),
        rate: z.array(z.number()).describe('Share of them that are of the class'),
        rows: z.array(z.int()),
      })
      .describe('Of each tenth of the scores that has rows'),
    scores: scoreDistribution,
  })
  .describe('A class against all others: positive are the rows of the class')

/** What pictures of a model's answers are made of, as far as its task has them. Bounded, however many rows there are. */
export const shapeFields = {
  confusion: confusion.optional(),
  calibration: z.array(calibrationBin).optional(),
  roc: z.array(rocPoint).optional(),
  precision_recall: z.array(precisionRecallPoint).optional(),
  scores: scoreDistribution.optional(),
  one_against_rest: z
    .array(classShape)
    .optional()
    .describe('Of a multiclass model: the classes with the most rows, at most ten, in the order of all'),
  residuals: residualDistribution.optional(),
  residuals_by_prediction: z.array(residualQuantiles).optional().describe('Tenths of the rows, by prediction'),
  predicted_actual: predictedActual.optional(),
}

export const shapeSchema = z.strictObject(shapeFields)
export type Shape = z.output<typeof shapeSchema>
export type ClassShape = z.output<typeof classShape>
