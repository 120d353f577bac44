import assert from 'node:assert/strict'
import { test } from 'node:test'
import { metricOf } from '../../core/metrics/index.ts'
import { regressionSample } from '../../core/metrics/sample.ts'
import { comparePrevious, isBetter } from '../../core/response/compare-previous.ts'

const labels = Float64Array.from({ length: 200 }, (_, row) => row % 7)
const off = (by: (row: number) => number) =>
  regressionSample({ labels, predictions: labels.map((label, row) => label + by(row)) })
const compare = (previous: (row: number) => number, now: (row: number) => number) =>
  comparePrevious(
    { candidate: [off(previous)], baseline: [off(now)], groups: undefined, seed: 1 },
    { metric: metricOf('regression', 'mae') as never, margin: { kind: 'absolute', value: 0.1 } },
    { version: 'v0.9.0', stage: null },
  )

test('the version before is better where the whole interval of the difference on the same rows says so', () => {
  const better = compare(
    (row) => (row % 2 ? 0.5 : -0.5),
    (row) => 2 + (row % 3) / 10,
  )
  assert.deepEqual([better.version, better.metric, isBetter(better)], ['v0.9.0', 'mae', true])
  assert.ok(better.comparison.ci![1] < 0)
})

test('no worse than the margin, the same and worse are not better', () => {
  const near = (by: number) => (row: number) => by + (row % 5) / 10
  for (const [previous, now] of [
    [near(1), near(1)],
    [near(1), (row: number) => 1 + ((row + 2) % 5) / 10],
    [near(2), near(1)],
  ] as const)
    assert.equal(isBetter(compare(previous, now)), false)
})
