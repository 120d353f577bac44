import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Evaluation, evaluationSchema } from '../../core/artifacts/evaluation.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { scoreModel } from './score-model.ts'

const LINES = Array.from(
  { length: 400 },
  (_, row) => `${row},${((row * 37) % 101) / 101},${(row * 7) % 13},${Number((row * 37) % 101 > 50)}`,
)

const files = (evaluate: string) => ({
  'm.onnx': scoreModel('good'),
  'd.csv': ['id,good,idle,late', ...LINES].join('\n'),
  'contender.yml': `models:
  delay:
    task: binary-classification
    data: { test: d.csv, target: late, id: id, sensitive: [good] }
    model: m.onnx
    evaluate: ${evaluate}
`,
})

async function evaluated(t: Parameters<typeof folderWith>[0], evaluate: string, more = {}): Promise<Evaluation> {
  const { code, error, out } = await contender('evaluate --json', await folderWith(t, { ...files(evaluate), ...more }))
  assert.equal(code, 0, error)
  return evaluationSchema.parse(JSON.parse(out))
}

test('evaluate: how much an ONNX model needs its features, the same each time', async (t) => {
  const { importance, partial_dependence } = await evaluated(t, '{ metrics: [roc_auc] }')
  // Values of a sensitive column are in no file.
  assert.equal(partial_dependence, undefined)
  const [found] = importance!
  assert.deepEqual([importance!.length, found!.feature, found!.rows], [1, 'good', 400])
  // It tells late from not late without a mistake; by chance it would half of the time.
  assert.ok(Math.abs(found!.importance! - 0.5) < 0.06)
  assert.ok(found!.ci![0] < 0.5 && 0.5 < found!.ci![1])
  assert.deepEqual((await evaluated(t, '{ metrics: [roc_auc] }')).importance, importance)
})

test('evaluate: nobody is asked where the config says so', async (t) => {
  assert.equal((await evaluated(t, '{ metrics: [roc_auc], importance: false }')).importance, undefined)
})

test('evaluate: the worst errors stand beside the predictions', async (t) => {
  const folder = await folderWith(t, files('{ metrics: [roc_auc] }'))
  assert.equal((await contender('evaluate', folder)).code, 0)
  const { rows } = JSON.parse(await readFile(join(folder, '.contender/delay/worst-errors.json'), 'utf8'))
  assert.equal(rows.length, 100)
  assert.equal(rows[0].id, String(rows[0].row - 1))
})

test('evaluate: how answers follow a feature that is not sensitive', async (t) => {
  const config = files('{ metrics: [roc_auc] }')['contender.yml'].replace(', sensitive: [good]', '')
  const { partial_dependence } = await evaluated(t, '', { 'contender.yml': config })
  const [{ feature, points, rows }] = partial_dependence as [NonNullable<typeof partial_dependence>[number]]
  assert.deepEqual([feature, rows], ['good', 400])
  assert.ok(points.every(({ answer, at, ci }) => Math.abs(answer - at) < 1e-6 && ci![1] - ci![0] < 1e-6))
})

test('explain: how the answer for a row came about, by its id', async (t) => {
  const folder = await folderWith(t, files('{ metrics: [roc_auc] }'))
  const { code, error, out } = await contender('explain --row 41 --json', folder)
  assert.equal(code, 0, error)
  const found = JSON.parse(out)
  assert.deepEqual([found.row, found.exact, found.background, found.contributions.length], ['41', true, 100, 1])
  assert.ok(Math.abs(found.answer - ((41 * 37) % 101) / 101) < 1e-6)
  assert.ok(Math.abs(found.base + found.contributions[0].value - found.answer) < 1e-9)
  const text = await contender('explain --row 41', folder)
  assert.match(
    text.out,
    /^delay {2}row 41, probability of the positive class; Shapley values, exact\n\n {2}mean answer of 100 rows +0\.\d+\n {2}good +[+−]0\.\d+\n {2}answer/,
  )
  const missing = await contender('explain --row 400', folder)
  assert.equal(missing.code, 2)
  assert.match(missing.error, /Missing row `400` in d\.csv, expected a value of the column `id`, such as `0`/)
})

test('explain: without a row it says what can be given; --out keeps the explanation', async (t) => {
  const folder = await folderWith(t, files('{ metrics: [roc_auc] }'))
  const unsaid = await contender('explain', folder)
  assert.equal(unsaid.code, 2)
  assert.equal(
    unsaid.error,
    'error: Missing --row, expected an id of a row of d.csv: a value of the column `id`, such as `0`\n',
  )
  const kept = await contender('explain --row 41 --out kept/row.json --json', folder)
  assert.deepEqual(JSON.parse(await readFile(join(folder, 'kept/row.json'), 'utf8')), JSON.parse(kept.out))
  const wrong = await contender('explain --row 41 --out kept', folder)
  assert.equal(wrong.error, 'error: Unexpected folder `kept` of --out, expected the name of a file to write\n')
})

test('explain: by number where rows have no id; of ONNX models alone', async (t) => {
  const made = files('{ metrics: [roc_auc] }')
  const unnamed = await folderWith(t, { ...made, 'contender.yml': made['contender.yml'].replace('id: id, ', '') })
  assert.equal((await contender('explain --row 400', unnamed)).code, 0)
  assert.match(
    (await contender('explain --row 401', unnamed)).error,
    /Unexpected row `401` of d\.csv, expected its number from 1 to 400/,
  )
  const config = 'models: { m: { task: regression, predictions: p.csv } }'
  const file = await folderWith(t, { 'contender.yml': config, 'p.csv': 'id,label,prediction\n1,2,3\n' })
  assert.match(
    (await contender('explain --row 1', file)).error,
    /Unexpected predictions file of m, expected an ONNX model/,
  )
  assert.match(
    (await contender('explain', unnamed)).error,
    /^error: Missing --row, expected the number of a row of d\.csv, from 1 to 400$/m,
  )
})

test('explain: of built-in trees of many features exact log-odds, and the probability they are', async (t) => {
  const names = Array.from({ length: 14 }, (_, at) => `f${at}`)
  const lines = Array.from({ length: 300 }, (_, row) => {
    const values = names.map((_, at) => ((row * (37 + 2 * at)) % 101) / 101)
    return [row, ...values, values[0]! + values[1]! > 1 ? 'yes' : 'no'].join(',')
  })
  const folder = await folderWith(t, {
    'd.csv': [['id', ...names, 'late'].join(','), ...lines].join('\n'),
    'contender.yml': `models:
  delay:
    task: binary-classification
    data: { train: d.csv, test: d.csv, target: late, id: id, positive: yes }
    train: { builtin: gradient-boosting, params: { rounds: 20 } }
    model: m.onnx
`,
  })
  assert.equal((await contender('train', folder)).code, 0)
  const { code, error, out } = await contender('explain --row 41 --json', folder)
  assert.equal(code, 0, error)
  const found = JSON.parse(out)
  assert.deepEqual([found.exact, found.scale, found.contributions.length], [true, 'log-odds', 14])
  assert.ok(Math.abs(1 / (1 + Math.exp(-found.answer)) - found.probability) < 1e-6)
  const sum = found.contributions.reduce((total: number, { value }: { value: number }) => total + value, 0)
  assert.ok(Math.abs(found.base + sum - found.answer) < 1e-9)
  assert.match(
    (await contender('explain --row 41', folder)).out,
    /^delay {2}row 41, log-odds of the positive class; Shapley values, exact\n(?:.*\n)+ {2}answer +[+−-]?\d+\.\d+\n {2}as a probability +0\.\d{3}\n$/,
  )
})
