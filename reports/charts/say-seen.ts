import type { ColumnShape } from '../../core/artifacts/column-shape.ts'
import { columnBars, edgesOf, type SideNames, sayEdge } from './column-bars.ts'

/**
 * What is seen in the picture of a column, in words: where the middle half of its rows lies, or the share of each category. '' where its
 * values are not told.
 *
 * @example
 * saySeen({ kind: 'numeric', low: 0, high: 4, reference: [1, 1, 1, 1], current: [0, 0, 1, 1] }, { reference: 'reference', current: 'window' })
 * // 'Half of the rows lie between 1 and 3 in the reference, between 2.5 and 3.5 in the window.'
 */
export function saySeen(shape: ColumnShape, names: SideNames): string {
  if (shape.kind === 'categorical') {
    const bars = shape.levels === undefined ? [] : columnBars(shape, names)
    return bars.length === 0 ? '' : `${bars.map(({ tip }) => tip).join('; ')}.`
  }
  const edges = edgesOf(shape)
  if (edges === undefined) return ''
  const half = (rows: readonly number[]) =>
    `between ${[0.25, 0.75].map((share) => sayEdge(quantile(rows, edges, share), shape)).join(' and ')}`
  return `Half of the rows lie ${half(shape.reference)} in the ${names.reference.replace(/^this /, '')}, ${half(shape.current)} in the ${names.current.replace(/^this /, '')}.`
}

/** The place up to which so many of the rows lie, those of a bin spread evenly in it. */
function quantile(rows: readonly number[], edges: readonly number[], share: number): number {
  const wanted = share * rows.reduce((all, count) => all + count, 0)
  let below = 0
  for (const [bin, count] of rows.entries()) {
    if (count > 0 && below + count >= wanted)
      return edges[bin]! + ((wanted - below) / count) * (edges[bin + 1]! - edges[bin]!)
    below += count
  }
  return edges.at(-1)!
}
