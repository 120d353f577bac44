import type { BinnedColumn } from './columns.ts'
import type { Derivatives } from './histogram.ts'
import { STRIDE, sumBins } from './histogram.ts'

/** Memory that every tree of a training uses again. */
export interface Workspace {
  readonly rows: Uint32Array
  readonly moved: Uint32Array
  readonly gathered: Derivatives
  /** Histograms that no node needs any more. */
  readonly spare: Float64Array[]
}

/** The memory for trees over so many rows. */
export function createWorkspace(rows: number): Workspace {
  return {
    rows: new Uint32Array(rows),
    moved: new Uint32Array(rows),
    gathered: { gradients: new Float32Array(rows), hessians: new Float32Array(rows) },
    spare: [],
  }
}

/** The histogram of the rows from `start` to before `end`. */
export function countRows(
  start: number,
  end: number,
  columns: readonly BinnedColumn[],
  derivatives: Derivatives,
  workspace: Workspace,
): Float64Array {
  const histogram = workspace.spare.pop() ?? new Float64Array(columns.length * STRIDE)
  sumBins(histogram, columns, derivatives, { rows: workspace.rows.subarray(start, end), gathered: workspace.gathered })
  return histogram
}
