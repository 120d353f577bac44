import assert from 'node:assert/strict'
import test from 'node:test'
import { type RetrainingPull, whyNoMore } from '../../core/retrain/pull-rules.ts'

const NOW = new Date('2026-03-28T06:00:00Z')
const pull = (number: number, hours: number, open = true): RetrainingPull => ({
  ...{ number, open, model: `m${number}`, url: '' },
  createdAt: new Date(NOW.getTime() - hours * 3_600_000),
})

test('whyNoMore: five may be open over all models, however old they are', () => {
  const four = [1, 2, 3, 4].map((number) => pull(number, 24 * number))
  assert.equal(whyNoMore(four, NOW), undefined)
  assert.equal(whyNoMore([...four, pull(5, 24, false)], NOW), undefined)
  assert.equal(
    whyNoMore([...four, pull(5, 24)], NOW),
    '5 pull requests of retraining are open, and 5 may be: merge or close one of them',
  )
})

test('whyNoMore: two may be opened within an hour, also if one is closed again', () => {
  assert.equal(whyNoMore([pull(1, 0.5), pull(2, 1)], NOW), undefined)
  assert.match(whyNoMore([pull(1, 0.5), pull(2, 0.9, false)], NOW) ?? '', /^2 pull requests .* within the hour/)
})
