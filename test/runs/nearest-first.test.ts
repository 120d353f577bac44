import assert from 'node:assert/strict'
import { test } from 'node:test'
import { madeByRun, nearestFirst, sayPlace } from '../../core/runs/nearest-first.ts'
import { idAt, known } from './known.ts'

const OWN = 'c'.repeat(40)
const OTHER = 'd'.repeat(40)
const at = new Date('2026-11-21T11:00:00Z')
const version = {
  commit: OWN,
  registration: { name: 'delay@v1.0.0', commit: OWN, at, by: { name: 'Ann', email: null }, message: '' },
}

/** A run that began so many minutes after 10:00; the version was registered at 11:00. */
function run(minutes: number, commit: string, judged: 'fail' | 'itself' | 'alone' | 'not', again = false) {
  const started = new Date(Date.parse('2026-11-21T10:00:00Z') + minutes * 60_000).toISOString()
  const isCompared = judged === 'fail' || judged === 'itself'
  return known(
    { id: idAt(minutes), started, commit, ...(again && { again: true as const }) },
    judged === 'not' ? undefined : { roc_auc: 0.8 },
    {
      comparison: isCompared
        ? {
            gates: [],
            outcome: judged === 'fail' ? 'fail' : 'pass',
            ...(judged === 'itself' && { itself: true as const }),
          }
        : null,
    },
  )
}

/** Minutes at which they began, the nearest first. */
function order(...runs: ReturnType<typeof run>[]): number[] {
  const expected = nearestFirst(runs, version, (one) => madeByRun(one, version, false))
  const reversed = nearestFirst(runs.toReversed(), version, (one) => madeByRun(one, version, false))
  assert.deepEqual(reversed, expected)
  return expected.map(({ run }) => (Date.parse(run.started) - Date.parse('2026-11-21T10:00:00Z')) / 60_000)
}

test("nearestFirst: the version's own commit, then the last before the registration, then the first after it", () => {
  assert.deepEqual(
    order(
      run(10, OTHER, 'fail'),
      run(20, OWN, 'fail'),
      run(30, OTHER, 'fail'),
      run(70, OWN, 'fail'),
      run(80, OTHER, 'fail'),
      run(90, OTHER, 'fail'),
    ),
    [20, 70, 30, 10, 80, 90],
  )
})

test('nearestFirst: a comparison with itself is the last choice while there is another, even at the own commit', () => {
  assert.deepEqual(order(run(10, OTHER, 'fail'), run(20, OWN, 'itself')), [10, 20])
  assert.deepEqual(order(run(80, OTHER, 'fail'), run(20, OWN, 'itself')), [80, 20])
  assert.deepEqual(order(run(10, OTHER, 'itself'), run(80, OTHER, 'itself')), [10, 80])
})

test('nearestFirst: what was judged comes before what was not, and a baseline that nobody asked for after that', () => {
  assert.deepEqual(order(run(10, OTHER, 'fail'), run(20, OWN, 'alone'), run(30, OWN, 'not')), [10, 20, 30])
  assert.deepEqual(order(run(10, OTHER, 'not'), run(70, OWN, 'not', true)), [10, 70])
})

test('nearestFirst: what is known in whole comes before what the ledger keeps of the same', () => {
  const [whole, part] = [run(10, OTHER, 'fail'), run(20, OTHER, 'fail')]
  assert.equal(nearestFirst([part, whole], version, (one) => madeByRun(one, version, one === part))[0], whole)
})

test('nearestFirst: without a registration nothing is later', () => {
  const open = { commit: OWN, registration: null }
  const runs = [run(10, OTHER, 'fail'), run(90, OTHER, 'fail')]
  assert.equal(nearestFirst(runs, open, (one) => madeByRun(one, open, false))[0], runs[1])
})

test('sayPlace: whether it is of the own commit, and on which side of the registration it began', () => {
  const said = (one: ReturnType<typeof run>) => sayPlace(madeByRun(one, version, false), version)
  assert.equal(said(run(10, OWN, 'fail')), "of the version's own commit, begun before it was registered")
  assert.equal(said(run(80, OTHER, 'fail')), 'begun only after it was registered')
})
