import type { TrainingData } from '../trainer.ts'
import type { Design } from './design.ts'
import type { Slope } from './lbfgs.ts'
import { minimize } from './lbfgs.ts'
import { lossOf } from './losses.ts'
import type { Parameters } from './parameters.ts'
import { addRowSums, sumOverRows, sumSquaresOverRows } from './products.ts'

/** One linear function of a row. */
export interface LinearSum {
  readonly intercept: number
  /** In the order of the design's terms. */
  readonly coefficients: Float64Array
}

const TOLERANCE = 1e-7

/**
 * The coefficients that lower loss + l2 / 2 · Σ coefficient² most; intercepts go free of the penalty.
 *
 * Unlike Newton's method it never holds the second derivatives, so text of thousands of levels is no
 * obstacle. Each variable is first scaled by its own second derivative at the start, because
 * a level of ten rows and a number that all rows have bend the loss very differently.
 *
 * @returns one sum, or one a class where there are more than two
 */
export function fit(
  data: TrainingData,
  design: Design,
  { l2, max_iterations: maxIterations }: Parameters,
): LinearSum[] {
  const count = data.task === 'multiclass-classification' ? data.classes.length : 1
  const size = design.width + 1
  const loss = lossOf(data)
  const scales = scaling(data, design, l2)
  const sums = Array.from({ length: count }, () => new Float64Array(design.rows))
  const residuals = Array.from({ length: count }, () => new Float64Array(design.rows))

  /** The part of the scaled variables that belongs to sum k, in its own units; the intercept is last. */
  const own = (point: Float64Array, k: number): Float64Array => {
    return point.subarray(k * size, (k + 1) * size).map((x, i) => x * scales[i]!)
  }
  const evaluate = (point: Float64Array): Slope => {
    let penalty = 0
    sums.forEach((sum, k) => {
      const variables = own(point, k)
      sum.fill(variables[design.width]!)
      addRowSums(design, variables, sum)
      for (let i = 0; i < design.width; i++) penalty += (l2 / 2) * variables[i]! ** 2
    })
    const value = loss(sums, residuals) + penalty
    const gradient = new Float64Array(point.length)
    residuals.forEach((residual, k) => {
      const variables = own(point, k)
      const totals = sumOverRows(design, residual)
      for (let i = 0; i < design.width; i++) gradient[k * size + i] = (totals[i]! + l2 * variables[i]!) * scales[i]!
      gradient[k * size + design.width] = residual.reduce((total, one) => total + one, 0) * scales[design.width]!
    })
    return { value, gradient }
  }

  const best = minimize(evaluate, new Float64Array(count * size), { maxIterations, tolerance: TOLERANCE })
  return sums.map((_, k) => {
    const variables = own(best, k)
    return { intercept: variables[design.width]!, coefficients: variables.subarray(0, design.width) }
  })
}

/** One over the root of each variable's second derivative at the start; the intercept is last. */
function scaling({ task, weights, classes, rows }: TrainingData, design: Design, l2: number): Float64Array {
  const share = 1 / Math.max(classes.length, 1)
  const bend = task === 'regression' ? 1 : share * (1 - share)
  const squares = sumSquaresOverRows(design, weights)
  const total = weights === undefined ? rows : weights.reduce((sum, weight) => sum + weight, 0)
  return Float64Array.of(...Array.from(squares, (square) => (bend * square + l2) ** -0.5), (bend * total) ** -0.5)
}
