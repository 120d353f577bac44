import assert from 'node:assert/strict'
import test from 'node:test'
import { markTraining, type PastTraining, trainingIn, withTold } from '../../core/retrain/past-training.ts'

const train = { from: '2026-02-13T00:00:00.000Z', to: '2026-03-13T00:00:00.000Z' }
const past = (day: number, pull: number | null, evidence = 'performance of é since x'): PastTraining => ({
  ...{ at: `2026-03-${10 + day}T00:00:00.000Z`, evidence, minutes: 2, train, outcome: 'pass', pull },
})

test('trainingIn: what a pull request says of itself, wherever its lines end', () => {
  const mark = markTraining(past(1, null))
  for (const end of ['\n', '\r\n'])
    assert.deepEqual(trainingIn({ number: 7, body: ['<!-- x -->', mark, 'text'].join(end) }), past(1, 7))
  for (const body of ['', '<!-- contender:retrained e30= -->', '<!-- contender:retrained !!! -->', `a ${mark}`])
    assert.equal(trainingIn({ number: 7, body }), undefined)
})

test('withTold: a training that pull requests alone tell of stands in its place, and none counts twice', () => {
  const events = [past(1, 1), past(3, null), past(5, null, 'lost')]
  assert.deepEqual(withTold(events, [past(1, 1), past(2, 2), past(3, 3)]), [
    past(1, 1),
    past(2, 2),
    past(3, 3),
    past(5, null, 'lost'),
  ])
})
