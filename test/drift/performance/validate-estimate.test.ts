import assert from 'node:assert/strict'
import { test } from 'node:test'
import { validateEstimate } from '../../../core/drift/performance/validate-estimate.ts'
import { close } from '../../close.ts'

const REALIZED = [0.62, 0.65, 0.6, 0.71, 0.66]

function windows(error: number, realized = REALIZED) {
  return realized.map((value, i) => ({ realized: value, estimate: value + (i % 2 === 0 ? error : -error) }))
}

test('validateEstimate: validated where it is nearer to the truth than predicting no change', () => {
  const found = validateEstimate(0.55, windows(0.02))
  close(found.error!, 0.02, 1e-12)
  close(found.error_of_no_change!, 0.098, 1e-12)
  assert.equal(found.status, 'validated')
  assert.equal(
    found.because,
    'over 5 labelled windows the estimate was off by 0.020 on average, less than predicting no change (0.098): validated',
  )
})

test('validateEstimate: not validated where it is as far off as predicting no change, or farther', () => {
  const found = validateEstimate(0.65, windows(0.04))
  assert.equal(found.status, 'not_validated')
  assert.equal(
    found.because,
    'over 5 labelled windows the estimate was off by 0.040 on average, not surely less than predicting no change (0.030): not validated',
  )
  const same = REALIZED.map((realized) => ({ realized, estimate: 0.65 }))
  assert.equal(validateEstimate(0.65, same).status, 'not_validated')
})

test('validateEstimate: windows in which nothing changed validate nothing', () => {
  const still = Array.from({ length: 6 }, () => ({ realized: 0.65, estimate: 0.65 }))
  const { status, because } = validateEstimate(0.65, still)
  assert.equal(status, 'not_validated')
  assert.match(because, /off by 0\.0000 on average, not surely less than predicting no change \(0\.0000\)/)
})

test('validateEstimate: unknown with fewer than five windows', () => {
  const found = validateEstimate(0.55, windows(0.02, REALIZED.slice(1)))
  assert.equal(found.status, 'unknown')
  close(found.error!, 0.02, 1e-12)
  assert.equal(
    found.because,
    'the estimate can be checked against labels on 4 windows only, at least 5 are needed to say whether it can be believed',
  )
  assert.deepEqual(
    [validateEstimate(0.55, []).status, validateEstimate(0.55, []).error, validateEstimate(0.55, []).windows],
    ['unknown', null, 0],
  )
})
