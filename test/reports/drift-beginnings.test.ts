import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Drift, WindowSummary } from '../../core/artifacts/drift.ts'
import { beginnings } from '../../reports/drift/beginnings.ts'
import { renderDriftPage } from '../../reports/html/drift-page.ts'
import { breachDrift, compatDrift, stableDrift } from './example-drift.ts'

const JANUARY_25 = '2001-01-25T00:00:00.000Z'
const FEBRUARY_15 = '2001-02-15T00:00:00.000Z'

/** A loss of the two newest windows, of a model whose predictions drift since the first of five. */
function lateLoss(): Drift {
  const drift = breachDrift()
  const verdicts = (one: WindowSummary): WindowSummary => ({
    ...one,
    verdict: one.verdict === 'stable' ? 'watch' : one.verdict,
    families: { ...one.families, predictions: 'watch' },
  })
  return {
    ...drift,
    predictions: { ...drift.predictions!, verdict: 'watch' },
    history: drift.history.map(verdicts),
  }
}

test('beginnings: each family since its own first window, the one that the verdict comes from first', () => {
  assert.deepEqual(beginnings(lateLoss()), [
    { family: 'performance', from: FEBRUARY_15 },
    { family: 'predictions', from: JANUARY_25 },
  ])
  assert.deepEqual(beginnings(breachDrift()), [{ family: 'performance', from: FEBRUARY_15 }])
  assert.deepEqual(beginnings(stableDrift()), [])
  assert.deepEqual(beginnings(compatDrift('evidently')), [])
  assert.deepEqual(beginnings({ ...lateLoss(), window: null }), [])
})

test('under a headline of a loss stands when the loss began, and apart from it when predictions moved', async () => {
  const page = await renderDriftPage([lateLoss()])
  assert.match(
    page,
    /It began in the window of <b>2001-02-15<\/b> · predictions moved first in that of 2001-01-25<\/p>/,
  )
  assert.doesNotMatch(page, /It began in the window of <b>2001-01-25/)
  assert.doesNotMatch(await renderDriftPage([breachDrift()]), /in that of/)
})
