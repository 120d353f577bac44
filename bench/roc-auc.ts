/**
 * The share of pairs of a positive and a negative row in which the positive one scores higher; ties count half.
 *
 * Written out here so that the bench does not judge the trainer by the metric that ships with it.
 */
export function rocAuc(scores: Float64Array, labels: Float64Array): number {
  const order = Uint32Array.from(scores.keys()).sort((a, b) => scores[a]! - scores[b]!)
  let ranks = 0
  let positives = 0
  for (let start = 0; start < order.length; ) {
    let end = start
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) end++
    for (let i = start; i < end; i++) {
      if (labels[order[i]!] !== 1) continue
      ranks += (start + end + 1) / 2
      positives++
    }
    start = end
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * (order.length - positives))
}
