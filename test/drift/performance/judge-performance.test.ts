import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgePerformance } from '../../../core/drift/performance/judge-performance.ts'
import { metricsOf } from '../../../core/metrics/metrics-of.ts'
import { binarySample } from '../../../core/metrics/sample.ts'

/** 400 rows, of which this share is answered rightly. */
function sample(right: number) {
  const labels = Uint8Array.from({ length: 400 }, (_, row) => (row < 400 * right ? 1 : 0))
  return binarySample({ labels, scores: new Float64Array(400).fill(0.9) })
}

function said(before: number, now: number, margin: number): string {
  return judgePerformance({
    on: 'the test rows',
    reference: { sample: sample(before), groups: undefined },
    labelled: {
      cohort: undefined,
      expected: 500,
      unanswered: 0,
      sample: sample(now),
      groups: undefined,
      times: undefined,
    },
    ...{ referenceTimes: undefined, estimated: undefined, checked: {}, history: [], version: 'v1', seed: 7 },
    metrics: metricsOf('binary-classification', ['accuracy'], []),
    margin: { kind: 'absolute', value: margin },
  }).because
}

test('judgePerformance: says from where to where the metric went, and a gain as one', () => {
  assert.match(
    said(0.9, 0.6, 0.05),
    /^accuracy is worse than on the test rows, 0\.900 → 0\.600, by \+0\.300 \[\+0\.\d+, \+0\.\d+\] \(80 % of the rows have a label\), wholly beyond the margin of 0\.05$/,
  )
  assert.match(
    said(0.6, 0.7, 0.05),
    /^accuracy is better than on the test rows, 0\.600 → 0\.700, by \+0\.100 \[\+0\.0\d+, \+0\.1\d+\] \(80 % of the rows have a label\)$/,
  )
  assert.match(said(0.7, 0.71, 0.001), /is perhaps better .*, and no loss beyond the margin of 0\.001 is shown$/)
  assert.match(said(0.7, 0.69, 0.001), /is perhaps worse .*, and no loss beyond the margin of 0\.001 is shown$/)
})
