import assert from 'node:assert/strict'
import test from 'node:test'
import { measureInTurns } from '../../bench/measure/measure-in-turns.ts'

/** A clock-less run: takes what the work's word says. */
function runner() {
  const order: string[] = []
  const run = async (work: readonly string[]) => {
    order.push(work[0]!)
    return { seconds: Number(work[1]) * order.length, megabytes: order.length, processor: 1 / order.length }
  }
  return { order, run: run as Parameters<typeof measureInTurns>[2] }
}

test('measureInTurns: A B A B, the first turn not counted and its answers checked before the next', async () => {
  const { order, run } = runner()
  const agree = async () => void order.push('agree')
  const measured = await measureInTurns({ a: ['a', '1'], b: ['b', '1'] }, { agree, runs: 3 }, run)
  assert.deepEqual(order, ['a', 'b', 'agree', 'a', 'b', 'a', 'b', 'a', 'b'])
  assert.deepEqual(measured.a, { seconds: 6, fastest: 4, slowest: 8, runs: 3, megabytes: 8, processor: 1 / 8 })
})

test('measureInTurns: no time is taken of works that disagree', async () => {
  const { order, run } = runner()
  const agree = () => Promise.reject(new Error('They differ'))
  await assert.rejects(measureInTurns({ a: ['a', '1'] }, { agree }, run), /They differ/)
  assert.deepEqual(order, ['a'])
})

test('measureInTurns: a work longer than a quarter of the time is run once, and counted', async () => {
  const { order, run } = runner()
  const measured = await measureInTurns({ slow: ['slow', '16'], fast: ['fast', '1'] }, { minutes: 1, runs: 2 }, run)
  assert.deepEqual(order, ['slow', 'fast', 'fast', 'fast'])
  assert.deepEqual([measured.slow.runs, measured.fast.runs], [1, 2])
})

test('measureInTurns: no turn begins that would end too late', async () => {
  const { order, run } = runner()
  const measured = await measureInTurns(
    { a: ['a', '14'], b: ['b', '7'], c: ['c', '4'], d: ['d', '3'], e: ['e', '2'] },
    { minutes: 1 },
    run,
  )
  assert.deepEqual(order, ['a', 'b', 'c', 'd', 'e'])
  assert.equal(measured.a.runs, 1)
})
