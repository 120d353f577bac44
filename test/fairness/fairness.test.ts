import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demographicParity } from '../../core/fairness/demographic-parity.ts'
import { equalizedOdds } from '../../core/fairness/equalized-odds.ts'
import type { Undefined } from '../../core/metrics/metric.ts'
import { binarySample } from '../../core/metrics/sample.ts'
import { close } from '../close.ts'

/** The arrays of Fairlearn's user guide, "Common fairness metrics". */
const SAMPLE = binarySample({
  labels: Uint8Array.of(0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1),
  answers: Uint8Array.of(0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0),
})
const GROUPS = { codes: Uint32Array.from('bbabbcccaacabccbcc', (name) => 'abc'.indexOf(name)), count: 3 }

function defined<T extends object>(result: T): Exclude<T, Undefined> {
  assert.ok(!('undefined' in result))
  return result as Exclude<T, Undefined>
}

test('demographicParity: Fairlearn’s example has difference 0.25 and ratio 0.6667', () => {
  const { difference, ratio, rates } = defined(demographicParity(SAMPLE, GROUPS))
  close(difference, 0.25, 1e-12)
  close(ratio, 2 / 3, 1e-12)
  assert.deepEqual(rates, [0.75, 0.5, 0.5])
})

test('equalizedOdds: Fairlearn’s example has difference 1 and ratio 0', () => {
  const { difference, ratio } = defined(equalizedOdds(SAMPLE, GROUPS))
  close(difference, 1, 1e-12)
  close(ratio, 0, 1e-12)
})

test('fairness: a group without rows does not count, a lone group cannot be compared', () => {
  const spread = { codes: GROUPS.codes.map((code) => code * 2), count: 6 }
  close(defined(demographicParity(SAMPLE, spread)).difference, 0.25, 1e-12)
  close(defined(equalizedOdds(SAMPLE, spread)).difference, 1, 1e-12)
  const alone = { codes: new Uint32Array(18), count: 1 }
  assert.deepEqual(demographicParity(SAMPLE, alone), { undefined: 'fewer than two groups have rows' })
  assert.ok('undefined' in equalizedOdds(SAMPLE, alone))
})

test('fairness: when nobody gets a positive answer all groups are equal', () => {
  const never = binarySample({ labels: SAMPLE.labels, answers: new Uint8Array(18) })
  assert.deepEqual(defined(demographicParity(never, GROUPS)).ratio, 1)
  assert.deepEqual(defined(equalizedOdds(never, GROUPS)).ratio, 1)
})

test('fairness: a whole weight is that many rows', () => {
  const weights = Float64Array.from({ length: 18 }, (_, row) => 1 + (row % 3))
  const rows = Array.from(weights, (weight, row) => new Array<number>(weight).fill(row)).flat()
  const repeated = binarySample({
    labels: Uint8Array.from(rows, (row) => SAMPLE.labels[row]!),
    answers: Uint8Array.from(rows, (row) => SAMPLE.answers[row]!),
  })
  const repeatedGroups = { codes: Uint32Array.from(rows, (row) => GROUPS.codes[row]!), count: 3 }
  const weighted = { ...SAMPLE, weights }
  assert.deepEqual(demographicParity(weighted, GROUPS), demographicParity(repeated, repeatedGroups))
  assert.deepEqual(equalizedOdds(weighted, GROUPS), equalizedOdds(repeated, repeatedGroups))
})
