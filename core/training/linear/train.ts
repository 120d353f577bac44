import { checkTrainingData } from '../features.ts'
import { readParameters } from '../parameters.ts'
import type { Trainer } from '../trainer.ts'
import { designMatrix } from './design.ts'
import { fit } from './fit.ts'
import { schema } from './parameters.ts'
import { toOnnx } from './to-onnx.ts'

/**
 * Trains a linear model with an L2 penalty: logistic regression, multinomial regression or least squares.
 *
 * Numbers are standardised; a missing one is given the mean, and an indicator where training had
 * missing ones. Text has a coefficient a level; rare and unknown levels share one. A weight counts as
 * that many rows. Nothing is random, so the seed does not matter.
 *
 * Time O(iterations · classes · rows · features), memory 4 bytes a value and 16 bytes a row and class.
 *
 * @throws {UserError} on an unknown or impossible parameter, a time among the features, or a target with one value
 * @example
 * linear(data, { l2: 0.1 }, 7) instanceof Uint8Array // true
 */
export const linear: Trainer = (data, params) => {
  const parameters = readParameters(schema, params, 'linear')
  checkTrainingData(data)
  const design = designMatrix(data, parameters.min_level_rows)
  return toOnnx(data, design, fit(data, design, parameters))
}
