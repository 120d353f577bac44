import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Drift } from '../../core/artifacts/drift.ts'
import { IMPOSSIBLE } from '../../core/drift/policy/impossible-answers.ts'
import { sayWatching } from '../../reports/drift/watching.ts'
import { numeric, watchDrift } from './example-drift.ts'

test('sayWatching: one window may be chance, and the next ones tell', () => {
  assert.match(
    sayWatching(watchDrift()),
    /^one window over the floor may be chance\. If one of the next two is over it too/,
  )
})

test('sayWatching: what cannot be compared by season is told which reference would tell, and promised nothing', () => {
  const drift = watchDrift()
  const features = drift.features.map((one) => (one.over ? { ...one, unmatched: true as const } : one))
  assert.match(sayWatching({ ...drift, features }), /^it is watch at most while .* give a reference of whole weeks/)
})

test('sayWatching: impossible answers are no chance', () => {
  const impossible = numeric(IMPOSSIBLE, { over: true, times: 1.3, verdict: 'watch' })
  const drift: Drift = { ...watchDrift(), predictions: { features: [impossible], verdict: 'watch' } }
  assert.match(
    sayWatching(drift, 'predictions'),
    /^it is no chance\. If one of the next two windows is over the floor too/,
  )
})
