import type { Parted } from '../compared.ts'
import type { Measure } from './permute-blocks.ts'

/**
 * The measure of gaps between a numeric column's cells: Kolmogorov's distance and W1 on the grid, each cell's rows at their mean.
 * `distance` is W1 in the unit of the values.
 */
export function measureGrid(positions: Float64Array): Measure {
  return (gaps) => {
    let gap = 0
    let widest = 0
    let area = 0
    for (let k = 0; k + 1 < gaps.length; k++) {
      gap += gaps[k]!
      widest = Math.max(widest, Math.abs(gap))
      area += Math.abs(gap) * (positions[k + 1]! - positions[k]!)
    }
    return { statistic: widest, distance: area }
  }
}

/**
 * The measure of gaps between shares of categories: Σ gap² / share of both together, which is χ² but for a factor, and 8 ln 2 times the squared
 * Jensen–Shannon distance to second order. `distance` is the same.
 */
export function measureLevels({ cells, reference, current }: Parted): Measure {
  const shares = new Float64Array(cells)
  for (const { rows } of [reference, current]) for (let at = 0; at < rows.length; at++) shares[at % cells]! += rows[at]!
  const all = shares.reduce((sum, rows) => sum + rows, 0)
  return (gaps) => {
    let sum = 0
    for (let k = 0; k < cells; k++) if (shares[k]! > 0) sum += gaps[k]! ** 2 / (shares[k]! / all)
    return { statistic: sum, distance: sum }
  }
}
