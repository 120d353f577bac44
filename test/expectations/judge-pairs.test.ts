import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgePairs, shareInterval } from '../../core/expectations/judge-pairs.ts'
import type { Pair } from '../../core/expectations/read-pairs.ts'
import { judgeExpectations } from '../../core/gates/expectations.ts'
import { gateId } from '../../core/gates/gate-id.ts'
import { judgeGates } from '../../core/gates.ts'
import { multiclassSample, regressionSample } from '../../core/metrics/sample.ts'

const pair = (expect: Pair['expect'], at: number): Pair => ({
  pair: `p${at}`,
  expect,
  first: 2 * at,
  second: 2 * at + 1,
})

test('judgePairs: tolerance, direction, and a model that does not move', () => {
  const predictions = Float64Array.of(1, 1.5, 1, 1.6, 1, 2, 2, 2, 3, 2, 2, 3)
  const sample = regressionSample({ labels: new Float64Array(12), predictions, weights: undefined })
  const kinds = ['invariant', 'invariant', 'increase', 'increase', 'decrease', 'decrease'] as const
  const found = judgePairs(kinds.map(pair), sample, 0.5)
  assert.deepEqual(
    found.map(({ expect, failed, held, pairs }) => [expect, held, pairs, failed]),
    [
      ['invariant', 1, 2, ['p1']],
      ['increase', 1, 2, ['p3']],
      ['decrease', 1, 2, ['p5']],
    ],
  )
  assert.deepEqual(found[0]!.ci, shareInterval(1, 2))
})

test('judgePairs: of several classes every probability must stay', () => {
  const scores = Float64Array.of(0.5, 0.3, 0.2, 0.5, 0.25, 0.25, 0.5, 0.3, 0.2, 0.5, 0.2, 0.3)
  const classes = ['a', 'b', 'c']
  const sample = multiclassSample({ classes, labels: new Int32Array(4), scores, weights: undefined })
  const [invariant] = judgePairs([pair('invariant', 0), pair('invariant', 1)], sample, 0.06)
  assert.deepEqual(invariant!.failed, ['p1'])
})

test('shareInterval: Wilson’s', () => {
  const [lo, hi] = shareInterval(8, 10)
  assert.ok(Math.abs(lo - 0.4902) < 1e-4 && Math.abs(hi - 0.9433) < 1e-4)
})

test('judgeExpectations: a share by its whole interval, all of them by count', () => {
  const found = { held: 98, pairs: 100, failed: ['x', 'y'] }
  assert.deepEqual(judgeExpectations({ min: 0.9 }, found), {
    outcome: 'pass',
    because: '98 of 100 pairs hold, a share of 0.980 (0.930 to 0.994), all of it within the bounds; not x, y',
  })
  assert.equal(judgeExpectations({ min: 0.95 }, found).outcome, 'undecided')
  assert.equal(judgeExpectations({ min: 0.999 }, found).outcome, 'fail')
  assert.deepEqual(judgeExpectations({ min: 1 }, found), { outcome: 'fail', because: '98 of 100 pairs hold; not x, y' })
  assert.equal(judgeExpectations({ min: 1 }, { held: 2, pairs: 2, failed: [] }).outcome, 'pass')
  assert.equal(judgeExpectations({ min: 1 }, undefined).outcome, 'undecided')
  assert.equal(judgeExpectations({ min: 1 }, 'run again').because, 'run again')
})

test('judgeGates: a gate on pairs needs no metric, and has a name', () => {
  const gate = { metric: 'expectations', min: 1 }
  const { gates } = judgeGates([gate], [], {
    candidate: {},
    against: [],
    expectations: { held: 1, pairs: 1, failed: [] },
  })
  assert.deepEqual([gates[0]!.rule, gates[0]!.outcome], ['expectations at least 1', 'pass'])
  assert.equal(gateId('m', gates[0]!.rule), 'm/expectations-min')
})
