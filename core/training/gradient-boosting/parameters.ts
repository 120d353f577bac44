import * as z from 'zod'

/** Parameters of gradient boosting. The defaults are those of scikit-learn's HistGradientBoosting. */
export const schema = z.strictObject({
  rounds: z.int().min(1).max(10_000).default(100).describe('How many trees are grown, one after another, a class'),
  learning_rate: z.number().gt(0).max(1).default(0.1).describe('How much of its step each tree may take'),
  max_leaves: z.int().min(2).max(4096).default(31).describe('The most leaves of a tree'),
  min_leaf_rows: z.int().min(1).default(20).describe('The fewest training rows a leaf may stand on'),
  l2: z.number().min(0).default(0).describe('Penalty on the square of leaf values, in units of weighted rows'),
  max_bins: z.int().min(2).max(255).default(255).describe('The most intervals the values of a number are put in'),
})

export type Parameters = z.output<typeof schema>
