import type { Node, Tensor } from '../onnx/build.ts'
import type { LinearSum } from './fit.ts'

/** Part of a graph: what some features add to the sums. */
export interface GraphPart {
  readonly nodes: readonly Node[]
  readonly constants: readonly Tensor[]
  /** Names of tensors of shape [rows, sums]. */
  readonly outputs: readonly string[]
}

/** Row-major weights of the coefficients from `start`: one row a coefficient, one column a sum. */
export function weightsOf(sums: readonly LinearSum[], start: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => sums.map((sum) => sum.coefficients[start + i]!)).flat()
}
