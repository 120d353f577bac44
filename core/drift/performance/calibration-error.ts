const BINS = 10

/**
 * How far probabilities are from the shares that came true: the mean distance over 10 bins of as many rows each, the expected
 * calibration error that decides whether CBPE calibrates. `ece`, the metric, has 15 bins of equal width instead.
 *
 * Rows of one probability count with their mean label, so that their order, which is nobody's choice, changes nothing.
 * Time O(n).
 *
 * @param labels 1 for the positive class, else 0
 * @param scores probabilities in [0, 1]
 * @param order rows by score, lowest first; at least two
 * @returns a number in [0, 1]
 * @see Naeini, Cooper & Hauskrecht 2015, doi:10.1609/aaai.v29i1.9602; bins and values as in NannyML 0.13.1
 * @example
 * calibrationError(Uint8Array.of(0, 1, 0, 1), Float64Array.of(0.1, 0.3, 0.6, 0.8), Uint32Array.of(0, 1, 2, 3)) // 0.25
 */
export function calibrationError(labels: Uint8Array, scores: Float64Array, order: Uint32Array): number {
  const n = order.length
  const bins = n <= 2 * BINS ? Math.floor(n / 2) : BINS
  const width = Math.floor(n / bins)
  // Where the rows do not come out even, NannyML gives the last bin those that are left over.
  const count = Math.floor(n / width)
  const gaps = new Float64Array(count)
  for (let start = 0, end = 0; start < n; start = end) {
    let positives = 0
    const score = scores[order[start]!]!
    for (end = start; end < n && scores[order[end]!] === score; end++) positives += labels[order[end]!]!
    const gap = score - positives / (end - start)
    for (let place = start; place < end; place++) gaps[Math.min(count - 1, Math.floor(place / width))]! += gap
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / n
}
