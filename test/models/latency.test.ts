import assert from 'node:assert/strict'
import { test } from 'node:test'
import { latencyRatio } from '../../core/models/latency.ts'
import type { Predictor } from '../../core/models/predictor.ts'
import { table } from './fixture.ts'

const batch = table({ x: [1] })

/** Two predictors that take what a list says, on a clock that only they move. */
function clockwork(base: (round: number) => number, candidate: (round: number) => number) {
  let time = 0
  const order: string[] = []
  const make = (name: string, cost: (round: number) => number): Predictor => {
    let runs = 0
    return {
      columns: [],
      width: 1,
      close: async () => {},
      predict: async () => {
        order.push(name)
        time += cost(runs++)
        return new Float64Array(1)
      },
    }
  }
  return { base: make('A', base), candidate: make('B', candidate), now: () => time, order }
}

test('latencyRatio: a constant ratio is found, with an interval around it of no width', async () => {
  const { base, candidate, now } = clockwork(
    () => 10,
    () => 12,
  )
  const { ratio, ci, rounds } = await latencyRatio(base, candidate, batch, { rounds: 5, now })
  for (const value of [ratio, ...ci]) assert.ok(Math.abs(value - 1.2) < 1e-12)
  assert.equal(rounds, 5)
})

test('latencyRatio: one slow round moves the interval but not the median', async () => {
  const { base, candidate, now } = clockwork(
    () => 10,
    (run) => (run === 3 ? 1000 : 10),
  )
  const { ratio, ci } = await latencyRatio(base, candidate, batch, { rounds: 9, now })
  assert.equal(ratio, 1)
  assert.ok(ci[0] < 1 && ci[1] > 2)
})

test('latencyRatio: the interval is Student’s t on the logarithms', async () => {
  const { base, candidate, now } = clockwork(
    () => 1,
    (run) => [1, 2, 4, 8][run]!,
  )
  const { ci } = await latencyRatio(base, candidate, batch, { rounds: 3, now })
  // log2 of the ratios is 1, 2, 3: mean 2, standard error 1/√3, t(0.975, 2) = 4.302653
  assert.ok(Math.abs(Math.log2(ci[0]) - (2 - 4.302653 / Math.sqrt(3))) < 1e-6)
  assert.ok(Math.abs(Math.log2(ci[1]) - (2 + 4.302653 / Math.sqrt(3))) < 1e-6)
})

test('latencyRatio: both are warmed up, then take turns in going first', async () => {
  const { base, candidate, now, order } = clockwork(
    () => 1,
    () => 1,
  )
  await latencyRatio(base, candidate, batch, { rounds: 3, now })
  assert.equal(order.join(''), 'AB' + 'AB' + 'BA' + 'AB')
})

test('latencyRatio: one round, or a clock that stands still, is refused', async () => {
  const still = clockwork(
    () => 0,
    () => 1,
  )
  await assert.rejects(latencyRatio(still.base, still.candidate, batch, { rounds: 1, now: still.now }), RangeError)
  await assert.rejects(latencyRatio(still.base, still.candidate, batch, { rounds: 2, now: still.now }), /finer clock/)
})
