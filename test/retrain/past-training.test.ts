import assert from 'node:assert/strict'
import test from 'node:test'
import { markTraining, type PastTraining, trainingIn, withTold } from '../../core/retrain/past-training.ts'

const train = { from: '2026-02-13T00:00:00.000Z', to: '2026-03-13T00:00:00.000Z' }
const past = (day: number, pull: number | null, evidence = 'performance of é since x'): PastTraining => ({
  ...{ at: `2026-03-${10 + day}T00:00:00.000Z`, evidence, minutes: 2, train, outcome: 'pass', pull },
})

const NOW = new Date('2026-04-01T00:00:00Z')
const pull = (body: string, createdAt = '2026-03-11T00:10:00Z', closedAt?: string) => ({
  ...{
    number: 7,
    body,
    createdAt: new Date(createdAt),
    closedAt: closedAt === undefined ? undefined : new Date(closedAt),
  },
})

test('trainingIn: what a pull request says of itself, wherever its lines end', () => {
  const mark = markTraining(past(1, null))
  for (const end of ['\n', '\r\n'])
    assert.deepEqual(trainingIn(pull(['<!-- x -->', mark, 'text'].join(end)), NOW), past(1, 7))
  for (const body of ['', '<!-- contender:retrained e30= -->', '<!-- contender:retrained !!! -->', `a ${mark}`])
    assert.equal(trainingIn(pull(body), NOW), undefined)
})

test('trainingIn: times that cannot be true count for nothing', () => {
  const told = (at: string, minutes: number, opened?: string, closed?: string) =>
    trainingIn(pull(markTraining({ ...past(1, null), at, minutes }), opened, closed), NOW)
  const [opened, updated] = ['2026-03-11T00:00:00.000Z', '2026-03-20T00:00:00.000Z']
  assert.equal(told('2099-01-01T00:00:00.000Z', 1), undefined, 'after now')
  assert.equal(told('2026-03-01T00:00:00.000Z', 1), undefined, 'no job waits so long to open it')
  assert.equal(told(updated, 1, opened, '2026-03-19T00:00:00Z'), undefined, 'after it was closed')
  assert.equal(told(opened, 2)?.minutes, 2)
  assert.equal(told(opened, 1e6)?.minutes, 10, 'it was opened ten minutes later')
  assert.equal(told(updated, 60)?.minutes, 60, 'it was brought up to date')
  assert.equal(told(updated, 1e6)?.minutes, 5 * 24 * 60)
  assert.equal(told(updated, 1e6, opened, '2026-03-20T01:00:00Z')?.minutes, 60)
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
