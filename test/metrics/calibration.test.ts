import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ece } from '../../core/metrics/binary-classification/ece.ts'
import { calibrationBins, calibrationErrors } from '../../core/metrics/calibration.ts'
import { binarySample } from '../../core/metrics/sample.ts'
import { close } from '../close.ts'
import { estimateOf } from './fixture.ts'
import { randomBinary } from './random-samples.ts'

test('calibrationErrors: p .25 .25 .55 .75 .75 against 0 0 1 1 1 in two bins: .2900, .2918, .3167 (by hand)', () => {
  const sample = binarySample({
    labels: Uint8Array.of(0, 0, 1, 1, 1),
    scores: Float64Array.of(0.25, 0.25, 0.55, 0.75, 0.75),
  })
  const { mean, rms, max } = calibrationErrors(calibrationBins(sample, 2))
  close(mean, 0.29, 1e-12)
  close(rms, 0.2918, 5e-5)
  close(max, 0.3167, 5e-5)
})

test('calibrationBins: an edge belongs to the bin above it, 1 to the last, and empty bins are left out', () => {
  const sample = binarySample({ labels: Uint8Array.of(0, 1, 1), scores: Float64Array.of(0, 0.5, 1) })
  const bins = calibrationBins(sample, 4).map(({ low, rows }) => [low, rows])
  assert.deepEqual(bins, [
    [0, 1],
    [0.5, 1],
    [0.75, 1],
  ])
})

test('ece: is the mean error of the 15 bins, weighted or not, and of its own bootstrap with every row once', () => {
  for (const weighted of [false, true]) {
    const sample = randomBinary({ rows: 300, seed: 4, weighted })
    const { value } = estimateOf(ece, sample)
    close(value, calibrationErrors(calibrationBins(sample)).mean, 1e-12)
    close(ece.resample!(sample)(new Float64Array(300).fill(1)), value, 1e-12)
  }
})

test('ece: a row counted twice is a row of twice the weight', () => {
  const sample = randomBinary({ rows: 100, seed: 4 })
  const counts = Float64Array.from({ length: 100 }, (_, row) => row % 3)
  close(ece.resample!(sample)(counts), estimateOf(ece, { ...sample, weights: counts }).value, 1e-12)
})
