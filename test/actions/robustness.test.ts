import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Comparison } from '../../core/artifacts/comparison.ts'
import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { seeded } from '../training/seeded.ts'
import { scoreModel } from './score-model.ts'

/** Rows whose target is a feature, on some days, with a name that is nobody's business. */
function houses(): string {
  const next = seeded(11)
  const lines = Array.from({ length: 3000 }, (_, row) => {
    const size = 50 + 20 * (next() + next() + next() - 1.5)
    return [row, size.toFixed(3), size.toFixed(3), row % 30, `Arthur${row % 7}`].join(',')
  })
  return `id,price,size,day,owner\n${lines.join('\n')}\n`
}

function project(
  t: TestContext,
  { gates = '', model = 'model: m.onnx', robustness = '[noise, missing, typos]', more = '' } = {},
  files: Record<string, string> = {},
): Promise<string> {
  return folderWith(t, {
    'd.csv': houses(),
    'm.onnx': scoreModel('size'),
    ...files,
    'contender.yml': `models:
  houses:
    task: regression
    data: { test: d.csv, target: price, id: id, group: day${more} }
    ${model}
    evaluate: { metrics: [mae, rmse], robustness: ${robustness} }
    gates: [${gates}]
`,
  })
}

async function artifactOf<Shape>(line: string, folder: string): Promise<Shape> {
  const { error, out } = await contender(`${line} --json`, folder)
  assert.ok(out !== '', error)
  return JSON.parse(out) as Shape
}

test('evaluate: what noise takes from a model that answers with its feature is known', async (t) => {
  const folder = await project(t, { robustness: '{ noise: 0.5 }' })
  const [noise, ...others] = (await artifactOf<Evaluation>('evaluate', folder)).robustness!
  assert.equal(others.length, 0)
  const { columns, groups, level, metrics, perturbation, reason, rows } = noise!
  assert.deepEqual([perturbation, level, columns, rows, groups, reason], ['noise', 0.5, 1, 3000, 30, null])
  // The feature's spread is 20 · √(3 / 12) = 10, so the errors are normal with a spread of 5: their mean size is 5 · √(2 / π).
  assert.ok(metrics.mae!.baseline! < 1e-5)
  assert.ok(Math.abs(metrics.mae!.candidate! - 5 * Math.sqrt(2 / Math.PI)) < 0.2, `${metrics.mae!.candidate}`)
  assert.ok(Math.abs(metrics.rmse!.candidate! - 5) < 0.2, `${metrics.rmse!.candidate}`)
  assert.equal(metrics.mae!.verdict, 'worse')
  const [lo, hi] = metrics.mae!.ci!
  assert.ok(lo < metrics.mae!.delta! && metrics.mae!.delta! < hi && lo > 3.5)
  const again = await artifactOf<Evaluation>('evaluate', folder)
  assert.deepEqual(again.robustness![0], noise)
})

test('evaluate: a model without an answer, and one without text, say so', async (t) => {
  const folder = await project(t, { more: ', exclude: [owner]' })
  const { robustness } = await artifactOf<Evaluation>('evaluate', folder)
  assert.deepEqual(
    robustness!.map(({ perturbation, level, metrics }) => [perturbation, level, Object.keys(metrics).length]),
    [
      ['noise', 0.1, 2],
      ['missing', 0.05, 0],
      ['typos', 0.05, 0],
    ],
  )
  assert.match(robustness![1]!.reason!, /the model may not take missing values/)
  assert.equal(robustness![2]!.reason, 'no feature that holds text')
})

test('compare: a gate under a change passes, fails and is undecided; reports show it', async (t) => {
  const gates = ['mae, under: noise, margin: 2', 'rmse, under: noise, margin: 0.1', 'mae, under: missing, margin: 1']
  const folder = await project(t, { gates: gates.map((gate) => `{ metric: ${gate} }`).join(', ') })
  const comparison = await artifactOf<Comparison>('compare --baseline m.onnx', folder)
  assert.deepEqual(
    comparison.gates.map(({ outcome, rule }) => [rule, outcome]),
    [
      ['mae under noise, margin 2', 'pass'],
      ['rmse under noise, margin 0.1', 'fail'],
      ['mae under missing, margin 1', 'undecided'],
    ],
  )
  assert.match(comparison.gates[0]!.because, /^mae under noise is no worse than the margin: \+0\.\d+/)
  const { out } = await contender('compare --baseline m.onnx', folder)
  assert.match(out, /noise of 0\.1 σ +mae ↓ +\+0\.\d+ .* pass/)
  await contender('report', folder)
  const report = await readFile(join(folder, '.contender/report.md'), 'utf8')
  assert.match(report, /<details open><summary>Robustness: the same rows with changed features/)
  assert.match(report, /\| noise of 0\.1 σ +\| rmse ↓ +\| ❌ fail +\|/)
  const page = await readFile(join(folder, '.contender/report.html'), 'utf8')
  assert.match(page, /<h3>Robustness<\/h3>/)
})

const PREDICT = `import fs from 'node:fs'
const [head, ...lines] = fs.readFileSync(process.env.CONTENDER_DATA, 'utf8').trim().split('\\n').map((line) => line.split(','))
const [id, size, owner] = ['id', 'size', 'owner'].map((name) => head.indexOf(name))
const odd = (cell) => /^Arthur\\d$/.test(cell) ? 0 : 100
fs.writeFileSync(process.env.CONTENDER_PREDICTIONS, 'id,prediction\\n' + lines.map((cells) => cells[id] + ',' + ((Number(cells[size]) || 50) + odd(cells[owner]))).join('\\n') + '\\n')
`

test('evaluate: a command answers changed rows in the format of the test rows; sensitive values appear in nothing', async (t) => {
  const model = `predict: { run: '"${process.execPath}" predict.mjs' }`
  const folder = await project(t, { model, more: ', sensitive: [owner]' }, { 'predict.mjs': PREDICT })
  const { robustness } = await artifactOf<Evaluation>('evaluate', folder)
  const [noise, missing, typos] = robustness!
  assert.ok(Math.abs(noise!.metrics.rmse!.candidate! - 1) < 0.1)
  assert.equal(missing!.columns, 2)
  // 5 % of the names have a typo, of which each costs 100.
  assert.ok(Math.abs(typos!.metrics.mae!.candidate! - 5) < 1.2, `${typos!.metrics.mae!.candidate}`)
  assert.equal(typos!.metrics.mae!.baseline, 0)
  const { error, out } = await contender('evaluate', folder)
  assert.ok(!`${out}${error}${JSON.stringify(robustness)}`.includes('Arthur'))
})

test('evaluate: settings that do not go together are refused with their place', async (t) => {
  for (const [asked, message] of [
    [{ robustness: '[nois]' }, /noise, missing/],
    [{ robustness: '{ noise: 11 }' }, /above 0 and at most 10/],
    [{ robustness: '{ missing: 0 }' }, /share above 0/],
    [{ model: 'predictions: p.csv' }, /Unexpected `robustness` beside `predictions`/],
    [
      { robustness: '[noise]', gates: '{ metric: mae, under: typos }' },
      /Unexpected gate under typos .*`evaluate\.robustness`/,
    ],
    [{ gates: '{ metric: mae, under: noise, max: 1 }' }, /expected `margin` alone/],
    [
      { gates: '{ metric: mae, under: noise }, { metric: mae, under: noise, margin: 1 }' },
      /second gate on `mae` under noise/,
    ],
  ] as const) {
    const { code, error } = await contender('evaluate', await project(t, asked))
    assert.equal(code, 2)
    assert.match(error, message)
  }
})
