import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column, Table } from '../../core/data/table.ts'
import { UserError } from '../../core/errors.ts'
import { type PredictionsRule, parsePredictions } from '../../core/models/predictions.ts'
import { table } from './fixture.ts'

type Cells = Parameters<typeof table>[0]
const binary: PredictionsRule = { task: 'binary-classification', threshold: 0.5, place: 'p.csv' }
const multiclass: PredictionsRule = { ...binary, task: 'multiclass-classification' }
const regression: PredictionsRule = { ...binary, task: 'regression' }

const parse = (cells: Cells, rule: PredictionsRule) => parsePredictions(table(cells), rule)

function refuses(cells: Cells, rule: PredictionsRule, message: string) {
  assert.throws(() => parse(cells, rule), new UserError(message))
}

test('parsePredictions: binary answers are scores of at least the threshold', () => {
  const { sample } = parse({ label: [0, 1, 1], score: [0.2, 0.7, 0.6] }, { ...binary, threshold: 0.7 })
  assert.ok(sample.task === 'binary-classification')
  assert.deepEqual([...sample.labels], [0, 1, 1])
  assert.deepEqual([...sample.answers], [0, 1, 0])
  assert.deepEqual([...sample.scores!], [0.2, 0.7, 0.6])
})

test('parsePredictions: labels may be booleans, true and false as text, or any two with `positive`', () => {
  const labels = (label: Cells[string], rule = binary) => [...parse({ label, score: [0, 0, 1] }, rule).sample.labels]
  assert.deepEqual(labels([true, false, true]), [1, 0, 1])
  assert.deepEqual(labels(['True', 'False', 'True']), [1, 0, 1])
  assert.deepEqual(labels(['no', 'yes', 'no'], { ...binary, positive: 'no' }), [1, 0, 1])
  assert.deepEqual(labels([2, 1, 2], { ...binary, positive: '2' }), [1, 0, 1])
  assert.deepEqual(labels(['no', 'no', 'no'], { ...binary, positive: 'yes' }), [0, 0, 0])
})

test('parsePredictions: a prediction alone gives answers without scores', () => {
  const { sample } = parse({ label: ['no', 'yes'], prediction: ['yes', 'yes'] }, { ...binary, positive: 'yes' })
  assert.ok(sample.task === 'binary-classification')
  assert.equal(sample.scores, undefined)
  assert.deepEqual([...sample.answers], [1, 1])
  const three = parse({ label: ['a', 'b'], prediction: ['c', 'b'] }, multiclass).sample
  assert.ok(three.task === 'multiclass-classification')
  assert.deepEqual(three.classes, ['a', 'b', 'c'])
  assert.deepEqual([...three.answers], [2, 1])
})

test('parsePredictions: with a score, the threshold decides and not the prediction', () => {
  const { sample } = parse({ label: [0, 1], score: [0.1, 0.9], prediction: [1, 0] }, binary)
  assert.deepEqual('answers' in sample && [...sample.answers], [0, 1])
})

test('parsePredictions: multiclass scores come in the order of the classes and sum to 1', () => {
  const cells = { label: ['b', 'a'], score_b: [0.3, 0.2], score_a: [0.6, 0.8], score_c: [0.1005, 0] }
  const { sample } = parse(cells, { ...multiclass, classes: ['c', 'b', 'a'] })
  assert.ok(sample.task === 'multiclass-classification')
  assert.deepEqual([...sample.labels], [1, 2])
  assert.deepEqual([...sample.answers], [2, 2])
  const sum = 0.1005 + 0.3 + 0.6
  assert.deepEqual([...sample.scores!], [0.1005 / sum, 0.3 / sum, 0.6 / sum, 0, 0.2, 0.8])
})

test('parsePredictions: ids, weights and other columns are kept', () => {
  const given = table({ id: [7, 8], label: [1.5, 2], prediction: [1, 2.5], w: [0, 2], carrier: ['AA', 'DL'] })
  const { sample, ids, table: kept } = parsePredictions(given, { ...regression, weight: 'w' })
  assert.ok(sample.task === 'regression')
  assert.deepEqual([...sample.predictions], [1, 2.5])
  assert.deepEqual([...sample.weights!], [0, 2])
  assert.equal(ids, given.columns.get('id'))
  assert.equal(kept, given)
})

test('parsePredictions: a text level that no row has is no label', () => {
  const label: Column = { kind: 'text', levels: ['gone', '0', '1'], codes: Int32Array.of(1, 2) }
  const given: Table = { rows: 2, columns: new Map([...table({ score: [0, 1] }).columns, ['label', label]]) }
  assert.deepEqual([...parsePredictions(given, binary).sample.labels], [0, 1])
})

test('parsePredictions: missing columns and rows are named', () => {
  refuses({ label: [], score: [] }, binary, 'Unexpected empty p.csv, expected at least one row of predictions')
  refuses(
    { lable: [1], score: [1] },
    binary,
    'Missing column `label` in p.csv, did you mean `lable`? Known: lable, score',
  )
  refuses(
    { label: [1], scores: [1] },
    binary,
    'Missing column `score` or `prediction` in p.csv, did you mean `scores`? Known: label, scores',
  )
  refuses(
    { label: [1], pred: [1] },
    regression,
    'Missing column `prediction` in p.csv, did you mean `pred`? Known: label, pred',
  )
  refuses(
    { label: ['a', 'b'], score: [1, 1] },
    multiclass,
    'Missing column `score_a` or `prediction` in p.csv, did you mean `score`? Known: label, score',
  )
})

test('parsePredictions: missing values are counted and their first rows told', () => {
  refuses(
    { label: [0, 1, 0, 1, 1, 0], score: [null, 0.5, null, 0.5, null, null] },
    binary,
    'Unexpected missing value or NaN in column `score` of p.csv, 4 rows (rows 1, 3, 5, …), expected a probability in [0, 1]',
  )
  refuses(
    { label: [0, null], score: [0, 1] },
    binary,
    'Unexpected missing value in column `label` of p.csv, row 2, expected one of 0',
  )
  refuses(
    { label: [1, null], prediction: [1, 2] },
    regression,
    'Unexpected missing value or NaN in column `label` of p.csv, row 2, expected a finite number',
  )
})

test('parsePredictions: scores are probabilities', () => {
  refuses(
    { label: [0, 1, 1], score: [0.5, -2, 3] },
    binary,
    'Unexpected `-2` in column `score` of p.csv, 2 rows (rows 2, 3), expected a probability in [0, 1]',
  )
  refuses(
    { label: [0, 1], score: [null, 'high'] },
    binary,
    'Unexpected text in column `score` of p.csv, such as `high` in row 2, expected a probability in [0, 1]',
  )
  refuses(
    { label: ['a', 'b'], score_a: [0.5, 0.7], score_b: [0.5, 0.7] },
    multiclass,
    'Unexpected sum 1.4 of the `score_` columns of p.csv, row 2, expected 1 within 0.001',
  )
})

test('parsePredictions: labels say what to set', () => {
  refuses(
    { label: ['yes', 'no'], score: [0, 1] },
    binary,
    'Unexpected labels `yes` and `no` in column `label` of p.csv, expected 0 and 1; set `positive` to the label that counts as 1',
  )
  refuses(
    { label: ['yes', 'no'], score: [0, 1] },
    { ...binary, positive: 'Yes' },
    'Unexpected `positive: Yes`, no row has it in column `label` of p.csv, did you mean `yes`? Known: yes, no',
  )
  refuses(
    { label: [0, 1, 2], score: [0, 1, 1] },
    binary,
    'Unexpected 3 labels in column `label` of p.csv: 0, 1, 2, expected two; set `task: multiclass-classification`, or make the target binary in `data.prepare`',
  )
  refuses(
    { label: ['yes', 'no'], prediction: ['Yes', 'no'] },
    { ...binary, positive: 'yes' },
    'Unexpected 3 labels in column `prediction` of p.csv: yes, no, Yes, expected two; set `task: multiclass-classification`, or make the target binary in `data.prepare`',
  )
})

test('parsePredictions: unknown classes are told with the nearest known', () => {
  const cells = { label: ['setosa', 'virginia', 'virginia'], prediction: ['setosa', 'setosa', 'setosa'] }
  refuses(
    cells,
    { ...multiclass, classes: ['setosa', 'virginica'] },
    'Unexpected class `virginia` in column `label` of p.csv, 2 rows (rows 2, 3), expected one of setosa, virginica; did you mean `virginica`?',
  )
  refuses(
    { label: ['a'], score_a: [1], score_b: [0], score_q: [0] },
    { ...multiclass, classes: ['a', 'b'] },
    'Unexpected column `score_q` in p.csv, its class is unknown, did you mean `score_a`? Known: score_a, score_b',
  )
  refuses(
    { label: ['a'], score_a: [1] },
    { ...multiclass, classes: ['a', 'b'] },
    'Missing column `score_b` in p.csv, did you mean `score_a`? Known: label, score_a',
  )
  refuses(
    { label: ['a'], prediction: ['a'] },
    multiclass,
    'Unexpected single class `a` in p.csv, expected at least two; list them as `classes`',
  )
})

test('parsePredictions: weights are at least 0, and one is more', () => {
  const cells = { label: [1, 2], prediction: [1, 2] }
  const weighted = { ...regression, weight: 'w' }
  refuses(
    { ...cells, w: [1, -1] },
    weighted,
    'Unexpected `-1` in column `w` of p.csv, row 2, expected a weight of at least 0',
  )
  refuses(
    { ...cells, w: [1, null] },
    weighted,
    'Unexpected missing value or NaN in column `w` of p.csv, row 2, expected a weight of at least 0',
  )
  refuses(
    { ...cells, w: [0, 0] },
    weighted,
    'Unexpected weights in column `w` of p.csv, all are 0, expected one above 0 at least',
  )
})
