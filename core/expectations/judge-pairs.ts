import type { Expectations } from '../artifacts/expectations.ts'
import type { Sample } from '../metrics/metric.ts'
import { normalQuantile } from '../stats/normal.ts'
import { wilsonInterval } from '../stats/wilson.ts'
import { EXPECTATIONS, type Pair } from './read-pairs.ts'

/** Pairs of one kind that are named; of more their number is enough. */
const MOST_NAMED = 100

/**
 * Which pairs hold. Invariant: the answers differ by no more than the tolerance, with several classes in none of their
 * probabilities. Increase, decrease: the answer to the second row is higher, lower than that to the first.
 *
 * @param sample answers to the rows of the file
 */
export function judgePairs(pairs: readonly Pair[], sample: Sample, tolerance: number): Expectations['kinds'] {
  return EXPECTATIONS.flatMap((expect) => {
    const own = pairs.filter((pair) => pair.expect === expect)
    if (own.length === 0) return []
    const failed = own.filter((pair) => !holds(pair, sample, tolerance)).map(({ pair }) => pair)
    const held = own.length - failed.length
    return [
      { expect, pairs: own.length, held, ci: shareInterval(held, own.length), failed: failed.slice(0, MOST_NAMED) },
    ]
  })
}

/** Wilson's 95 % interval of the share of pairs that hold. @example shareInterval(8, 10) // [0.4902, 0.9433] */
export function shareInterval(held: number, pairs: number): [lo: number, hi: number] {
  return wilsonInterval(held / pairs, pairs, normalQuantile(0.975))
}

function holds({ expect, first, second }: Pair, sample: Sample, tolerance: number): boolean {
  if (expect === 'invariant') return distance(sample, first, second) <= tolerance
  const moved = answerAt(sample, second) - answerAt(sample, first)
  return expect === 'increase' ? moved > 0 : moved < 0
}

function answerAt(sample: Sample, row: number): number {
  if (sample.task === 'regression') return sample.predictions[row]!
  return (sample.scores ?? sample.answers)[row]!
}

/** How far answers to two rows are apart; those without probabilities are the same or not. */
function distance(sample: Sample, first: number, second: number): number {
  if (sample.task !== 'multiclass-classification') return Math.abs(answerAt(sample, second) - answerAt(sample, first))
  const { answers, classes, scores } = sample
  if (scores === undefined) return answers[first] === answers[second] ? 0 : 1
  const width = classes.length
  return Math.max(...classes.map((_, at) => Math.abs(scores[second * width + at]! - scores[first * width + at]!)))
}
