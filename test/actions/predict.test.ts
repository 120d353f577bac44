import assert from 'node:assert/strict'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import { openEngine } from '../../core/data/engine.ts'
import { textAt } from '../../core/data/table.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { scoreModel } from './score-model.ts'

const ROWS = ['id,a,late', '7,0.1,0', '3,0.9,1', '9,0.4,0', '1,0.6,1', '5,0.2,1'].join('\n')

/** A project whose predictions come from a program for Node; `fs`, `env` and the lines of the data are at hand. */
async function projectPredictedBy(t: TestContext, program: string, data = ROWS, more = ''): Promise<string> {
  const head = `import fs from 'node:fs'
const { env } = process
const [, ...lines] = fs.readFileSync(env.CONTENDER_DATA, 'utf8').trim().split('\\n').map((line) => line.split(','))
const write = (lines) => fs.writeFileSync(env.CONTENDER_PREDICTIONS, lines.join('\\n') + '\\n')
`
  return folderWith(t, {
    'predict.mjs': head + program,
    'd.csv': data,
    'contender.yml': `models:
  delay:
    task: binary-classification
    data: { test: d.csv, target: late, id: id }
    predict: { run: '"${process.execPath}" predict.mjs' }
${more}`,
  })
}

/** The rows of a Parquet file as lines of text. */
async function linesOf(folder: string, path: string): Promise<string[]> {
  await using engine = await openEngine({ directory: folder, root: folder })
  const names = (await engine.columns(path)).map(({ name }) => name)
  const { columns, rows } = await engine.read(path, names)
  const line = (row: number) => [...columns.values()].map((column) => textAt(column, row)).join(',')
  return [names.join(','), ...Array.from({ length: rows }, (_, row) => line(row))]
}

const PREDICTIONS = '.contender/delay/predictions.parquet'
const EXPECTED = ['id,label,score', '7,0,0.1', '3,1,0.9', '9,0,0.4', '1,1,0.6', '5,1,0.2']

test('predict.run: predictions by id are put beside the rows of that id', async (t) => {
  const folder = await projectPredictedBy(t, "write(['id,score', ...lines.reverse().map(([id, a]) => id + ',' + a)])")
  const { code, error } = await contender('evaluate', folder)
  assert.equal(code, 0, error)
  assert.deepEqual(await linesOf(folder, PREDICTIONS), EXPECTED)
})

test('predict.run: predictions without ids are in the order of the rows', async (t) => {
  const folder = await projectPredictedBy(t, "write(['score', ...lines.map(([, a]) => a)])")
  assert.equal((await contender('evaluate', folder)).code, 0)
  assert.deepEqual(await linesOf(folder, PREDICTIONS), EXPECTED)
})

test('predict.run: gets the model that it predicts with', async (t) => {
  const folder = await projectPredictedBy(
    t,
    "write(['score', ...lines.map(() => fs.readFileSync(env.CONTENDER_MODEL, 'utf8'))])",
    ROWS,
    '    model: my model.pkl\n',
  )
  const missing = await contender('evaluate', folder)
  assert.equal(missing.code, 2)
  assert.match(missing.error, /^error: Missing file .*my model\.pkl/)
  await writeFile(join(folder, 'my model.pkl'), '0.5')
  const { code, error, out } = await contender('evaluate --json', folder)
  assert.equal(code, 0, error)
  assert.equal((JSON.parse(out) as Evaluation).artifact.uri, 'my model.pkl')
})

const WRONG: readonly (readonly [title: string, program: string, says: RegExp])[] = [
  [
    'a command that fails',
    "console.log('no such model'); process.exit(3)",
    /exited with 3, its last lines:\nno such model$/m,
  ],
  [
    'a command that writes nothing',
    '',
    /^error: The prediction command `.*predict\.mjs` of delay wrote no predictions, expected a CSV/m,
  ],
  [
    'too few predictions',
    "write(['score', '0.5'])",
    /^error: Unexpected row counts: 5 in the test data and 1 in the predictions of `.*predict\.mjs`, expected the same rows/m,
  ],
  [
    'predictions of other ids',
    "write(['id,score', ...lines.map(([id, a]) => id + '0,' + a)])",
    /^error: Unexpected ids: 5 rows only in the test data \(`7`, `3`, `9`\) and 5 rows only in the predictions of `.*` \(`70`, `30`, `90`\)/m,
  ],
  [
    'a score above 1',
    "write(['score', ...lines.map(() => 2)])",
    /^error: Unexpected `2` in column `score` of the predictions of `.*`, 5 rows/m,
  ],
  [
    'no score',
    "write(['scor', ...lines.map(() => 1)])",
    /^error: Missing column `score` or `prediction` in the predictions of `.*`, did you mean `scor`/m,
  ],
]

for (const [title, program, says] of WRONG) {
  test(`predict.run: ${title} ends with 2 and leaves no file`, async (t) => {
    const folder = await projectPredictedBy(t, program)
    const { code, error, out } = await contender('evaluate', folder)
    assert.equal(code, 2, out)
    assert.match(error, says)
    assert.deepEqual((await readdir(folder)).sort(), ['contender.yml', 'd.csv', 'predict.mjs'])
  })
}

test('predictions: a file of them is judged by the config as it is', async (t) => {
  const folder = await folderWith(t, {
    'p.csv': 'flight,label,score,carrier\n1,late,0.9,AA\n2,fine,0.2,AA\n3,late,0.7,B6\n4,fine,0.6,B6\n',
    'contender.yml': `models:
  delay:
    task: binary-classification
    predictions: p.csv
    data: { id: flight, positive: late }
    evaluate: { slices: [carrier] }
`,
  })
  const { code, error, out } = await contender('evaluate --json', folder)
  assert.equal(code, 0, error)
  const { metrics, slices } = JSON.parse(out) as Evaluation
  assert.equal(metrics.roc_auc?.value, 1)
  assert.deepEqual(
    slices.map(({ by, rows }) => [by, rows]),
    [
      [{ carrier: 'AA' }, 2],
      [{ carrier: 'B6' }, 2],
    ],
  )
  assert.deepEqual((await readdir(join(folder, '.contender/delay'))).sort(), ['evaluation.json', 'worst-errors.json'])
})

test('predictions that evaluate wrote can be judged again, with the same result', async (t) => {
  const folder = await folderWith(t, {
    'd.csv': ROWS,
    'm.onnx': scoreModel('a'),
    'contender.yml': `models:
  delay: { task: binary-classification, data: { test: d.csv, target: late, id: id }, model: m.onnx }
`,
  })
  const first = JSON.parse((await contender('evaluate --json', folder)).out) as Evaluation
  const line = `evaluate --predictions ${PREDICTIONS} --task binary-classification --out again --json`
  const again = JSON.parse((await contender(line, folder)).out) as Evaluation
  assert.deepEqual(again.metrics, first.metrics)
  assert.equal(again.dataset.digest, first.dataset.digest)
})

test('predict.run: test rows that are none are named by their file, and so is a command that writes no rows', async (t) => {
  const empty = await projectPredictedBy(t, "write(['id,score'])", 'id,a,late\n')
  const none = await contender('evaluate', empty)
  assert.equal(none.code, 2)
  assert.match(none.error, /^error: Unexpected `d\.csv` without rows, expected one at least$/m)
  const silent = await contender('evaluate', await projectPredictedBy(t, "write(['id,score'])"))
  assert.equal(silent.code, 2)
  assert.match(
    silent.error,
    /^error: The prediction command `.*predict\.mjs` of delay wrote no rows, expected one for each of the 5 in d\.csv$/m,
  )
})
