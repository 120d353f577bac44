/**
 * DeLong's test by its definition: placements counted over all pairs of a positive and a negative
 * row, O(n²), and their sample covariances.
 */
export function delongByDefinition(labels: readonly number[], one: readonly number[], other: readonly number[]) {
  const [a, b] = [placements(labels, one), placements(labels, other)]
  const variance =
    varianceOfMean(a.positives.map((value, i) => value - b.positives[i]!)) +
    varianceOfMean(a.negatives.map((value, i) => value - b.negatives[i]!))
  return {
    areas: [mean(a.positives), mean(b.positives)] as const,
    difference: mean(a.positives) - mean(b.positives),
    variance,
  }
}

function placements(labels: readonly number[], scores: readonly number[]) {
  const of = (label: number) => scores.filter((_, row) => labels[row] === label)
  const [positive, negative] = [of(1), of(0)]
  const above = (high: number, low: number) => (high > low ? 1 : high === low ? 0.5 : 0)
  return {
    positives: positive.map((high) => mean(negative.map((low) => above(high, low)))),
    negatives: negative.map((low) => mean(positive.map((high) => above(high, low)))),
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function varianceOfMean(values: readonly number[]): number {
  const middle = mean(values)
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1) / values.length
}
