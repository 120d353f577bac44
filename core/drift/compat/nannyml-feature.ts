import type { DriftFeature, DriftTest } from '../../artifacts/drift.ts'
import type { Column } from '../../data/table.ts'
import type { DriftMethod } from '../methods.ts'
import { measuredAs, testedAs } from '../tested-as.ts'
import { unanswered } from '../unanswered.ts'
import type { CompatColumn } from './compat-column.ts'
import { nannymlChunks } from './nannyml-chunks.ts'
import { type NannymlPair, nannymlMeasure } from './nannyml-measures.ts'
import { nannymlPairs, rowsBetween } from './nannyml-pairs.ts'
import { nannymlThreshold } from './nannyml-threshold.ts'
import { peerFeature } from './peer-feature.ts'

/**
 * A column judged as NannyML 0.13 judges a chunk: by Jensen–Shannon, or by the measures asked for, each drifted above the mean
 * and three standard deviations of the reference's own chunks; χ² at p < 0.05.
 *
 * NannyML cannot take infinite values, here they are missing. One column at a time: time O(n log n + m log m), memory 40 bytes a
 * row.
 *
 * @see UnivariateDriftCalculator in nannyml/drift/univariate/calculator.py, NannyML 0.13
 */
export function nannymlFeature(column: CompatColumn): DriftFeature {
  const { reference, current, methods } = column
  const kind = reference.kind === 'text' || reference.type === 'boolean' ? 'categorical' : 'numeric'
  const asked: readonly DriftMethod[] = methods.length > 0 ? methods : ['js']
  return peerFeature(
    column,
    kind,
    isTime(reference) ? 'NannyML does not compare times' : tests(reference, current, asked),
  )
}

function tests(reference: Column, current: Column, methods: readonly DriftMethod[]): readonly DriftTest[] | string {
  if (reference.kind !== current.kind) return 'One sample has numbers and the other text'
  const pairWith = nannymlPairs(reference)
  const pair = pairWith(current)
  if (pair === undefined) return 'A sample has no value'
  const chunks = nannymlChunks(reference.kind === 'text' ? reference.codes.length : reference.values.length)
  if (chunks === undefined) return 'NannyML cuts the reference into ten chunks, for which it has too few rows'
  const known = methods.filter((method) => nannymlMeasure(method, pair) !== undefined)
  const scores = new Map(known.map((method) => [method, [] as number[]]))
  for (let k = 0; k + 1 < chunks.length; k++) {
    const chunk = pairWith(rowsBetween(reference, chunks[k]!, chunks[k + 1]!))
    if (chunk === undefined) continue
    for (const [method, list] of scores) list.push(distanceOf(method, chunk))
  }
  return methods.map((method) => judged(method, pair, scores.get(method) ?? []))
}

function judged(method: DriftMethod, pair: NannymlPair, ofChunks: readonly number[]): DriftTest {
  const answer = nannymlMeasure(method, pair)
  if (answer === undefined) {
    const kind = pair.kind === 'numeric' ? 'numbers' : 'categories'
    return unanswered(method, `NannyML has no ${method} for columns of ${kind}`)
  }
  if (typeof answer !== 'number') return { ...testedAs(method, answer), threshold: P, drifted: answer.pValue < P }
  const { upper } = nannymlThreshold(ofChunks, { highest: method === 'ks' ? 1 : Infinity })
  // Chunks of values so large that their deviation is infinite set no threshold, and nothing is above it.
  return { ...measuredAs(method, answer), ...(Number.isFinite(upper) && { threshold: upper }), drifted: answer > upper }
}

/** Below it χ² alarms; NannyML takes no other. */
const P = 0.05

/** χ² needs no score of a chunk, since its threshold is fixed. */
function distanceOf(method: DriftMethod, chunk: NannymlPair): number {
  const answer = method === 'chi_square' ? Number.NaN : nannymlMeasure(method, chunk)
  return typeof answer === 'number' ? answer : Number.NaN
}

function isTime(column: Column): boolean {
  return column.kind === 'number' && column.type === 'time'
}
