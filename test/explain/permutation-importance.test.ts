import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Table } from '../../core/data/table.ts'
import { permutationImportance, rowsToExplain } from '../../core/explain/permutation-importance.ts'
import { groupsOf } from '../../core/groups.ts'
import { metricOf } from '../../core/metrics/index.ts'
import type { Metric } from '../../core/metrics/metric.ts'
import { regressionSample } from '../../core/metrics/sample.ts'
import { namedBits } from '../../core/stats/named-bits.ts'
import { normalQuantile } from '../../core/stats/normal.ts'

const mse = metricOf('regression', 'mse') as unknown as Metric
const numbers = (values: Float64Array) => ({ kind: 'number', type: 'float', values }) as const
const valuesOf = (table: Table, name: string) => (table.columns.get(name) as ReturnType<typeof numbers>).values

function gauss(name: string, rows: number, seed: number): Float64Array {
  const bits = namedBits(seed)(name)
  return Float64Array.from({ length: rows }, () => normalQuantile(((bits() >>> 0) + 0.5) / 2 ** 32))
}

/** Importance of `a`, which counts 1, in groups of ten rows of which each has much of its `a` and of its error in common. */
async function ofGroups(seed: number) {
  const rows = 400
  const code = Float64Array.from({ length: rows }, (_, row) => Math.floor(row / 10))
  const [a, error, groupA, groupError] = ['a', 'error', 'groupA', 'groupError'].map((name) => gauss(name, rows, seed))
  const values = a!.map((value, row) => 0.6 * value + 0.8 * groupA![code[row]!]!)
  const labels = values.map((value, row) => value + error![row]! + 0.7 * groupError![code[row]!]!)
  const table = { rows, columns: new Map([['a', numbers(values)]]) }
  const [found] = await permutationImportance(
    { columns: ['a'], predict: async (given) => valuesOf(given, 'a') },
    {
      table,
      sample: regressionSample({ labels, predictions: values }),
      groups: groupsOf(numbers(code)),
      threshold: 0.5,
    },
    { bits: namedBits(seed), metric: mse },
  )
  return found!
}

test('permutationImportance: intervals hold their level where rows are alike in groups', async () => {
  // Two independent draws of a differ by 2 in square on average, and a counts 1.
  let held = 0
  for (let seed = 0; seed < 300; seed++) {
    const { ci } = await ofGroups(seed)
    if (ci![0] <= 2 && 2 <= ci![1]) held++
  }
  assert.ok(held / 300 > 0.88 && held / 300 < 0.99, `${held} of 300`)
})

test('permutationImportance: what goes together is dealt together, the weightiest first, what is not used counts 0', async () => {
  const rows = 500
  const [a, b, noise] = ['a', 'b', 'noise'].map((name) => gauss(name, rows, 5))
  const twin = a!.map((value, row) => -value + 0.1 * noise![row]!)
  const columns = new Map(Object.entries({ b, unused: noise, a, twin }).map(([name, of]) => [name, numbers(of!)]))
  const predict = async (table: Table) =>
    valuesOf(table, 'a').map((value, row) => value - valuesOf(table, 'twin')[row]! + valuesOf(table, 'b')[row]!)
  const labels = await predict({ rows, columns })
  const explain = () =>
    permutationImportance(
      { columns: [...columns.keys()], predict },
      {
        table: { rows, columns },
        sample: regressionSample({ labels, predictions: labels }),
        groups: undefined,
        threshold: 0.5,
      },
      { bits: namedBits(3), metric: mse },
    )
  const found = await explain()
  assert.deepEqual(
    found.map(({ correlated_with, feature }) => [feature, correlated_with]),
    [
      ['a', ['twin']],
      ['b', []],
      ['unused', []],
    ],
  )
  assert.deepEqual(found[2], { feature: 'unused', correlated_with: [], importance: 0, ci: [0, 0], rows, repeats: 3 })
  assert.ok(Math.abs(found[1]!.importance! - 2) < 0.4)
  assert.deepEqual(await explain(), found)
})

test('permutationImportance: of many features those that change answers most, and not all rows', async () => {
  const rows = 200
  const names = Array.from({ length: 300 }, (_, at) => `f${at}`)
  const columns = new Map(names.map((name) => [name, numbers(gauss(name, rows, 1))]))
  const predict = async (table: Table) => valuesOf(table, 'f299')
  const labels = await predict({ rows, columns })
  const found = await permutationImportance(
    { columns: names, predict },
    {
      table: { rows, columns },
      sample: regressionSample({ labels, predictions: labels }),
      groups: undefined,
      threshold: 0.5,
    },
    { bits: namedBits(3), metric: mse },
  )
  assert.equal(found.length, 50)
  assert.equal(found[0]!.feature, 'f299')
  assert.deepEqual([1, 10, 50, 2_000].map(rowsToExplain), [20_000, 6_666, 1_333, 500])
})
