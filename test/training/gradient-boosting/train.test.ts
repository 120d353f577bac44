import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column } from '../../../core/data/table.ts'
import { addTrees } from '../../../core/training/gradient-boosting/add-trees.ts'
import { boost } from '../../../core/training/gradient-boosting/boost.ts'
import { binColumns } from '../../../core/training/gradient-boosting/columns.ts'
import { schema } from '../../../core/training/gradient-boosting/parameters.ts'
import { gradientBoosting } from '../../../core/training/gradient-boosting/train.ts'
import type { TrainingData } from '../../../core/training/trainer.ts'
import { binary, numbers, texts } from '../columns.ts'
import { readOnnx } from '../onnx/read-onnx.ts'
import { widestGap } from '../penguins.ts'
import { runModel } from '../run-model.ts'
import { seeded } from '../seeded.ts'

const ROWS = 1_500

/** Two numbers with gaps, text of a few levels and text of 300, and a target that depends on all of them. */
function generate(task: TrainingData['task'], seed = 1): TrainingData {
  const random = seeded(seed)
  const columns = { 'hour of day': [] as number[], größe: [] as number[] }
  const few: (string | undefined)[] = []
  const many: string[] = []
  const labels: number[] = []
  for (let row = 0; row < ROWS; row++) {
    const hour = random() < 0.1 ? Number.NaN : Math.floor(random() * 24)
    const size = Math.fround(random() * 3)
    const level = Math.floor(random() * 6)
    const code = Math.floor(random() * 300)
    columns['hour of day'].push(hour)
    columns.größe.push(size)
    few.push(level === 5 ? undefined : `level ${level}`)
    many.push(`code ${code}`)
    const signal = (Number.isNaN(hour) ? 2 : hour > 12 ? 1 : -1) + size + (level % 2 === 0 ? 1 : -1) + (code % 3)
    const noisy = signal + random() * 2
    labels.push(
      task === 'regression'
        ? noisy
        : task === 'binary-classification'
          ? +(noisy > 3)
          : Math.min(2, +(noisy > 2) + +(noisy > 4)),
    )
  }
  const features = new Map<string, Column>([
    ['hour of day', numbers(columns['hour of day'], 'integer')],
    ['größe', numbers(columns.größe)],
    ['few', texts(few)],
    ['many', texts(many)],
  ])
  const classes = {
    regression: [],
    'binary-classification': ['no', 'yes'],
    'multiclass-classification': ['a', 'b', 'c'],
  }
  return { task, rows: ROWS, features, labels: Float64Array.from(labels), classes: classes[task], weights: undefined }
}

/** What the trees themselves predict for the training rows, in 64-bit numbers and row-major. */
function predictInMemory(data: TrainingData, params: Record<string, unknown>, seed: number): number[] {
  const parameters = schema.parse(params)
  const columns = binColumns(data, parameters.max_bins, seed)
  const ofSums = addTrees(boost(data, columns, parameters), columns, data.features, data.rows)
  return Array.from({ length: data.rows }, (_, row) => {
    const sums = ofSums.map((own) => own[row]!)
    if (data.task === 'regression') return sums
    const scores = sums.length === 1 ? [0, sums[0]!] : sums
    const total = scores.reduce((sum, score) => sum + Math.exp(score), 0)
    return scores.map((score) => Math.exp(score) / total)
  }).flat()
}

function features(columns: Record<string, Column>): ReadonlyMap<string, Column> {
  return new Map(Object.entries(columns))
}

for (const task of ['binary-classification', 'multiclass-classification', 'regression'] as const) {
  test(`gradientBoosting: the ${task} model predicts what the trainer does, with gaps and text`, async () => {
    const data = generate(task)
    const params = { rounds: 40 }
    const predictions = await runModel(gradientBoosting(data, params, 7), data.features)
    assert.ok(widestGap(predictions, predictInMemory(data, params, 7)) < 2e-6)
  })
}

test('gradientBoosting: classes keep where their sums start when text takes more than one block of trees', async () => {
  const data = generate('multiclass-classification')
  const params = { rounds: 100, learning_rate: 0.02 }
  const bytes = gradientBoosting(data, params, 7)
  assert.ok(readOnnx(bytes).nodeTypes.filter((type) => type === 'TreeEnsembleRegressor').length > 1)
  assert.ok(widestGap(await runModel(bytes, data.features), predictInMemory(data, params, 7)) < 2e-6)
})

test('gradientBoosting: the model says its task, classes, inputs and output', () => {
  const { metadata, inputs, outputs } = readOnnx(
    gradientBoosting(generate('multiclass-classification'), { rounds: 1 }, 7),
  )
  assert.deepEqual(Object.fromEntries(metadata), {
    'contender.task': 'multiclass-classification',
    'contender.classes': '["a","b","c"]',
  })
  assert.deepEqual(
    inputs.map(({ name, elemType }) => [name, elemType]),
    [
      ['hour of day', 1],
      ['größe', 1],
      ['few', 8],
      ['many', 8],
    ],
  )
  assert.deepEqual(outputs, [{ name: 'probabilities', elemType: 1, shape: ['rows', 3] }])
})

test('gradientBoosting: the same seed gives the same bytes, another seed other folds for text of many levels', () => {
  const data = generate('binary-classification')
  const train = (seed: number) => gradientBoosting(data, { rounds: 5 }, seed)
  assert.deepEqual(train(7), train(7))
  assert.notDeepEqual(train(7), train(8))
})

test('gradientBoosting: beats chance on rows it has not seen', async () => {
  const model = gradientBoosting(generate('binary-classification', 1), {}, 7)
  const fresh = generate('binary-classification', 2)
  const scores = await runModel(model, fresh.features)
  let right = 0
  fresh.labels.forEach((label, row) => {
    right += +(scores[row * 2 + 1]! > 0.5) === label ? 1 : 0
  })
  assert.ok(right / ROWS > 0.8, `accuracy ${right / ROWS}`)
})

test('gradientBoosting: text that training did not see is treated as missing', async () => {
  const model = gradientBoosting(generate('regression'), {}, 7)
  const row = { 'hour of day': numbers([5, 5]), größe: numbers([1, 1]) }
  const [few, fewMissing] = await runModel(
    model,
    features({ ...row, few: texts(['new', undefined]), many: texts(['code 1', 'code 1']) }),
  )
  assert.equal(few, fewMissing)
  const [many, manyMissing] = await runModel(
    model,
    features({ ...row, few: texts(['level 1', 'level 1']), many: texts(['new', undefined]) }),
  )
  assert.equal(many, manyMissing)
})

test('gradientBoosting: rows on either side of a threshold between neighbouring 32-bit floats part', async () => {
  const next = Math.fround(1 + 2 ** -23)
  const data = binary(
    { x: numbers(Array.from({ length: 80 }, (_, i) => (i % 2 === 0 ? 1 : next))) },
    Array.from({ length: 80 }, (_, i) => i % 2),
  )
  const predictions = await runModel(gradientBoosting(data, {}, 7), data.features)
  assert.ok(predictions[1]! < 0.01 && predictions[3]! > 0.99)
})

test('gradientBoosting: 64-bit numbers are rounded as the model will see them', async () => {
  const data = binary(
    { x: numbers(Array.from({ length: 400 }, (_, i) => 1 + i * 1e-8)) },
    Array.from({ length: 400 }, (_, i) => +(i >= 200)),
  )
  const predictions = await runModel(gradientBoosting(data, {}, 7), data.features)
  assert.ok(widestGap(predictions, predictInMemory(data, {}, 7)) < 2e-6)
})

test('gradientBoosting: missing values alone can decide, and infinite ones are values', async () => {
  const cells = [Number.NaN, 1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const data = binary(
    { x: numbers(Array.from({ length: 160 }, (_, i) => cells[i % 4]!)) },
    Array.from({ length: 160 }, (_, i) => +(i % 4 === 0)),
  )
  const predictions = await runModel(gradientBoosting(data, {}, 7), data.features)
  assert.ok(predictions[1]! > 0.99)
  for (const row of [1, 2, 3]) assert.ok(predictions[row * 2 + 1]! < 0.01)
})

test('gradientBoosting: columns that are missing throughout, constant or of one level change nothing', async () => {
  const x = numbers(Array.from({ length: 100 }, (_, i) => i))
  const labels = Array.from({ length: 100 }, (_, i) => +(i > 40))
  const idle = {
    gone: numbers(new Array(100).fill(Number.NaN)),
    silent: texts(new Array(100).fill(undefined)),
    empty: texts(new Array(100).fill('')),
    constant: numbers(new Array(100).fill(3), 'integer'),
    single: texts(new Array(100).fill('only')),
  }
  const alone = binary({ x }, labels)
  const accompanied = binary({ ...idle, x }, labels)
  assert.deepEqual(
    await runModel(gradientBoosting(accompanied, {}, 7), accompanied.features),
    await runModel(gradientBoosting(alone, {}, 7), alone.features),
  )
})

test('gradientBoosting: text alone is enough, and one level of it gives the share of the positive class', async () => {
  const labels = Array.from({ length: 90 }, (_, i) => +(i % 3 === 0))
  const telling = binary({ colour: texts(labels.map((label) => (label === 1 ? 'red' : 'blue'))) }, labels)
  const predictions = await runModel(gradientBoosting(telling, {}, 7), telling.features)
  assert.ok(predictions[1]! > 0.99 && predictions[3]! < 0.01)
  const single = binary({ colour: texts(labels.map(() => 'red')) }, labels)
  const shares = await runModel(gradientBoosting(single, {}, 7), single.features)
  assert.ok(Math.abs(shares[1]! - 1 / 3) < 1e-6)
})

test('gradientBoosting: too few rows for a split give the mean', async () => {
  const data: TrainingData = { ...binary({ x: numbers([1, 2, 3]) }, [1, 2, 6]), task: 'regression', classes: [] }
  assert.deepEqual([...(await runModel(gradientBoosting(data, {}, 7), data.features))], [3, 3, 3])
})

test('gradientBoosting: a weight of 2 is the row twice, and a weight of 0 no row', async () => {
  const random = seeded(5)
  const x = Array.from({ length: 200 }, () => Math.floor(random() * 30))
  const labels = x.map((value) => +(value + random() * 20 > 25))
  const weights = x.map((_, i) => i % 3)
  const copies = x.flatMap((_, i) => new Array<number>(weights[i]!).fill(i))
  const params = { min_leaf_rows: 1, rounds: 20, max_leaves: 6 }
  const weighted = binary({ x: numbers(x) }, labels, weights)
  const copied = binary(
    { x: numbers(copies.map((i) => x[i]!)) },
    copies.map((i) => labels[i]!),
  )
  const [a, b] = [gradientBoosting(weighted, params, 7), gradientBoosting(copied, params, 7)]
  assert.ok(widestGap(await runModel(a, copied.features), await runModel(b, copied.features)) < 1e-5)
})

test('gradientBoosting: a class without rows is given next to no probability', async () => {
  const data: TrainingData = {
    ...binary(
      { x: numbers(Array.from({ length: 100 }, (_, i) => i)) },
      Array.from({ length: 100 }, (_, i) => (i > 50 ? 2 : 0)),
    ),
    task: 'multiclass-classification',
    classes: ['a', 'never', 'c'],
  }
  const predictions = await runModel(gradientBoosting(data, {}, 7), data.features)
  assert.ok(predictions.every((value) => Number.isFinite(value)))
  assert.ok(predictions[1]! < 1e-6 && predictions[0]! > 0.99)
})

test('gradientBoosting: an unknown parameter is refused with the nearest name', () => {
  const data = binary({ x: numbers([1, 2]) }, [0, 1])
  assert.throws(() => gradientBoosting(data, { max_leafs: 3 }, 7), {
    name: 'UserError',
    message:
      /^Unexpected parameter `max_leafs` in train.params of the built-in trainer gradient-boosting, did you mean `max_leaves`\?/,
  })
  assert.throws(() => gradientBoosting(data, { learning_rate: 0 }, 7), /learning_rate/)
})
