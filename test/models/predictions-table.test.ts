import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { textAt } from '../../core/data/table.ts'
import { UserError } from '../../core/errors.ts'
import type { Task } from '../../core/metrics/metric.ts'
import { parsePredictions } from '../../core/models/predictions.ts'
import { predictionsTable } from '../../core/models/predictions-table.ts'
import { normaliseRows } from '../../core/models/probability.ts'
import { column } from './fixture.ts'

const extra = new Map()

function roundTrip(task: Task, classes: readonly string[], labels: (string | number)[], values: Float64Array) {
  const ids = column(labels.map((_, row) => `row ${row}`))
  const table = predictionsTable({ task, classes, ids, labels: column(labels), values, extra })
  return parsePredictions(table, {
    task,
    classes,
    threshold: 0.5,
    place: 'p',
    ...(task === 'binary-classification' && { positive: 'yes' }),
  })
}

test('predictionsTable: reading binary predictions back gives them again', () => {
  const row = fc.record({ label: fc.constantFrom('yes', 'no'), score: fc.double({ min: 0, max: 1, noNaN: true }) })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), (rows) => {
      const values = Float64Array.from(rows, ({ score }) => score)
      const { sample, ids } = roundTrip(
        'binary-classification',
        [],
        rows.map(({ label }) => label),
        values,
      )
      assert.ok(sample.task === 'binary-classification')
      assert.deepEqual(sample.scores, values)
      assert.deepEqual(
        [...sample.labels],
        rows.map(({ label }) => (label === 'yes' ? 1 : 0)),
      )
      assert.equal(textAt(ids!, 0), 'row 0')
    }),
  )
})

test('predictionsTable: reading multiclass predictions back gives them again, bit for bit', () => {
  const classes = ['b', 'a', 'c']
  const share = fc.double({ min: 0.01, max: 1, noNaN: true })
  const row = fc.record({ label: fc.constantFrom(...classes), shares: fc.tuple(share, share, share) })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), (rows) => {
      const values = Float64Array.from(
        rows.flatMap(({ shares }) => shares.map((s) => s / (shares[0] + shares[1] + shares[2]))),
      )
      normaliseRows(values, 3)
      const { sample } = roundTrip(
        'multiclass-classification',
        classes,
        rows.map(({ label }) => label),
        values,
      )
      assert.ok(sample.task === 'multiclass-classification')
      assert.deepEqual(sample.scores, values)
      assert.deepEqual(
        [...sample.labels],
        rows.map(({ label }) => classes.indexOf(label)),
      )
    }),
  )
})

test('predictionsTable: reading regression predictions back gives them again', () => {
  const finite = fc.double({ noDefaultInfinity: true, noNaN: true })
  fc.assert(
    fc.property(fc.array(fc.tuple(finite, finite), { minLength: 1 }), (rows) => {
      const values = Float64Array.from(rows, ([, value]) => value)
      const { sample } = roundTrip(
        'regression',
        [],
        rows.map(([label]) => label),
        values,
      )
      assert.ok(sample.task === 'regression')
      assert.deepEqual(sample.predictions, values)
      assert.deepEqual(
        [...sample.labels],
        rows.map(([label]) => label),
      )
    }),
  )
})

test('predictionsTable: slices, groups and weights follow, but not under a name of its own', () => {
  const parts = {
    task: 'multiclass-classification',
    classes: ['a', 'b'],
    labels: column(['a']),
    values: Float64Array.of(1, 0),
  } as const
  const withCarrier = predictionsTable({ ...parts, extra: new Map([['carrier', column(['AA'])]]) })
  assert.deepEqual([...withCarrier.columns.keys()], ['label', 'score_a', 'score_b', 'carrier'])
  for (const name of ['id', 'label', 'prediction', 'score_b']) {
    assert.throws(() => predictionsTable({ ...parts, extra: new Map([[name, column(['AA'])]]) }), UserError)
  }
})

test('predictionsTable: as many values as the labels need', () => {
  const parts = { task: 'regression', classes: [], labels: column([1, 2]), extra } as const
  assert.throws(() => predictionsTable({ ...parts, values: Float64Array.of(1) }), RangeError)
})
