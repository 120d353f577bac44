import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeLeakage } from '../../../core/data/quality/leakage.ts'
import { predictivePower } from '../../../core/data/quality/predictive-power.ts'
import type { Column } from '../../../core/data/table.ts'
import type { Task } from '../../../core/metrics/metric.ts'
import { seeded } from '../../training/seeded.ts'
import { csv, findingsBy } from './checked.ts'

const numbers = (values: readonly number[]): Column => ({
  kind: 'number',
  type: 'float',
  values: Float64Array.from(values),
})

const texts = (values: readonly string[]): Column => {
  const levels = [...new Set(values)]
  return { kind: 'text', levels, codes: Int32Array.from(values, (value) => levels.indexOf(value)) }
}

/** Outcome by feature of those that leak. */
function leaks(features: Record<string, Column>, target: Column, task: Task): Record<string, string> {
  const found = judgeLeakage(new Map([['y', target], ...Object.entries(features)]), 'y', task)
  return Object.fromEntries(found.map(({ column, outcome }) => [column!, outcome]))
}

test('leakage: the target by another name fails, one that is almost it warns, a good feature does not', () => {
  const next = seeded(1)
  const y = Array.from({ length: 2000 }, () => Number(next() < 0.3))
  const noisy = (spread: number) => numbers(y.map((label) => label + spread * (next() + next() - 1)))
  const features = {
    copy: numbers(y.map((label) => 1 - label)),
    words: texts(y.map((label) => (label === 1 ? 'claimed' : 'open'))),
    middle: numbers(y.map((label) => (label === 1 ? 0 : next() < 0.5 ? 1 + next() : -1 - next()))),
    missing: numbers(y.map((label) => (label === 1 ? next() : Number.NaN))),
    almost: noisy(0.75),
    good: noisy(2),
    noise: numbers(y.map(() => next())),
    unique: texts(y.map((_, at) => `row ${at}`)),
  }
  assert.deepEqual(leaks(features, numbers(y), 'binary-classification'), {
    copy: 'fail',
    words: 'fail',
    middle: 'fail',
    missing: 'fail',
    almost: 'warn',
  })
})

test('leakage: of several classes by the errors that a value mends, of numbers by R² and by rank', () => {
  const next = seeded(2)
  const classes = Array.from({ length: 1000 }, () => Math.floor(next() ** 3 * 4))
  const some = {
    code: texts(classes.map((label) => `K${label}`)),
    number: numbers(classes.map((label) => label * 10 + next())),
    half: texts(classes.map((label) => (label > 1 ? 'high' : 'low'))),
    noise: numbers(classes.map(() => next())),
  }
  const found = leaks(some, texts(classes.map((label) => `class ${label}`)), 'multiclass-classification')
  assert.deepEqual(Object.keys(found), ['code', 'number'])

  const y = Array.from({ length: 1000 }, () => next() * 100)
  const features = {
    log: numbers(y.map((value) => -Math.log(value + 1))),
    month: texts(y.map((value) => `M${Math.floor(value)}`)),
    rough: numbers(y.map((value) => value + 60 * next())),
    noise: texts(y.map(() => `N${Math.floor(next() * 20)}`)),
  }
  assert.deepEqual(leaks(features, numbers(y), 'regression'), { log: 'fail', month: 'fail' })
})

test('leakage: a few rows, a constant target and one without labels tell nothing', () => {
  const y = [0, 1, 0, 1, 0, 1]
  assert.deepEqual(leaks({ copy: numbers(y) }, numbers(y), 'binary-classification'), {})
  const ones = Array.from({ length: 100 }, () => 1)
  assert.deepEqual(leaks({ copy: numbers(ones) }, numbers(ones), 'binary-classification'), {})
  const none = Array.from({ length: 100 }, () => Number.NaN)
  assert.deepEqual(leaks({ copy: numbers(ones) }, numbers(none), 'regression'), {})
})

test('leakage: no false alarm in 200 data sets of 60 rows with 20 columns of noise', () => {
  let alarms = 0
  for (let seed = 1; seed <= 200; seed++) {
    const next = seeded(seed)
    const y = numbers(Array.from({ length: 60 }, () => Number(next() < 0.5)))
    const features = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [
        `x${at}`,
        at % 2 === 0
          ? numbers(Array.from({ length: 60 }, () => next()))
          : texts(Array.from({ length: 60 }, () => `L${Math.floor(next() * 30)}`)),
      ]),
    )
    alarms += Object.keys(leaks(features, y, 'binary-classification')).length
  }
  assert.equal(alarms, 0)
})

test('predictivePower: an order without ties is the area under the curve', () => {
  const values = Float64Array.of(0, 0, 1, 0, 1, 1)
  const { measure, power } = predictivePower(numbers([1, 2, 3, 4, 5, 6]), { values, classes: 2 })
  assert.equal(measure, 'AUC')
  assert.equal(power, 8 / 9)
})

test('leakage: in the data it is told with its column and how many rows were looked at', async (t) => {
  const next = seeded(4)
  const train = csv('paid,x,y', 200, () => {
    const y = next() < 0.4 ? 1 : 0
    return [y === 1 ? 0 : 20 + next(), next(), y]
  })
  assert.deepEqual(await findingsBy(t, 'leakage', { train }), [
    { source: 'train', column: 'paid', outcome: 'fail', rows: 200, row_numbers: [] },
  ])
  assert.deepEqual(await findingsBy(t, 'leakage', { train, data: 'exclude: [paid]' }), [])
  const warned = await findingsBy(t, 'leakage', { train, contract: '{ checks: { leakage: warn } }' })
  assert.equal(warned?.[0]?.outcome, 'warn')
})
