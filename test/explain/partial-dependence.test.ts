import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column, Table } from '../../core/data/table.ts'
import { gridOf } from '../../core/explain/grid.ts'
import { partialDependence } from '../../core/explain/partial-dependence.ts'
import { regressionSample } from '../../core/metrics/sample.ts'

const A = [1.79, -1.86, -0.08, -0.48, 0.88, -0.4, 0.98, -0.21, -1.02, -0.16, 0.75, -0.63, -0.92, -0.13]
const B = [0.44, -0.28, -0.63, -1.31, 1.71, -0.55, -1.1, 1.49, -0.71, -0.77, 1.98, -0.8, -1.02, -1.62]
/** `partial_dependence(…, [0], method='brute')` of scikit-learn 1.7.2, at −1, −0.8 … 1, of a · b + a² + |b|. */
const KNOWN = [
  2.2557142857, 1.8504285714, 1.5251428571, 1.2798571429, 1.1145714286, 1.0292857143, 1.024, 1.0987142857, 1.2534285714,
  1.4881428571, 1.8028571429,
]

const numbers = (values: readonly number[], type: 'float' | 'integer' | 'time' = 'float') =>
  ({ kind: 'number', type, values: Float64Array.from(values) }) as const
const valuesOf = (table: Table, name: string) => (table.columns.get(name) as ReturnType<typeof numbers>).values
const predict = async (table: Table) => {
  const b = valuesOf(table, 'b')
  return valuesOf(table, 'a').map((a, row) => a * b[row]! + a ** 2 + Math.abs(b[row]!))
}

function rowsOf(more: Record<string, Column> = {}) {
  const columns = new Map<string, Column>(Object.entries({ a: numbers(A), b: numbers(B), ...more }))
  const zeros = new Float64Array(A.length)
  return {
    table: { rows: A.length, columns },
    sample: regressionSample({ labels: zeros, predictions: zeros }),
    groups: undefined,
  }
}

test('partialDependence: mean answers as scikit-learn gives them', async () => {
  const [found] = await partialDependence({ predict, width: 1 }, rowsOf(), ['a'])
  assert.deepEqual([found!.feature, found!.rows, found!.points.length], ['a', 14, 11])
  found!.points.forEach(({ answer, at, ci }, place) => {
    assert.ok(Math.abs(answer - KNOWN[place]!) < 1e-9, `${at}: ${answer}`)
    assert.ok(ci![0] <= answer && answer <= ci![1])
  })
})

test('partialDependence: four features that are numbers and vary; nothing of a model with an answer for each class', async () => {
  const text = { kind: 'text', codes: new Int32Array(14), levels: ['x'] } as const
  const more = {
    text,
    same: numbers(A.map(() => 7)),
    day: numbers(A, 'time'),
    c: numbers(A),
    d: numbers(A),
    e: numbers(A),
  }
  const names = ['text', 'same', 'day', 'a', 'b', 'c', 'd', 'e']
  const found = await partialDependence({ predict, width: 1 }, rowsOf(more), names)
  assert.deepEqual(
    found.map(({ feature }) => feature),
    ['a', 'b', 'c', 'd'],
  )
  assert.deepEqual(await partialDependence({ predict, width: 3 }, rowsOf(), ['a']), [])
})

test('partialDependence: a thousand rows and their weights', async () => {
  const rows = 3_000
  const b = Array.from({ length: rows }, (_, row) => row % 7)
  const table = {
    rows,
    columns: new Map([
      ['a', numbers(b)],
      ['b', numbers(b)],
    ]),
  }
  const zeros = new Float64Array(rows)
  const weights = Float64Array.from(b, (value) => Number(value === 3))
  const sample = regressionSample({ labels: zeros, predictions: zeros, weights })
  const [{ points, rows: asked }] = (await partialDependence(
    { predict, width: 1 },
    { table, sample, groups: undefined },
    ['a'],
  )) as [Awaited<ReturnType<typeof partialDependence>>[number]]
  assert.equal(asked, 1_000)
  assert.ok(points.every(({ answer, at }) => Math.abs(answer - (3 * at + at ** 2 + 3)) < 1e-9))
})

test('gridOf: rounded values between the outer twentieths, whole ones of whole numbers, none of what does not vary', () => {
  assert.deepEqual(gridOf(numbers(A)), [-1, -0.8, -0.6, -0.4, -0.2, 0, 0.2, 0.4, 0.6, 0.8, 1])
  assert.deepEqual(gridOf(numbers([0, 1, 2, 2, 1], 'integer')), [0, 1, 2])
  assert.deepEqual(gridOf(numbers([5, 5, Number.NaN])), [])
  assert.deepEqual(gridOf(numbers([Number.NaN])), [])
  assert.deepEqual(gridOf(numbers([0, 12_345_678], 'integer')).slice(0, 2), [0, 1_000_000])
})
