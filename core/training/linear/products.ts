import type { Design } from './design.ts'
import { widthOf } from './design.ts'

/**
 * Adds to each row's sum what the coefficients give it: sums + X · coefficients.
 *
 * @param coefficients `design.width` numbers
 */
export function addRowSums({ terms }: Design, coefficients: Float64Array, sums: Float64Array): void {
  let at = 0
  for (const term of terms) {
    if (term.kind === 'number') addScaled(term.values, coefficients[at]!, sums)
    else {
      for (let row = 0; row < sums.length; row++) sums[row]! += coefficients[at + term.codes[row]!]!
    }
    at += widthOf(term)
  }
}

/**
 * The sum of what each row has, times a number of its own: Xᵀ · residuals.
 *
 * @returns `design.width` numbers
 */
export function sumOverRows({ terms, width }: Design, residuals: Float64Array): Float64Array {
  const totals = new Float64Array(width)
  let at = 0
  for (const term of terms) {
    if (term.kind === 'number') totals[at] = dot(term.values, residuals)
    else {
      for (let row = 0; row < residuals.length; row++) totals[at + term.codes[row]!]! += residuals[row]!
    }
    at += widthOf(term)
  }
  return totals
}

/**
 * The same with squares of what each row has: the diagonal of Xᵀ · diag(weights) · X.
 *
 * @returns `design.width` numbers ≥ 0
 */
export function sumSquaresOverRows({ terms, width, rows }: Design, weights: Float64Array | undefined): Float64Array {
  const squared = terms.map((term) =>
    term.kind === 'number' ? { ...term, values: term.values.map((x) => x * x) } : term,
  )
  const ones = weights ?? new Float64Array(rows).fill(1)
  return sumOverRows({ terms: squared, width, rows, numbers: new Map(), texts: new Map() }, ones)
}

function addScaled(values: Float32Array, factor: number, sums: Float64Array): void {
  for (let row = 0; row < sums.length; row++) sums[row]! += values[row]! * factor
}

function dot(values: Float32Array, residuals: Float64Array): number {
  let total = 0
  for (let row = 0; row < residuals.length; row++) total += values[row]! * residuals[row]!
  return total
}
