import type { Column } from '../../data/table.ts'
import { suggest, UserError } from '../../errors.ts'
import type { RegressionSample } from '../../metrics/metric.ts'
import { errorsOf } from '../../metrics/regression/errors.ts'
import { once } from '../../once.ts'
import { binAgain } from '../../training/gradient-boosting/bin-again.ts'
import { boost } from '../../training/gradient-boosting/boost.ts'
import { binColumns } from '../../training/gradient-boosting/columns.ts'
import { schema } from '../../training/gradient-boosting/parameters.ts'
import { sumTrees } from '../../training/gradient-boosting/sum-trees.ts'

/** What is known of a row before its label. */
export interface Known {
  readonly features: ReadonlyMap<string, Column>
  readonly predictions: Float64Array
}

/** The loss a model is thought to have on rows without labels, one number a row, ≥ 0. */
type LossModel = (rows: Known) => Float64Array

export interface LossModels {
  readonly absolute: () => LossModel
  readonly squared: () => LossModel
}

/** No feature can have this name: models' inputs must not begin like it. */
const PREDICTION = 'contender:prediction'

/**
 * Direct loss estimation: models that say from features and prediction how large the error of a row will be, trained on rows
 * whose error is known by the built-in gradient boosting. Each is trained when first asked for.
 *
 * Time O(100 · rows · columns · depth) to train one and O(100 · rows · depth) to ask it: about 9 s and 4 s for a
 * million rows of 5 columns.
 *
 * @param sample evaluated **test** predictions: on the rows it was trained on a model errs too little
 * @param features of the same rows; times are left out, as any row of tomorrow lies beyond them
 * @param seed matters only to text of more than 255 levels
 * @see NannyML 0.13.1, performance_estimation/direct_loss_estimation (LightGBM with its defaults, which are ours too)
 * @example
 * fitLossModels(regressionSample({ labels: Float64Array.of(0, 0), predictions: Float64Array.of(1, 3) }), new Map(), 7)
 *   .absolute()({ features: new Map(), predictions: Float64Array.of(9) }) // [2]
 */
export function fitLossModels(
  sample: RegressionSample,
  features: ReadonlyMap<string, Column>,
  seed: number,
): LossModels {
  const fit = (loss: (error: number) => number) => fitLossModel(sample, features, errorsOf(sample, loss), seed)
  return { absolute: once(() => fit(Math.abs)), squared: once(() => fit((error) => error * error)) }
}

function fitLossModel(
  { rows, predictions, weights }: RegressionSample,
  features: ReadonlyMap<string, Column>,
  losses: Float64Array,
  seed: number,
): LossModel {
  const parameters = schema.parse({})
  const known = asFeatures({ features, predictions })
  const data = { task: 'regression', rows, features: known, labels: losses, classes: [], weights } as const
  const columns = binColumns(data, parameters.max_bins, seed)
  const { base, trees } = boost(data, columns, parameters)
  return (asked) => {
    const values = asFeatures(asked)
    const bins = columns.map((column) => binAgain(column, featureOf(values, column.input)))
    // Trees that correct each other may end a little below 0.
    return sumTrees(trees[0]!, base[0]!, bins, asked.predictions.length).map((loss) => Math.max(0, loss))
  }
}

function featureOf(features: ReadonlyMap<string, Column>, name: string): Column {
  const feature = features.get(name)
  if (feature !== undefined) return feature
  const names = [...features.keys()].filter((one) => one !== PREDICTION)
  throw new UserError(`Missing feature \`${name}\` in the window, ${suggest(name, names)}`)
}

function asFeatures({ features, predictions }: Known): ReadonlyMap<string, Column> {
  const usable = [...features].filter(([, column]) => column.kind === 'text' || column.type !== 'time')
  return new Map([...usable, [PREDICTION, { kind: 'number', type: 'float', values: predictions }]])
}
