import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgePerformance } from '../../../core/drift/performance/judge-performance.ts'
import { metricsOf } from '../../../core/metrics/metrics-of.ts'
import { binarySample } from '../../../core/metrics/sample.ts'
import { randomBits } from '../../../core/stats/random.ts'

const DAY = 86_400_000

/** Answers of which every fifth or so is wrong, or all are. */
function answered(rows: number, allWrong: boolean) {
  const bits = randomBits(3)
  const labels = Uint8Array.from({ length: rows }, () => bits() & 1)
  return binarySample({
    labels,
    answers: labels.map((label) => (allWrong || (bits() >>> 0) % 5 === 0 ? 1 - label : label)),
  })
}

/** The stream of a window of 600 rows from day 10 on, in which every answer is wrong. */
function judged(
  referenceTimes: Float64Array | undefined,
  rows = 600,
  times = Float64Array.from({ length: 600 }, (_, row) => 10 * DAY + row),
) {
  return judgePerformance({
    on: 'the test rows',
    reference: { sample: answered(rows, false), groups: undefined },
    referenceTimes,
    labelled: {
      cohort: undefined,
      expected: 600,
      unanswered: 0,
      sample: answered(600, true),
      groups: undefined,
      times,
    },
    ...{ estimated: undefined, checked: {}, margin: undefined, history: [], version: null, seed: 7 },
    metrics: metricsOf('binary-classification', ['accuracy'], []),
  })
}

test('judgePerformance: every answer of a window is wrong, and each detector says so at its start', () => {
  const { concept, stream } = judged(Float64Array.from({ length: 600 }, (_, row) => row * 60_000))
  assert.deepEqual(stream, { rows: 600, from: '1970-01-01T00:00:00.000Z' })
  for (const { alarms, detector } of concept)
    assert.ok(Date.parse(alarms[0]!) < 10 * DAY + 100 && Date.parse(alarms[0]!) >= 10 * DAY, `${detector} ${alarms[0]}`)
})

test('judgePerformance: the stream begins with test rows that are older than the window, and with their newest', () => {
  // A quarter has no time, a quarter is as new as the window.
  const mixed = Float64Array.from({ length: 600 }, (_, row) =>
    row < 150 ? Number.NaN : row < 300 ? 10 * DAY + row : (600 - row) * 60_000,
  )
  assert.deepEqual(judged(mixed).stream, { rows: 300, from: new Date(60_000).toISOString() })
  assert.deepEqual(judged(undefined).stream, { rows: 600, from: null })
  const many = Float64Array.from({ length: 50_100 }, (_, row) => row)
  assert.deepEqual(judged(many, 50_100).stream, { rows: 50_000, from: new Date(100).toISOString() })
  const newer = judged(Float64Array.from({ length: 600 }, () => 11 * DAY))
  assert.deepEqual(newer.stream, { rows: 0, from: null })
  assert.deepEqual(
    newer.concept.flatMap(({ alarms }) => alarms),
    [],
  )
})

test('judgePerformance: rows without a time are in no stream', () => {
  const some = Float64Array.from({ length: 600 }, (_, row) => (row % 2 === 0 ? Number.NaN : 10 * DAY + row))
  const { concept, stream } = judged(
    Float64Array.from({ length: 600 }, (_, row) => row * 60_000),
    600,
    some,
  )
  assert.deepEqual(stream, { rows: 600, from: '1970-01-01T00:00:00.000Z' })
  assert.ok(concept.every(({ alarms }) => Date.parse(alarms[0]!) >= 10 * DAY))
  assert.deepEqual(judged(undefined, 600, new Float64Array(600).fill(Number.NaN)).concept, [])
})

test('judgePerformance: test rows that are sorted by their label, without times or all of one, change no stream', () => {
  const bits = randomBits(5)
  const uniform = () => (bits() >>> 0) / 2 ** 32
  // Those that are positive are wrong eight times as often.
  const mixed = (rows: number, sorted: boolean) => {
    const labels = Uint8Array.from({ length: rows }, () => (uniform() < 0.3 ? 1 : 0))
    if (sorted) labels.sort()
    return binarySample({
      labels,
      answers: labels.map((label) => (uniform() < (label === 1 ? 0.4 : 0.05) ? 1 - label : label)),
    })
  }
  for (const referenceTimes of [undefined, new Float64Array(3000)]) {
    const { concept } = judgePerformance({
      on: 'the test rows',
      reference: { sample: mixed(3000, true), groups: undefined },
      referenceTimes,
      labelled: {
        ...{ cohort: undefined, expected: 600, unanswered: 0, sample: mixed(600, false), groups: undefined },
        times: Float64Array.from({ length: 600 }, (_, row) => 10 * DAY + row),
      },
      ...{ estimated: undefined, checked: {}, margin: undefined, history: [], version: null, seed: 7 },
      metrics: metricsOf('binary-classification', ['accuracy'], []),
    })
    const told = concept.filter(({ detector }) => detector === 'adwin' || detector === 'page_hinkley')
    assert.deepEqual(
      told.flatMap(({ alarms }) => alarms),
      [],
    )
  }
})
