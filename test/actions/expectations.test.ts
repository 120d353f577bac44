import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Comparison } from '../../core/artifacts/comparison.ts'
import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { scoreModel } from './score-model.ts'

const ROWS = Array.from(
  { length: 200 },
  (_, row) => `${row},${row % 2},${(0.2 + 0.5 * (row % 2) + row / 1000).toFixed(3)},n`,
)
const PAIRS = [
  'pair,expect,a,name',
  ...['renamed,invariant,0.5,n', 'renamed,invariant,0.505,other'],
  ...['moved,invariant,0.5,n', 'moved,invariant,0.52,other'],
  ...['more,increase,0.5,n', 'more,increase,0.6,n'],
  ...['less,decrease,0.5,n', 'less,decrease,0.5,n'],
].join('\n')

interface Asked {
  readonly expectations?: string
  readonly gates?: string
  readonly model?: string
  readonly pairs?: string
  readonly program?: string
}

/** A model that answers with a column. */
function project(t: TestContext, asked: Asked = {}): Promise<string> {
  const { expectations = 'pairs.csv', gates = '', model = 'model: m.onnx', pairs = PAIRS, program = '' } = asked
  return folderWith(t, {
    'd.csv': `id,late,a,name\n${ROWS.join('\n')}\n`,
    'pairs.csv': `${pairs}\n`,
    'm.onnx': scoreModel('a'),
    'predict.mjs': program,
    'contender.yml': `models:
  delay:
    task: binary-classification
    data: { test: d.csv, target: late, id: id }
    ${model}
    evaluate: { metrics: [roc_auc], expectations: ${expectations} }
    gates: [${gates}]
`,
  })
}

async function artifactOf<Shape>(line: string, folder: string): Promise<Shape> {
  const { error, out } = await contender(`${line} --json`, folder)
  assert.ok(out !== '', error)
  return JSON.parse(out) as Shape
}

const held = ({ expectations }: Evaluation) =>
  expectations!.kinds.map(({ expect, failed, held, pairs }) => [expect, held, pairs, failed])

test('evaluate: pairs hold or are named, by kind', async (t) => {
  const folder = await project(t)
  const evaluation = await artifactOf<Evaluation>('evaluate', folder)
  const { file, pairs, tolerance } = evaluation.expectations!
  assert.deepEqual([file, pairs, tolerance, evaluation.expectations!.held], ['pairs.csv', 4, 0.01, 2])
  assert.deepEqual(held(evaluation), [
    ['invariant', 1, 2, ['moved']],
    ['increase', 1, 1, []],
    ['decrease', 0, 1, ['less']],
  ])
  const { out } = await contender('evaluate', folder)
  assert.match(out, /expectations of pairs\.csv: 2 of 4 pairs hold/)
  const wider = await project(t, { expectations: '{ file: pairs.csv, tolerance: 0.05 }' })
  assert.deepEqual(held(await artifactOf<Evaluation>('evaluate', wider))[0], ['invariant', 2, 2, []])
})

test('compare: a gate on pairs, and reports', async (t) => {
  const gates = '{ metric: expectations, min: 1 }, { metric: expectations, min: 0.5 }, { metric: roc_auc, min: 0.5 }'
  const folder = await project(t, { gates })
  const comparison = await artifactOf<Comparison>('compare --baseline m.onnx', folder)
  assert.deepEqual(
    comparison.gates.map(({ because, outcome, rule }) => [rule, outcome, because.includes('not moved, less')]),
    [
      ['expectations at least 1', 'fail', true],
      ['expectations at least 0.5', 'undecided', true],
      ['roc_auc at least 0.5', 'pass', false],
    ],
  )
  await contender('report', folder)
  const report = await readFile(join(folder, '.contender/report.md'), 'utf8')
  assert.match(report, /<details open><summary>❌ Expectations of pairs\.csv: 2 of 4 pairs hold<\/summary>/)
  assert.match(report, /\| decrease +\| +0 of 1 \| .* \| less +\|/)
  assert.match(await readFile(join(folder, '.contender/report.html'), 'utf8'), /<h3>Expectations<\/h3>/)
})

const PREDICT = `import fs from 'node:fs'
const [head, ...lines] = fs.readFileSync(process.env.CONTENDER_DATA, 'utf8').trim().split('\\n').map((line) => line.split(','))
if (head.includes('pair')) throw new Error('no feature')
const answer = (cells) => cells[head.indexOf('name')] === 'other' ? 0 : Number(cells[head.indexOf('a')]) > 0.55 ? 1 : 0
fs.writeFileSync(process.env.CONTENDER_PREDICTIONS, 'prediction\\n' + lines.map(answer).join('\\n') + '\\n')
`

test('evaluate: a command answers pairs without their names; labels alone are the same or not', async (t) => {
  const model = `predict: { run: '"${process.execPath}" predict.mjs' }`
  const metrics = await project(t, { model, program: PREDICT, expectations: 'pairs.csv, metrics: [accuracy]' })
  const config = (await readFile(join(metrics, 'contender.yml'), 'utf8')).replace('metrics: [roc_auc], ', '')
  const folder = await folderWith(t, {
    'contender.yml': config,
    'predict.mjs': PREDICT,
    'pairs.csv': PAIRS,
    'd.csv': await readFile(join(metrics, 'd.csv'), 'utf8'),
  })
  assert.deepEqual(held(await artifactOf<Evaluation>('evaluate', folder)), [
    ['invariant', 2, 2, []],
    ['increase', 1, 1, []],
    ['decrease', 0, 1, ['less']],
  ])
})

test('evaluate: what is wrong with the file or the settings is said in one sentence', async (t) => {
  for (const [asked, message] of [
    [{ expectations: 'pears.csv' }, /Missing file .*pears\.csv, did you mean `pairs\.csv`/],
    [{ pairs: 'pair,a\nx,1\nx,2' }, /Missing column `expect` in `pairs\.csv`/],
    [{ pairs: 'pair,expect,name\nx,increase,1\nx,increase,2' }, /Missing column `a` in `pairs\.csv`/],
    [{ pairs: 'pair,expect,a\nx,increase,0.1' }, /Unexpected pair `x` with 1 row in pairs\.csv, row 1/],
    [{ model: 'predictions: p.csv' }, /Unexpected `expectations` beside `predictions`/],
    [{ gates: '{ metric: expectations, max: 1 }' }, /expected `min` alone: a share of pairs/],
    [
      { expectations: 'pairs.csv, robustness: []', gates: '{ metric: expectations, min: 1.5 }' },
      /above 0 and at most 1/,
    ],
  ] as const) {
    const { code, error } = await contender('evaluate', await project(t, asked))
    assert.equal(code, 2, error)
    assert.match(error, message)
    assert.equal(
      error
        .trim()
        .split('\n')
        .filter((line) => line.startsWith('error')).length,
      1,
    )
  }
})
