import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calibrationError } from '../../../core/drift/performance/calibration-error.ts'
import { fitCalibrator } from '../../../core/drift/performance/fit-calibrator.ts'
import { argsort } from '../../../core/metrics/argsort.ts'
import { binarySample } from '../../../core/metrics/sample.ts'
import { randomBits } from '../../../core/stats/random.ts'
import { close } from '../../close.ts'
import { digits, REFERENCE } from './fixture.ts'

for (const { scores, labels, found } of REFERENCE.calibration_error) {
  test(`calibrationError: equals NannyML 0.13.1 on ${scores.length} rows`, () => {
    const x = Float64Array.from(scores)
    close(calibrationError(digits(labels), x, argsort(x)), found, 1e-12)
  })
}

test('calibrationError: the order of rows with one score changes nothing', () => {
  const scores = Float64Array.from({ length: 50 }, (_, row) => Math.floor(row / 25) / 2 + 0.2)
  const labels = Uint8Array.from({ length: 50 }, (_, row) => (row % 25 < 9 ? 1 : 0))
  const order = argsort(scores)
  close(calibrationError(labels, scores, order), calibrationError(labels.toReversed(), scores, order), 1e-15)
})

for (const [i, { scores, labels, needs }] of REFERENCE.decisions.entries()) {
  test(`fitCalibrator: calibrates where NannyML 0.13.1 finds that it helps (case ${i + 1})`, () => {
    const sample = binarySample({ labels: digits(labels), scores: Float64Array.from(scores) })
    for (const seed of [1, 2, 3, 4, 5]) assert.equal(fitCalibrator(sample, seed).calibrates, needs)
  })
}

test('fitCalibrator: calibrates exactly where that lowers the error of held-out rows, and moves true scores little', () => {
  for (let seed = 0; seed < 40; seed++) {
    const { calibrates, errors, calibrate } = fitCalibrator(drawn(2000, seed, 1), seed)
    assert.equal(calibrates, errors!.after < errors!.before)
    const moved = calibrate(Float64Array.of(0.1, 0.3, 0.5, 0.7, 0.9))
    for (const [i, p] of [0.1, 0.3, 0.5, 0.7, 0.9].entries()) {
      if (calibrates) close(moved[i]!, p, 0.15)
      else assert.equal(moved[i], p)
    }
  }
})

test('fitCalibrator: gives back the true probability of scores that are too sure', () => {
  const { calibrates, calibrate } = fitCalibrator(drawn(100_000, 3, 2.5), 7)
  assert.equal(calibrates, true)
  for (const p of [0.1, 0.3, 0.5, 0.7, 0.9]) close(calibrate(Float64Array.of(tooSure(p, 2.5)))[0]!, p, 0.03)
})

test('fitCalibrator: does not ask where the scores tell the classes apart or all rows are of one', () => {
  const scores = Float64Array.from({ length: 100 }, (_, row) => row / 100)
  const apart = Uint8Array.from(scores, (score) => (score >= 0.5 ? 1 : 0))
  assert.equal(fitCalibrator(binarySample({ labels: apart, scores }), 7).errors, undefined)
  assert.equal(fitCalibrator(binarySample({ labels: new Uint8Array(100), scores }), 7).errors, undefined)
})

test('fitCalibrator: a seed makes it the same every time', () => {
  const sample = drawn(500, 8, 1.3)
  assert.deepEqual(fitCalibrator(sample, 3).errors, fitCalibrator(sample, 3).errors)
})

test('fitCalibrator: refuses a sample without scores', () => {
  assert.throws(() => fitCalibrator(binarySample({ labels: new Uint8Array(20), answers: new Uint8Array(20) }), 7), {
    name: 'TypeError',
    message: 'Missing scores, expected probabilities to calibrate',
  })
})

/** Rows of which the model says more, or less, than is true. */
function drawn(rows: number, seed: number, sureness: number) {
  const bits = randomBits(seed)
  const uniform = () => ((bits() >>> 0) + 0.5) / 2 ** 32
  const truth = Float64Array.from({ length: rows }, uniform)
  const labels = Uint8Array.from(truth, (p) => (uniform() < p ? 1 : 0))
  return binarySample({ labels, scores: truth.map((p) => tooSure(p, sureness)) })
}

function tooSure(p: number, sureness: number): number {
  return 1 / (1 + ((1 - p) / p) ** sureness)
}
