import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column } from '../../core/data/table.ts'
import { UserError } from '../../core/errors.ts'
import { type OnnxModel, openOnnx } from '../../core/models/onnx.ts'
import { fixture, modelBytes, table } from './fixture.ts'

const place = 'm.onnx'
const binary = { task: 'binary-classification', classes: [], place } as const
const regression = { task: 'regression', classes: [], place } as const

async function open(name: string, model: Omit<OnnxModel, 'bytes'>) {
  return openOnnx({ bytes: modelBytes(`graphs/${name}`), ...model })
}

/** What a model answers to some cells. */
async function ask(name: string, cells: Parameters<typeof table>[0], model: Omit<OnnxModel, 'bytes'> = binary) {
  const predictor = await open(name, model)
  const answer = await predictor.predict(table(cells))
  await predictor.close()
  return [...answer]
}

const refusal = (pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof UserError, String(error))
  assert.match(error.message, pattern)
  return true
}

for (const [name, logits, tolerance] of [
  ['sklearn-mixed', false, 1e-6],
  ['sklearn-iris', false, 1e-6],
  ['sklearn-mlp', false, 1e-6],
  ['sklearn-diabetes', false, 1e-4], // in units of the target, about 150: 32-bit rounding
  ['lightgbm', false, 1e-6],
  ['xgboost', false, 1e-6],
  ['xgboost-regression', false, 1e-5],
  ['torch-binary', true, 1e-6],
  ['torch-multiclass', true, 1e-6],
] as const) {
  test(`openOnnx: ${name} answers what its own library answered`, async () => {
    const { bytes, task, classes, batch, expected } = fixture(name)
    const trainingColumns = [...batch.columns.keys()]
    const predictor = await openOnnx({ bytes, place, task, classes, trainingColumns, logits })
    const answer = await predictor.predict(batch)
    await predictor.close()
    assert.deepEqual(predictor.columns, trainingColumns)
    assert.equal(answer.length, expected.flat().length)
    for (const [i, value] of expected.flat().entries()) {
      assert.ok(Math.abs(answer[i]! - value) <= tolerance, `value ${i}: ${answer[i]}, expected ${value}`)
    }
  })
}

test('openOnnx: each type of input gets its column, by name, in both shapes', async () => {
  const cells = {
    text: ['64', '8'],
    bool: [true, false],
    int32: [2, -3],
    int64: [2 ** 40, -1],
    double: [0.5, 0],
    float: [0.25, 16],
  }
  assert.deepEqual(
    await ask('every-type', cells, regression),
    [0.25 + 0.5 + 2 ** 40 + 2 + 1 + 64, 16 - 1 - 3 + 8].map(Math.fround),
  )
})

test('openOnnx: numbers go to an input of text as text, and a missing number to a float as NaN', async () => {
  const cells = { text: [7], bool: [1], int32: [0], int64: [0], double: [0], float: [0] }
  assert.deepEqual(await ask('every-type', cells, regression), [8])
  await assert.rejects(
    ask('echo', { score: [0.5, null] }),
    refusal(/`NaN` in output `out` of m.onnx, row 2 of the batch/),
  )
})

test('openOnnx: an integer input refuses a missing value, a fraction and text', async () => {
  await assert.rejects(
    ask('echo-int64', { count: [1, null] }, regression),
    refusal(/missing value in column `count`, row 2 of the batch, expected a whole number: m.onnx takes it as int64/),
  )
  await assert.rejects(ask('echo-int64', { count: [1.5] }, regression), refusal(/`1.5` in column `count`, row 1/))
  await assert.rejects(
    ask('echo-int64', { count: ['a'] }, regression),
    refusal(/text in column `count`, expected numbers/),
  )
})

test('openOnnx: 64-bit integers of an output become numbers', async () => {
  assert.deepEqual(await ask('echo-int64', { count: [3, -4, 2 ** 50] }, regression), [3, -4, 2 ** 50])
})

test('openOnnx: a float input refuses text and times', async () => {
  await assert.rejects(
    ask('echo', { score: ['a'] }),
    refusal(/text in column `score`, expected numbers: m.onnx takes it as float32; encode it/),
  )
  const time: Column = { kind: 'number', type: 'time', values: Float64Array.of(0) }
  const predictor = await open('echo', binary)
  await assert.rejects(
    predictor.predict({ rows: 1, columns: new Map([['score', time]]) }),
    refusal(/times in column `score`/),
  )
})

test('openOnnx: the order of a matrix comes from the config, else the metadata, else the training data', async () => {
  const multiclass = { task: 'multiclass-classification', classes: ['x', 'y', 'z'], place } as const
  const cells = { a: [0.1], b: [0.2], c: [0.7] }
  const trainingColumns = ['a', 'b', 'c']
  const rounded = async (name: string, more: Partial<OnnxModel>) =>
    (await ask(name, cells, { ...multiclass, trainingColumns, ...more })).map((value) => Number(value.toFixed(6)))
  assert.deepEqual(await rounded('echo-matrix', {}), [0.1, 0.2, 0.7])
  assert.deepEqual(await rounded('echo-matrix-named', {}), [0.7, 0.1, 0.2])
  assert.deepEqual(await rounded('echo-matrix-feature-names', {}), [0.2, 0.7, 0.1])
  assert.deepEqual(await rounded('echo-matrix-named', { columns: ['b', 'a', 'c'] }), [0.2, 0.1, 0.7])
})

test('openOnnx: a matrix of another width, or of unknown columns, is refused', async () => {
  const multiclass = { task: 'multiclass-classification', classes: ['x', 'y', 'z'], place } as const
  await assert.rejects(
    open('echo-matrix', { ...multiclass, trainingColumns: ['a', 'b'] }),
    refusal(/2 columns for input `x` of m.onnx, expected 3; the training data names a, b; list .* `columns`/),
  )
  await assert.rejects(open('echo-matrix', multiclass), refusal(/Missing names for the columns of input `x`/))
})

test('openOnnx: columns that the data lacks are named with the nearest it has', async () => {
  await assert.rejects(
    ask('echo', { scores: [1] }),
    refusal(/Missing columns .* m.onnx takes: `score` \(nearest: `scores`\)/),
  )
})

test('openOnnx: shapes that no table has are refused', async () => {
  await assert.rejects(open('image', binary), refusal(/shape \[N, 3, 8, 8\] of input `pixels`/))
  await assert.rejects(
    open('one-row', binary),
    refusal(/fixed number of rows \(1\) .*dynamic_axes=\{'x': \{0: 'rows'\}\}/),
  )
})

test('openOnnx: a ZipMap output is refused with the option that removes it', async () => {
  const { bytes, task, classes } = fixture('sklearn-zipmap')
  const zipMap = refusal(/ZipMap output .* `options=\{'zipmap': False\}` in skl2onnx, `zipmap=False` in onnxmltools/)
  await assert.rejects(openOnnx({ bytes, place, task, classes }), zipMap)
  await assert.rejects(openOnnx({ bytes, place, task, classes, output: 'output_probability' }), zipMap)
})

test('openOnnx: outputs that leave a choice are listed, and one can be named', async () => {
  await assert.rejects(
    open('two-scores', regression),
    refusal(/2 outputs of m.onnx .* name it as `output`: `first` \(float32 \[N, 1\]\), `second`/),
  )
  assert.deepEqual(await ask('two-scores', { score: [2] }, { ...regression, output: 'second' }), [-2])
  await assert.rejects(open('two-scores', { ...regression, output: 'secnd' }), refusal(/did you mean `second`/))
})

test('openOnnx: a label alone is no prediction', async () => {
  await assert.rejects(
    open('labels-only', binary),
    refusal(/`label` \(int64 \[N, 1\]\), expected a float output with probabilities/),
  )
  await assert.rejects(open('labels-only', { ...binary, output: 'label' }), refusal(/type int64 of output `label`/))
})

test('openOnnx: bytes that are no model are refused in one sentence', async () => {
  const refuse = (bytes: Uint8Array, pattern: RegExp) =>
    assert.rejects(openOnnx({ ...binary, bytes }), refusal(pattern))
  await refuse(new Uint8Array(), /^Unexpected empty file m.onnx/)
  await refuse(
    new TextEncoder().encode('a,b\n1,2\n'),
    /^Could not load m.onnx: it is not an ONNX model, or was cut short$/,
  )
  await refuse(modelBytes('lightgbm').subarray(0, 1000), /it is not an ONNX model, or was cut short/)
  await refuse(
    new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\noid sha256:0\n'),
    /Git LFS pointer .*`lfs: true`/,
  )
})

test('openOnnx: numbers that are no probabilities are refused with a hint at logits', async () => {
  await assert.rejects(ask('echo', { score: [0.5, 1.5] }), refusal(/`1.5` in .* row 2 .* set `logits: true`/))
  await assert.rejects(
    ask('echo', { score: [Number.POSITIVE_INFINITY] }, regression),
    refusal(/`Infinity` in .* a finite number/),
  )
  assert.deepEqual(await ask('echo-flat', { score: [0, 1, 1 + 2 ** -22] }), [0, 1, 1])
})

test('openOnnx: logits become probabilities', async () => {
  assert.deepEqual(await ask('echo', { score: [0, 1000, -1000] }, { ...binary, logits: true }), [0.5, 1, 0])
  await assert.rejects(
    ask('echo', { score: [null] }, { ...binary, logits: true }),
    refusal(/`NaN` .* expected a finite logit; the model may not take missing values$/),
  )
})

test('openOnnx: a model of several targets is refused', async () => {
  const cells = { a: [1], b: [2], c: [3] }
  await assert.rejects(
    ask('echo-matrix', cells, { ...regression, columns: ['a', 'b', 'c'] }),
    refusal(
      /shape \[1, 3\] of output `out` of m.onnx, expected \[1, 1\] \(regression\); models with several targets and ranking/,
    ),
  )
})

test('openOnnx: classes come in the order asked for, whatever order the model has', async () => {
  const { bytes, task, batch, expected } = fixture('sklearn-iris')
  const trainingColumns = [...batch.columns.keys()]
  const predictor = await openOnnx({
    bytes,
    place,
    task,
    classes: ['virginica', 'setosa', 'versicolor'],
    trainingColumns,
  })
  const [virginica, setosa] = await predictor.predict(batch)
  assert.ok(Math.abs(setosa! - expected[0]![0]!) < 1e-6)
  assert.ok(Math.abs(virginica! - expected[0]![2]!) < 1e-6)
  const named = await ask(
    'echo-matrix-classes',
    { a: [0.5], b: [0.25], c: [0.25] },
    { task, place, classes: ['x', 'y', 'z'] },
  )
  assert.deepEqual(named, [0.25, 0.25, 0.5])
  await assert.rejects(
    openOnnx({ bytes, place, task, classes: ['Virginica', 'Setosa', 'Versicolor'], trainingColumns }),
    refusal(/classes setosa, versicolor, virginica of the model m.onnx, expected those of the data/),
  )
})

test('openOnnx: where the positive class is the model’s first, its probability is taken', async () => {
  const { bytes, task, batch, expected } = fixture('sklearn-mixed')
  const predictor = await openOnnx({ bytes, place, task, classes: ['1', '0'] })
  const answer = await predictor.predict(batch)
  for (const [row, [late]] of expected.entries()) assert.ok(Math.abs(answer[row]! - (1 - late!)) < 1e-6)
})

test('openOnnx: no rows give no predictions, and batches may overlap', async () => {
  const predictor = await open('echo', binary)
  assert.equal((await predictor.predict(table({ score: [] }))).length, 0)
  const answers = await Promise.all([[0.25], [0.5], [0.75]].map((score) => predictor.predict(table({ score }))))
  assert.deepEqual(
    answers.flatMap((answer) => [...answer]),
    [0.25, 0.5, 0.75],
  )
})
