import * as z from 'zod'

/** Parameters of the linear models. The penalty's default is that of scikit-learn's LogisticRegression and Ridge. */
export const schema = z.strictObject({
  l2: z.number().gt(0).default(1).describe('Penalty on half the square of each coefficient, in units of weighted rows'),
  min_level_rows: z.int().min(1).default(10).describe('Levels of text with fewer training rows count as one'),
  max_iterations: z.int().min(1).default(500).describe('The most steps of the optimiser'),
})

export type Parameters = z.output<typeof schema>
