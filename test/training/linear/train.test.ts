import assert from 'node:assert/strict'
import { test } from 'node:test'
import { designMatrix } from '../../../core/training/linear/design.ts'
import { fit } from '../../../core/training/linear/fit.ts'
import { schema } from '../../../core/training/linear/parameters.ts'
import { linear } from '../../../core/training/linear/train.ts'
import type { TrainingData } from '../../../core/training/trainer.ts'
import { binary, numbers, texts } from '../columns.ts'
import { BEAK, MASS, readPenguins, widestGap } from '../penguins.ts'
import { runModel } from '../run-model.ts'
import { seeded } from '../seeded.ts'
import reference from '../sklearn_reference.json' with { type: 'json' }

/** The model's predictions for every tenth row, as the reference has them. */
async function everyTenth(data: TrainingData): Promise<number[][]> {
  const width = Math.max(data.classes.length, 1)
  const predictions = await runModel(linear(data, { min_level_rows: 1 }, 7), data.features)
  return Array.from({ length: Math.ceil(data.rows / 10) }, (_, i) => [
    ...predictions.subarray(i * 10 * width, (i * 10 + 1) * width),
  ])
}

test('linear: multinomial regression with gaps in numbers and text equals scikit-learn', async () => {
  const { rows, predictions } = reference.penguins.species
  const data = readPenguins({ target: 'Species', numbers: [...BEAK, MASS], texts: ['Island', 'Sex'] })
  assert.equal(data.rows, rows)
  assert.ok(widestGap((await everyTenth(data)).flat(), predictions.flat()) < 5e-6)
})

test('linear: logistic regression equals scikit-learn', async () => {
  const { rows, predictions } = reference.penguins.sex
  const keep = ({ Sex }: Readonly<Record<string, unknown>>) => Sex === 'MALE' || Sex === 'FEMALE'
  const data = readPenguins({ target: 'Sex', numbers: [...BEAK, MASS], texts: ['Species'], keep })
  assert.equal(data.rows, rows)
  assert.ok(widestGap((await everyTenth(data)).flat(), predictions.flat()) < 5e-6)
})

test('linear: least squares equals scikit-learn to a hundredth of a gram', async () => {
  const { rows, predictions } = reference.penguins.mass
  const keep = (row: Readonly<Record<string, unknown>>) => row[MASS] !== null
  const data = readPenguins({ target: MASS, numbers: BEAK, texts: ['Species', 'Sex'], keep })
  assert.equal(data.rows, rows)
  assert.ok(widestGap((await everyTenth(data)).flat(), predictions) < 0.01)
})

test('linear: the model predicts what the coefficients do, with gaps, infinities and rare text', async () => {
  const random = seeded(4)
  const x = Array.from({ length: 400 }, (_, i) =>
    i % 9 === 0 ? Number.NaN : i === 5 ? Number.POSITIVE_INFINITY : 1e5 + random(),
  )
  const colours = x.map((_, i) => ['red', 'green', undefined, `rare ${i}`][Math.floor(random() * 4)])
  const labels = x.map(
    (value, i) => +((Number.isNaN(value) ? 1 : value - 1e5) + (colours[i] === 'red' ? 0.5 : 0) + random() > 1),
  )
  const data = binary({ x: numbers(x), colour: texts(colours) }, labels)
  const design = designMatrix(data, 10)
  const [sum] = fit(data, design, schema.parse({}))
  const { mean, scale } = design.numbers.get('x')!
  const { levels } = design.texts.get('colour')!
  const expected = x.flatMap((value, row) => {
    const known = Number.isFinite(value)
    const [slope, missing, ...text] = sum!.coefficients
    const place = levels.indexOf(colours[row] ?? '')
    const z = known ? (Math.fround(value) - mean) * scale * slope! : missing!
    const probability = 1 / (1 + Math.exp(-(z + sum!.intercept + text.at(place)!)))
    return [1 - probability, probability]
  })
  assert.deepEqual(levels.toSorted(), ['', 'green', 'red'])
  assert.ok(widestGap(await runModel(linear(data, {}, 7), data.features), expected) < 2e-6)
})

test('linear: unknown and rare text share a coefficient, and without rare text it is 0', async () => {
  const labels = Array.from({ length: 60 }, (_, i) => i % 2)
  const colours = labels.map((label, i) => (i < 6 ? `rare ${i}` : label === 1 ? 'red' : 'blue'))
  const data = binary({ colour: texts(colours) }, labels)
  const [rare, unknown] = (await runModel(linear(data, {}, 7), new Map([['colour', texts(['rare 3', 'new'])]]))).filter(
    (_, i) => i % 2 === 1,
  )
  assert.equal(rare, unknown)
  const frequent = binary({ colour: texts(colours.slice(6)) }, labels.slice(6))
  const design = designMatrix(frequent, 10)
  assert.equal(fit(frequent, design, schema.parse({}))[0]!.coefficients.at(-1), 0)
})

test('linear: constant and missing columns change nothing, and copies of a column share its part', async () => {
  const random = seeded(2)
  const x = Array.from({ length: 300 }, random)
  const labels = x.map((value) => +(value + random() > 1))
  const alone = binary({ x: numbers(x) }, labels)
  const idle = {
    one: numbers(x.map(() => 0.1)),
    gone: numbers(x.map(() => Number.NaN)),
    single: texts(x.map(() => 'only')),
  }
  const accompanied = binary({ x: numbers(x), ...idle }, labels)
  const weak = { l2: 1e-6 }
  const expected = await runModel(linear(alone, weak, 7), alone.features)
  assert.ok(widestGap(await runModel(linear(accompanied, weak, 7), accompanied.features), expected) < 1e-5)
  const copied = binary({ x: numbers(x), again: numbers(x), shifted: numbers(x.map((value) => 7 - 2 * value)) }, labels)
  assert.ok(widestGap(await runModel(linear(copied, weak, 7), copied.features), expected) < 1e-5)
})

test('linear: classes that a line parts perfectly give finite coefficients and right answers', async () => {
  const x = Array.from({ length: 50 }, (_, i) => i)
  const data = binary(
    { x: numbers(x, 'integer') },
    x.map((value) => +(value >= 25)),
  )
  const [sum] = fit(data, designMatrix(data, 10), schema.parse({}))
  assert.ok(Number.isFinite(sum!.coefficients[0]!) && sum!.coefficients[0]! < 20)
  const predictions = await runModel(linear(data, {}, 7), data.features)
  x.forEach((value, row) => {
    assert.equal(predictions[row * 2 + 1]! > 0.5, value >= 25)
  })
})

test('linear: a weight of 2 is the row twice, and a weight of 0 no row', async () => {
  const random = seeded(5)
  const x = Array.from({ length: 200 }, random)
  const labels = x.map((value) => +(value + random() > 1))
  const weights = x.map((_, i) => i % 3)
  const copies = x.flatMap((_, i) => new Array<number>(weights[i]!).fill(i))
  const weighted = binary({ x: numbers(x) }, labels, weights)
  const copied = binary(
    { x: numbers(copies.map((i) => x[i]!)) },
    copies.map((i) => labels[i]!),
  )
  const [a, b] = [linear(weighted, {}, 7), linear(copied, {}, 7)]
  assert.ok(widestGap(await runModel(a, copied.features), await runModel(b, copied.features)) < 1e-6)
})

test('linear: two rows are enough, and the same data gives the same bytes', async () => {
  const data: TrainingData = { ...binary({ x: numbers([0, 1]) }, [10, 20]), task: 'regression', classes: [] }
  const predictions = await runModel(linear(data, { l2: 1e-9 }, 7), data.features)
  assert.ok(widestGap(predictions, [10, 20]) < 1e-3)
  assert.deepEqual(linear(data, {}, 7), linear(data, {}, 7))
})

test('linear: a parameter of the other trainer is refused', () => {
  const data = binary({ x: numbers([1, 2]) }, [0, 1])
  assert.throws(() => linear(data, { rounds: 100 }, 7), /Unexpected parameter `rounds`.*built-in trainer linear/)
})
