import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Table } from '../../core/data/table.ts'
import { shapley } from '../../core/explain/shapley.ts'
import { randomBits } from '../../core/stats/random.ts'

const numbers = (values: readonly number[]) =>
  ({ kind: 'number', type: 'float', values: Float64Array.from(values) }) as const
const valuesOf = (table: Table, name: string) => (table.columns.get(name) as ReturnType<typeof numbers>).values
const total = ({ contributions }: Awaited<ReturnType<typeof shapley>>) =>
  contributions.reduce((sum, { value }) => sum + value, 0)

test('shapley: the values of shap, which add up', async () => {
  const columns = new Map([
    ['a', numbers([1.79, -1.86, -0.08, -0.48, 0.88, -0.4])],
    ['b', numbers([0.44, -0.28, -0.63, -1.31, 1.71, -0.55])],
    ['c', numbers([-1.1, 1.49, -0.71, -0.77, 1.98, -0.8])],
  ])
  const predict = async (table: Table) => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => valuesOf(table, name))
    return a!.map((value, row) => value * b![row]! + Math.abs(c![row]!) * value + b![row]! ** 2)
  }
  const found = await shapley(['a', 'b', 'c'], { rows: 6, columns }, predict, randomBits(1))
  // shap 0.48.0, explainers.Exact with maskers.Independent of the other five rows.
  const known = { a: 2.40163, b: -0.6843, c: -0.08061 }
  const base = 1.31348
  assert.ok(found.exact && Math.abs(found.base - base) < 1e-9)
  for (const { feature, value } of found.contributions)
    assert.ok(Math.abs(value - known[feature as 'a']) < 1e-9, `${feature} ${value}`)
  assert.ok(Math.abs(total(found) - (found.answer - found.base)) < 1e-12)
})

test('shapley: of many features along random orders, which add up too, exact where features only add', async () => {
  const names = Array.from({ length: 14 }, (_, at) => `f${at}`)
  const bits = randomBits(5)
  const columns = new Map(names.map((name) => [name, numbers(Array.from({ length: 21 }, () => bits() / 2 ** 32))]))
  const weighted = async (table: Table) =>
    Float64Array.from({ length: table.rows }, (_, row) =>
      names.reduce((sum, name, at) => sum + at * valuesOf(table, name)[row]!, 0),
    )
  const added = await shapley(names, { rows: 21, columns }, weighted, randomBits(1))
  for (const { feature, value } of added.contributions) {
    const [own, ...others] = (columns.get(feature) as ReturnType<typeof numbers>).values
    const mean = others.reduce((sum, each) => sum + each, 0) / 20
    assert.ok(Math.abs(value - names.indexOf(feature) * (own! - mean)) < 1e-9)
  }
  const together = async (table: Table) => (await weighted(table)).map((sum) => Math.exp(sum / 20))
  const found = await shapley(names, { rows: 21, columns }, together, randomBits(1))
  assert.equal(found.exact, false)
  assert.ok(found.contributions.some(({ se }) => se > 0))
  assert.ok(Math.abs(total(found) - (found.answer - found.base)) < 1e-9)
})

test('shapley: a model that answers the same rows differently is told, not explained', async () => {
  const bits = randomBits(3)
  const columns = new Map([['a', numbers([1, 2, 3])]])
  const predict = async (table: Table) => valuesOf(table, 'a').map((value) => value + bits() / 2 ** 32)
  await assert.rejects(
    shapley(['a'], { rows: 3, columns }, predict, randomBits(1)),
    /answers the same rows alike each time/,
  )
})
