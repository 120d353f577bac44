import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Column, pickColumn } from '../../core/data/table.ts'
import { type Perturbation, perturbing } from '../../core/robustness/perturb.ts'
import { spreadsOf } from '../../core/robustness/spreads.ts'
import { typo } from '../../core/robustness/typo.ts'

const ROWS = 20_000
const floats: Column = { kind: 'number', type: 'float', values: new Float64Array(ROWS).fill(5) }
const text: Column = {
  kind: 'text',
  codes: Int32Array.from({ length: ROWS }, (_, row) => (row % 3) - 1),
  levels: ['JFK', 'AA'],
}
const NOISE: Perturbation = { perturbation: 'noise', level: 0.1 }
const TYPOS: Perturbation = { perturbation: 'typos', level: 0.05 }

test('perturbing: noise has a tenth of the spread, and mean 0', () => {
  const changed = perturbing(NOISE, 7, new Map([['a', 20]]))('a', floats)
  assert.ok(changed.kind === 'number')
  const off = changed.values.map((value) => value - 5)
  const mean = off.reduce((sum, one) => sum + one, 0) / ROWS
  const spread = Math.sqrt(off.reduce((sum, one) => sum + one * one, 0) / ROWS)
  assert.ok(Math.abs(mean) < 0.06, `${mean}`)
  assert.ok(Math.abs(spread - 2) < 0.05, `${spread}`)
})

test('perturbing: integers stay integers; text, booleans and times get no noise, missing values stay missing', () => {
  const perturb = perturbing(
    NOISE,
    7,
    new Map([
      ['n', 100],
      ['t', 100],
    ]),
  )
  const whole = perturb('n', { kind: 'number', type: 'integer', values: Float64Array.of(1, 2, Number.NaN, 4) })
  assert.ok(whole.kind === 'number' && whole.type === 'integer')
  assert.ok([0, 1, 3].every((row) => Number.isInteger(whole.values[row])))
  assert.ok(Number.isNaN(whole.values[2]))
  const time: Column = { kind: 'number', type: 'time', values: Float64Array.of(1) }
  assert.equal(perturb('t', time), time)
  assert.equal(perturb('x', text), text)
})

test('perturbing: of 5 % of values goes missing, or has two letters changed', () => {
  const gaps = perturbing({ perturbation: 'missing', level: 0.05 }, 7, new Map())('a', floats)
  assert.ok(gaps.kind === 'number')
  const missing = gaps.values.filter(Number.isNaN).length
  assert.ok(Math.abs(missing / ROWS - 0.05) < 0.006, `${missing}`)
  const typed = perturbing(TYPOS, 7, new Map())('a', text)
  assert.ok(typed.kind === 'text' && text.kind === 'text')
  const changed = typed.codes.filter((code, row) => code !== text.codes[row]).length
  assert.ok(Math.abs(changed / (ROWS * (2 / 3)) - 0.05) < 0.008, `${changed}`)
  assert.deepEqual(new Set(typed.levels), new Set(['JFK', 'AA', 'FJK', 'JKF', 'AAA']))
  assert.ok(text.codes.every((code, row) => code >= 0 || typed.codes[row] === -1))
  assert.deepEqual(text.levels, ['JFK', 'AA'])
})

test('perturbing: rows in batches and in one go, in whatever order columns come, get the same values', () => {
  for (const change of [NOISE, TYPOS, { perturbation: 'missing', level: 0.3 } as const]) {
    const whole = perturbing(change, 3, new Map([['a', 2]]))
    const parts = perturbing(change, 3, new Map([['a', 2]]))
    for (const column of [floats, text] as Column[]) {
      const name: string = column.kind
      const at = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, row) => from + row)
      const expected = valuesOf(whole(name, column))
      const found = [
        [0, 7],
        [7, 8000],
        [8000, ROWS],
      ].flatMap(([from, to]): Values => {
        parts('another', pickColumn(column, at(0, 5)))
        return valuesOf(parts(name, pickColumn(column, at(from!, to!))))
      })
      assert.deepEqual(found, expected)
    }
  }
})

type Values = readonly (number | string | undefined)[]

function valuesOf(column: Column): Values {
  return column.kind === 'text' ? [...column.codes].map((code) => column.levels[code]) : [...column.values]
}

test('typo: neighbours change places, by characters and not by their halves', () => {
  assert.equal(typo('JFK', 0.99), 'JKF')
  assert.equal(typo('aab', 0), 'aba')
  assert.equal(typo('😀b', 0), 'b😀')
  assert.equal(typo('x', 0), 'xx')
  assert.equal(typo('', 0), '')
})

test('spreadsOf: the standard deviation over all batches, missing and infinite values left out', async () => {
  const batch = (...values: number[]) => ({
    rows: values.length,
    columns: new Map<string, Column>([
      ['a', { kind: 'number', type: 'float', values: Float64Array.from(values) }],
      ['t', text],
    ]),
  })
  async function* batches() {
    yield batch(2, 4, Number.NaN)
    yield batch(4, 4, 5, 5, 7, 9, Infinity)
  }
  assert.deepEqual(await spreadsOf(batches()), new Map([['a', 2]]))
})
