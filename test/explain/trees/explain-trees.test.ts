import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column, Table } from '../../../core/data/table.ts'
import { shapley } from '../../../core/explain/shapley.ts'
import { explainTrees } from '../../../core/explain/trees/explain-trees.ts'
import { readForest } from '../../../core/explain/trees/read-forest.ts'
import { randomBits } from '../../../core/stats/random.ts'
import { builtinTrainer } from '../../../core/training/builtin.ts'
import type { TrainingData } from '../../../core/training/trainer.ts'
import { numbers, texts } from '../../training/columns.ts'
import { runModel } from '../../training/run-model.ts'
import { seeded } from '../../training/seeded.ts'

const ROWS = 900
const BESIDE = 20

/** Numbers, some missing; text of few levels, some missing; and text of more levels than bins, some of them seen once. */
function features(): Map<string, Column> {
  const random = seeded(11)
  const each = <T>(make: () => T) => Array.from({ length: ROWS }, make)
  const some = <T>(value: T, none: T) => (random() < 0.1 ? none : value)
  return new Map<string, Column>([
    ['a', numbers(each(() => some(random(), Number.NaN)))],
    ['b', numbers(each(() => random()))],
    ['few', texts(each(() => some<string | undefined>('uvwxyz'[Math.floor(random() * 6)], undefined)))],
    ['few too', texts(each(() => 'uvw'[Math.floor(random() * 3)]))],
    ['many', texts(each(() => `level ${Math.floor(random() * 400)}`))],
  ])
}

function dataOf(classes: readonly string[], task: TrainingData['task']): TrainingData {
  const columns = features()
  const random = seeded(5)
  const [a, b, few] = ['a', 'b', 'few'].map((name) => columns.get(name)!)
  const labels = Float64Array.from({ length: ROWS }, (_, row) => {
    const [x, y] = [a, b].map((column) => (column!.kind === 'number' ? column!.values[row]! || 0 : 0))
    const level = few!.kind === 'text' ? few!.codes[row]! : 0
    const value = x! * 3 + (level % 3) * y! + random()
    return task === 'regression' ? value : Math.min(classes.length - 1, Math.floor((value * classes.length) / 4))
  })
  return { task, rows: ROWS, features: columns, labels, classes, weights: undefined }
}

const TASKS = [
  ['regression', []],
  ['binary-classification', ['no', 'yes']],
  ['multiclass-classification', ['low', 'middle', 'high']],
] as const

for (const [task, classes] of TASKS) {
  test(`explainTrees: of ${task}, what asking about every coalition says`, async () => {
    const data = dataOf(classes, task)
    const bytes = builtinTrainer('gradient-boosting')(data, { rounds: 30 }, 7)
    const forest = readForest(bytes)
    assert.ok(forest !== undefined)
    const table: Table = { rows: BESIDE + 1, columns: data.features }
    const width = Math.max(1, classes.length)
    const at = width > 2 ? 1 : 0
    const answers = await runModel(bytes, new Map(Array.from(data.features, ([name, column]) => [name, first(column)])))
    const features = [...data.features.keys()]
    const found = explainTrees(forest, table, {
      task,
      order: classes.map((_, place) => place),
      at,
      answers: width === 2 ? answers.filter((_, place) => place % 2 === 1) : answers,
      features,
    })
    assert.ok(found?.exact)
    const asked = await shapley(
      features,
      table,
      async (batch) => scaled(await runModel(bytes, batch.columns), width, at),
      randomBits(1),
    )
    assert.ok(asked.exact)
    const known = new Map(asked.contributions.map(({ feature, value }) => [feature, value]))
    for (const { feature, value } of found.contributions)
      assert.ok(Math.abs(value - known.get(feature)!) < 1e-5, `${feature}: ${value}, asked ${known.get(feature)}`)
    assert.ok(found.contributions.filter(({ value }) => value !== 0).length >= 4)
    const sum = found.contributions.reduce((total, { value }) => total + value, 0)
    assert.ok(Math.abs(sum - (found.answer - found.base)) < 1e-9)
  })
}

test('explainTrees: where the positive class is the first in the file, its log-odds have the other sign', async () => {
  const data = dataOf(['no', 'yes'], 'binary-classification')
  const bytes = builtinTrainer('gradient-boosting')(data, { rounds: 10 }, 7)
  const table: Table = { rows: BESIDE + 1, columns: data.features }
  const both = await runModel(bytes, new Map(Array.from(data.features, ([name, column]) => [name, first(column)])))
  const explain = (order: readonly number[]) =>
    explainTrees(readForest(bytes)!, table, {
      task: 'binary-classification',
      order,
      at: 0,
      answers: both.filter((_, place) => place % 2 === order[1]),
      features: [...data.features.keys()],
    })!
  const [yes, no] = [explain([0, 1]), explain([1, 0])]
  assert.equal(no.answer, -yes.answer)
  assert.deepEqual(
    no.contributions.map(({ value }) => -value),
    yes.contributions.map(({ value }) => value),
  )
})

test('explainTrees: trees that do not answer as their model explain nothing', () => {
  const data = dataOf([], 'regression')
  const forest = readForest(builtinTrainer('gradient-boosting')(data, { rounds: 3 }, 7))!
  const table: Table = { rows: BESIDE + 1, columns: data.features }
  const asked = {
    task: 'regression',
    order: [],
    at: 0,
    answers: new Float64Array(BESIDE + 1).fill(1),
    features: [...data.features.keys()],
  } as const
  assert.equal(explainTrees(forest, table, asked), undefined)
})

test('readForest: a model without trees has none', () => {
  assert.equal(readForest(builtinTrainer('linear')(dataOf([], 'regression'), {}, 7)), undefined)
})

function first(column: Column): Column {
  const end = BESIDE + 1
  return column.kind === 'text'
    ? { ...column, codes: column.codes.slice(0, end) }
    : { ...column, values: column.values.slice(0, end) }
}

/** From what a model says to what its trees add up to. */
function scaled(answers: Float64Array, width: number, at: number): Float64Array {
  if (width === 1) return answers
  return Float64Array.from({ length: answers.length / width }, (_, row) => {
    const logs = Array.from(answers.subarray(row * width, (row + 1) * width), Math.log)
    return width === 2 ? logs[1]! - logs[0]! : logs[at]! - logs.reduce((sum, log) => sum + log, 0) / width
  })
}
