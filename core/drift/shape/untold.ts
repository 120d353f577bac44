import type { ColumnShape } from '../../artifacts/column-shape.ts'

/** The same without a value: how rows are spread, and not over what. */
export function untold(shape: ColumnShape): ColumnShape {
  const { current, reference } = shape
  return shape.kind === 'numeric'
    ? { kind: 'numeric', reference, current }
    : { kind: 'categorical', others: shape.others, reference, current }
}
