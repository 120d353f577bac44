/**
 * Ranks from 1; equal values share the mean of theirs. Time O(n log n).
 *
 * @param values finite numbers
 * @example
 * ranks(Float64Array.of(5, 1, 5)) // Float64Array [2.5, 1, 2.5]
 */
export function ranks(values: Float64Array): Float64Array {
  const sorted = values.toSorted()
  const result = new Map<number, number>()
  for (let from = 0; from < sorted.length; ) {
    let to = from + 1
    while (to < sorted.length && sorted[to] === sorted[from]) to++
    result.set(sorted[from]!, (from + to + 1) / 2)
    from = to
  }
  return values.map((value) => result.get(value)!)
}

/**
 * Area under the ROC curve of scores for labels 0 and 1: Mann–Whitney's U as a share. 0.5 where a class
 * has no row.
 *
 * @example
 * areaUnderCurve(Float64Array.of(0.1, 0.9), Float64Array.of(0, 1)) // 1
 */
export function areaUnderCurve(scores: Float64Array, labels: Float64Array): number {
  const ranked = ranks(scores)
  const positives = labels.reduce((sum, label) => sum + label, 0)
  const negatives = labels.length - positives
  if (positives === 0 || negatives === 0) return 0.5
  const sum = ranked.reduce((sum, rank, row) => sum + rank * labels[row]!, 0)
  return (sum - (positives * (positives + 1)) / 2) / (positives * negatives)
}
