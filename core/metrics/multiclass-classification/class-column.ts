/**
 * The probabilities of one class.
 *
 * @param scores row-major, rows × `width`
 * @param k position of the class
 * @param width number of classes
 * @example
 * classColumn(Float64Array.of(0.9, 0.1, 0.3, 0.7), 1, 2) // [0.1, 0.7]
 */
export function classColumn(scores: Float64Array, k: number, width: number): Float64Array {
  const column = new Float64Array(scores.length / width)
  for (let row = 0; row < column.length; row++) column[row] = scores[row * width + k]!
  return column
}
