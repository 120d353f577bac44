import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SliceComparison } from '../../core/artifacts/comparison.ts'
import { gainIn } from '../../core/comparison/gain-in.ts'
import { byHarm } from '../../reports/by-harm.ts'
import { arrowOf } from '../../reports/words.ts'
import { judged } from '../reports/example-report.ts'

const bias = { ...judged, higher_is_better: false }

test('gainIn: positive is better, whichever way a metric goes', () => {
  assert.deepEqual(gainIn('roc_auc', judged), { value: judged.delta, ci: judged.ci })
  assert.deepEqual(gainIn('log_loss', { ...judged, higher_is_better: false, delta: 0.2, ci: [0.1, 0.3] }), {
    value: -0.2,
    ci: [-0.3, -0.1],
  })
  assert.equal(gainIn('roc_auc', { ...judged, delta: null }), undefined)
})

test('gainIn: a bias gains by coming nearer to zero, from either side, and without an interval too', () => {
  const nearer = { ...bias, baseline: -3, candidate: 1, delta: 4, ci: [3, 5] as const }
  assert.deepEqual(gainIn('bias', { ...nearer, gain_ci: [1, 3] }), { value: 2, ci: [1, 3] })
  assert.deepEqual(gainIn('bias', { ...nearer, ci: null }), { value: 2, ci: null })
  assert.deepEqual(gainIn('bias', { ...bias, baseline: 2, candidate: 2, delta: 0, ci: [0, 0] }), {
    value: 0,
    ci: [0, 0],
  })
})

test('byHarm: of a bias the slice that went furthest from zero comes first', () => {
  const slice = (name: string, baseline: number, candidate: number): SliceComparison => ({
    by: { name },
    rows: 300,
    too_small: null,
    found: false,
    metrics: { bias: { ...bias, baseline, candidate, delta: candidate - baseline, ci: null, detectable_loss: null } },
  })
  const sorted = byHarm([slice('up to zero', -3, 0), slice('down from zero', 0, -3), slice('still', 1, 1)], 'bias')
  assert.deepEqual(
    sorted.map(({ by }) => by.name),
    ['down from zero', 'still', 'up to zero'],
  )
  assert.equal(arrowOf('bias', bias), '→0')
})
