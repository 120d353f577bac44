import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ColumnFacts } from '../../../actions/init/column-facts.ts'
import { guessRoles, guessTarget } from '../../../actions/init/guess-roles.ts'
import { guessPositive, guessTask } from '../../../actions/init/guess-task.ts'
import { wholeRows } from '../../../actions/init/sample.ts'
import { sortFiles } from '../../../actions/init/sort-files.ts'

const ROWS = 1000

/** A column of 1000 rows without gaps. */
function column(
  name: string,
  type: ColumnFacts['type'],
  distinct: number,
  levels: readonly string[] = [],
): ColumnFacts {
  return { name, type, rows: ROWS, filled: ROWS, distinct, levels }
}

const COLUMNS = [
  column('CustomerID', 'integer', ROWS),
  column('signed up', 'time', 300),
  column('user_id', 'integer', 200),
  column('E-Mail', 'text', ROWS),
  column('comment', 'text', 990),
  column('usage', 'float', 900),
  column('plan', 'text', 3, ['basic', 'pro', 'team']),
]

test('the target goes by its name, else it is the last column that can be one', () => {
  const churned = column('Churned', 'text', 2, ['no', 'yes'])
  assert.equal(guessTarget([churned, ...COLUMNS]), 'Churned')
  assert.equal(guessTarget(COLUMNS), 'plan')
  assert.equal(guessTarget([column('is_late', 'integer', 2), ...COLUMNS]), 'is_late')
  assert.equal(guessTarget([column('id', 'integer', ROWS), column('at', 'time', 9)]), undefined)
  assert.equal(guessTarget([...COLUMNS, column('note', 'text', 700)]), 'plan')
})

test('columns have the parts that their names and values speak of', () => {
  assert.deepEqual(guessRoles(COLUMNS, 'plan'), {
    id: 'CustomerID',
    time: 'signed up',
    group: 'user_id',
    exclude: ['comment'],
    sensitive: ['E-Mail'],
  })
})

test('an id has a value of its own in every row', () => {
  assert.equal(guessRoles([column('id', 'integer', 999)]).id, undefined)
  assert.equal(guessRoles([{ ...column('id', 'integer', 999), filled: 999 }]).id, undefined)
  assert.equal(guessRoles([column('id', 'float', ROWS)]).id, undefined)
})

test('two values are binary, few are classes, many numbers a quantity', () => {
  const task = (type: ColumnFacts['type'], distinct: number, levels: readonly string[] = []) =>
    guessTask(column('y', type, distinct, levels))
  assert.equal(task('integer', 2, ['0', '1']), 'binary-classification')
  assert.equal(task('float', 2, ['0', '1']), 'binary-classification')
  assert.equal(task('text', 3, ['a', 'b', 'c']), 'multiclass-classification')
  assert.equal(task('integer', 5, ['1', '2', '3', '4', '5']), 'multiclass-classification')
  assert.equal(task('float', 5, ['0.1', '2', '3', '4', '5']), 'regression')
  assert.equal(task('integer', 400), 'regression')
  assert.equal(task('text', 1, ['a']), undefined)
})

test('the positive label goes by its word, else it is the rarer; 0 and 1, false and true need none', () => {
  for (const levels of [
    ['0', '1'],
    ['1', '0'],
    ['True', 'False'],
  ])
    assert.equal(guessPositive({ levels }), undefined)
  assert.equal(guessPositive({ levels: ['yes', 'no'] }), 'yes')
  assert.equal(guessPositive({ levels: ['good', 'Bad'] }), 'Bad')
  assert.equal(guessPositive({ levels: ['often', 'seldom'] }), 'seldom')
  assert.equal(guessPositive({ levels: ['1', '2'] }), '1')
})

test('files are sorted by what their names say', () => {
  const paths = [
    'data/flightsTrain.csv',
    'data/flights-test.parquet',
    'data/X_train.csv',
    'data/valid.jsonl.gz',
    'data/all.csv',
    'out/test_predictions.csv',
    'parts/train/a-1.parquet',
    'parts/train/a-2.parquet',
    'mixed/train_1.csv',
    'mixed/train_2.csv',
    'mixed/test_1.csv',
    'tests/fixtures/train.csv',
    'src/train_model.py',
    'src/test_train.py',
    'predict.R',
    'm/best.onnx',
    'explore.ipynb',
    'package.json',
  ]
  assert.deepEqual(sortFiles(paths.map((path) => ({ path, bytes: 1 }))), {
    train: ['parts/train/*.parquet', 'data/flightsTrain.csv', 'mixed/train_1.csv', 'mixed/train_2.csv'],
    test: ['data/flights-test.parquet', 'mixed/test_1.csv'],
    validation: ['data/valid.jsonl.gz'],
    data: ['data/all.csv'],
    predictions: ['out/test_predictions.csv'],
    models: ['m/best.onnx'],
    notebooks: ['explore.ipynb'],
    trainScripts: ['src/train_model.py'],
    predictScripts: ['predict.R'],
  })
  assert.deepEqual(sortFiles([{ path: 'train.csv', bytes: 0 }]).train, [])
})

test('a text that was cut ends with a whole row', () => {
  assert.equal(wholeRows('a\n1\n"x\ny', true), 'a\n1\n')
  assert.equal(wholeRows('a\n1\n"x\ny"\n2', true), 'a\n1\n"x\ny"\n')
  assert.equal(wholeRows('{"a":"\\""}\n{"a"', false), '{"a":"\\""}\n')
  assert.equal(wholeRows('one line', true), 'one line')
})
