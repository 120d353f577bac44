import assert from 'node:assert/strict'
import { test } from 'node:test'
import { conceptDrift } from '../../../core/drift/performance/concept-drift.ts'
import { errorUnit, rowErrors } from '../../../core/drift/performance/row-errors.ts'
import { adwin } from '../../../core/drift/stream/adwin.ts'
import { ddm } from '../../../core/drift/stream/ddm.ts'
import { driftsOf } from '../../../core/drift/stream/detector.ts'
import { pageHinkley } from '../../../core/drift/stream/page-hinkley.ts'
import { binarySample, multiclassSample, regressionSample } from '../../../core/metrics/sample.ts'
import { randomBits } from '../../../core/stats/random.ts'

const DAY = 86_400_000

/** Errors at a rate of 10 %, from row 1,000 on of 45 %. */
function wrongAnswers(rows = 2000): Float64Array {
  const bits = randomBits(5)
  return Float64Array.from({ length: rows }, (_, i) => ((bits() >>> 0) / 2 ** 32 < (i < 1000 ? 0.1 : 0.45) ? 1 : 0))
}

function rowsOf(found: ReturnType<typeof conceptDrift>, detector: string): number[] {
  return found.find((each) => each.detector === detector)!.alarms.map(({ row }) => row)
}

test('conceptDrift: each detector alarms where it does by itself', () => {
  const errors = wrongAnswers()
  const found = conceptDrift({ errors, seed: 7 })
  assert.deepEqual(rowsOf(found, 'adwin'), driftsOf(adwin(), errors))
  assert.deepEqual(rowsOf(found, 'page_hinkley'), driftsOf(pageHinkley(), errors))
  assert.deepEqual(rowsOf(found, 'ddm'), driftsOf(ddm(), errors))
  for (const { detector, alarms } of found) {
    const first = alarms.find(({ row }) => row >= 1000)
    assert.ok(first !== undefined && first.row < 1300, `${detector} finds it within 300 rows`)
  }
})

test('conceptDrift: ADWIN brackets the change', () => {
  const [found] = conceptDrift({ errors: wrongAnswers(), seed: 7 })
  const { since, row } = found!.alarms.find((alarm) => alarm.row >= 1000)!
  assert.ok(since!.row <= 1000 && since!.row > 700 && row < 1100, `${since!.row} to ${row}`)
})

test('conceptDrift: goes by time, whatever the order of the rows, and says when', () => {
  const errors = wrongAnswers()
  const times = Float64Array.from(errors, (_, i) => i * DAY)
  const forwards = conceptDrift({ errors, times, seed: 7 })
  const backwards = conceptDrift({ errors: errors.toReversed(), times: times.toReversed(), seed: 7 })
  for (const [d, { alarms }] of forwards.entries()) {
    assert.deepEqual(
      alarms.map(({ time }) => time),
      alarms.map(({ row }) => row * DAY),
    )
    assert.deepEqual(
      backwards[d]!.alarms.map(({ row, time }) => [errors.length - 1 - row, time]),
      alarms.map(({ row, time }) => [row, time]),
    )
  }
})

test('conceptDrift: a seed makes KSWIN the same every time', () => {
  const errors = wrongAnswers()
  assert.deepEqual(conceptDrift({ errors, seed: 3 }), conceptDrift({ errors, seed: 3 }))
})

test('conceptDrift: sizes of errors are watched in their unit, and DDM says that it takes none', () => {
  const bits = randomBits(9)
  const errors = Float64Array.from({ length: 2000 }, (_, i) => ((bits() >>> 0) / 2 ** 32) * (i < 1000 ? 1 : 4))
  const alarms = (scale: number) =>
    conceptDrift({ errors: errors.map((error) => scale * error), unit: 0.25 * scale, seed: 7 })
  assert.deepEqual(alarms(1), alarms(1024))
  const [, pageHinkleys, ddms] = alarms(1)
  assert.ok(pageHinkleys!.alarms.some(({ row }) => row >= 1000 && row < 1100))
  assert.deepEqual(ddms, {
    detector: 'ddm',
    alarms: [],
    reason: 'only for answers that are right or wrong, not for the size of errors',
  })
})

test('conceptDrift: KSWIN looks at the newest 50,000 rows and says so', () => {
  const errors = new Float64Array(50_010)
  const kswin = conceptDrift({ errors, seed: 7 }).at(-1)!
  assert.deepEqual([kswin.alarms, kswin.reason], [[], 'only the newest 50,000 rows were looked at'])
})

test('conceptDrift: a change at the first row is found by what came before, and by nothing else', () => {
  const before = wrongAnswers(1000)
  const errors = wrongAnswers(2000).slice(1000)
  for (const { alarms, detector } of conceptDrift({ errors, before, seed: 7 }))
    assert.ok(alarms[0]!.row < 300, `${detector} finds it within 300 rows`)
  const [alone] = conceptDrift({ errors, seed: 7 })
  assert.deepEqual(alone!.alarms, [])
  const wrong = new Float64Array(500).fill(1)
  for (const { alarms } of conceptDrift({ errors: wrong, seed: 7 })) assert.deepEqual(alarms, [])
  for (const { alarms } of conceptDrift({ errors: wrong, before, seed: 7 })) assert.ok(alarms[0]!.row < 100)
})

test('conceptDrift: alarms are those of the whole stream, without those of what came before', () => {
  const whole = wrongAnswers()
  for (const cut of [0, 1, 999, 1000, 1500, 2000]) {
    const times = Float64Array.from(whole, (_, i) => i * DAY)
    const parts = conceptDrift({
      before: whole.slice(0, cut),
      errors: whole.slice(cut),
      times: times.slice(cut),
      seed: 7,
    })
    for (const [d, { alarms }] of conceptDrift({ errors: whole, times, seed: 7 }).entries())
      assert.deepEqual(
        parts[d]!.alarms.map(({ row, time }) => [row + cut, time]),
        alarms.filter(({ row }) => row >= cut).map(({ row, time }) => [row, time]),
      )
  }
})

test('conceptDrift: ADWIN brackets no change before the first row', () => {
  const [found] = conceptDrift({ before: wrongAnswers(1000), errors: wrongAnswers().slice(1000), seed: 7 })
  assert.ok(found!.alarms.length > 0 && found!.alarms.every(({ since }) => since!.row >= 0))
})

test('conceptDrift: no row is no alarm', () => {
  for (const { alarms } of conceptDrift({ errors: new Float64Array(0), seed: 7 })) assert.deepEqual(alarms, [])
})

test('rowErrors: right or wrong for classes, the size of the error for numbers', () => {
  const classes = ['a', 'b', 'c']
  const many = multiclassSample({ classes, labels: Int32Array.of(0, 1, 2), answers: Int32Array.of(0, 2, 2) })
  assert.deepEqual([...rowErrors(many)], [0, 1, 0])
  const sample = regressionSample({ labels: Float64Array.of(1, 2), predictions: Float64Array.of(3, -1) })
  assert.deepEqual([...rowErrors(sample)], [2, 3])
})

test('errorUnit: 1 for classes, and where all errors are alike', () => {
  assert.equal(errorUnit(binarySample({ labels: Uint8Array.of(0, 1), answers: Uint8Array.of(1, 1) })), 1)
  assert.equal(errorUnit(regressionSample({ labels: Float64Array.of(0, 0), predictions: Float64Array.of(2, -2) })), 1)
})
