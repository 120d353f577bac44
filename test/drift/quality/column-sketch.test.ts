import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column } from '../../../core/data/table.ts'
import { sketchColumn, sketchesApart } from '../../../core/drift/quality/column-sketch.ts'
import { gaussian, uniform } from '../../metrics/random-samples.ts'

const numbers = (values: ArrayLike<number>, type: 'float' | 'time' = 'float'): Column => {
  return { kind: 'number', type, values: Float64Array.from(values) }
}

test('sketchColumn: of 1,000,000 rows 4,096 at most tell D to 0.05', () => {
  const normal = gaussian(uniform(3))
  const draw = (shift: number) =>
    sketchColumn(numbers(Float64Array.from({ length: 1_000_000 }, () => normal() + shift)))
  const [first, second] = [draw(0), draw(0.5)]
  assert.ok(first.kind === 'numbers' && first.values!.length <= 4096 && first.values!.length > 2048)
  // D of two normals half a deviation apart is 2 Φ(¼) − 1.
  assert.ok(Math.abs(sketchesApart(first, second) - 0.1974) < 0.05)
})

test('sketchesApart: tells nothing of different kinds, nor of a column without a value', () => {
  const [one, time, none] = [numbers([1, 2]), numbers([1, 2], 'time'), numbers([NaN, Infinity])].map(sketchColumn)
  assert.equal(sketchesApart(one!, one!), 0)
  assert.equal(sketchesApart(one!, time!), Infinity)
  assert.equal(sketchesApart(one!, none!), Infinity)
  const text = sketchColumn({ kind: 'text', codes: Int32Array.of(-1), levels: ['a'] })
  assert.equal(sketchesApart(text, text), Infinity)
})

test('sketchColumn: of more than 10,000 texts those with the most rows are kept', () => {
  const levels = Array.from({ length: 20_000 }, (_, k) => `v${k}`)
  const codes = Int32Array.from({ length: 30_000 }, (_, row) => (row < 20_000 ? row : 10_000 + (row % 10_000)))
  const sketch = sketchColumn({ kind: 'text', codes, levels })
  assert.ok(sketch.kind === 'text')
  assert.equal(sketch.rowsOf.size, 10_000)
  assert.ok([...sketch.rowsOf].every(([value, rows]) => rows === 2 && Number(value.slice(1)) >= 10_000))
})
