import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Comparison } from '../../core/artifacts/comparison.ts'
import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import { openEngine } from '../../core/data/engine.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { seeded } from '../training/seeded.ts'
import { scoreModel } from './score-model.ts'

const ORIGINS = ['Betelgeuse', 'Magrathea', 'Vogsphere'] as const

/** People of three origins, of whom the last get a positive answer less often; of 27 people nobody knows. */
function applicants(): string {
  const next = seeded(5)
  const lines = Array.from({ length: 1827 }, (_, row) => {
    const origin = row < 1800 ? ORIGINS[row % 3]! : ''
    const label = next() < 0.4 ? 1 : 0
    const score = Math.min(0.99, 0.3 + 0.4 * label + 0.3 * (next() - 0.5) - (origin === 'Vogsphere' ? 0.12 : 0))
    return [
      row,
      label,
      score.toFixed(4),
      score.toFixed(4),
      origin,
      `2026-03-${String((row % 28) + 1).padStart(2, '0')}`,
      20 + Math.floor(next() * 60),
    ].join(',')
  })
  return `id,label,score,good,origin,day,age\n${lines.join('\n')}\n`
}

/** A model that answers with a column, judged by origin. */
function project(
  t: TestContext,
  { fairness = '{ groups: [origin] }', gates = '', sensitive = '[]' } = {},
): Promise<string> {
  return folderWith(t, {
    'd.csv': applicants(),
    'm.onnx': scoreModel('good'),
    'contender.yml': `models:
  loans:
    task: binary-classification
    data: { test: d.csv, target: label, id: id, sensitive: ${sensitive} }
    model: m.onnx
    evaluate: { metrics: [roc_auc], fairness: ${fairness} }
    gates: [${gates}]
`,
  })
}

async function artifactOf<Shape>(line: string, folder: string): Promise<Shape> {
  const { error, out } = await contender(`${line} --json`, folder)
  assert.ok(out !== '', error)
  return JSON.parse(out) as Shape
}

test('evaluate: each column has its groups, and how far they are apart', async (t) => {
  const folder = await project(t)
  const { fairness } = await artifactOf<Evaluation>('evaluate', folder)
  const [origin] = fairness!
  assert.deepEqual(
    origin!.groups.map(({ name, rows, too_small }) => [name, rows, too_small !== null]),
    [
      ['Betelgeuse', 600, false],
      ['Magrathea', 600, false],
      ['Vogsphere', 600, false],
      ['(missing)', 27, true],
    ],
  )
  const { demographic_parity_difference: apart } = origin!.metrics
  assert.equal(apart!.between![0], 'Vogsphere')
  assert.ok(apart!.ci![0] > 0.03)
  const { out } = await contender('evaluate', folder)
  assert.match(out, /fairness by origin: 4 groups, 1 of them with fewer than 200 rows and not judged/)
  assert.match(out, /demographic_parity_difference +0\.\d+ \(0\.\d+ to 0\.\d+\) +Vogsphere lowest/)
})

test('compare: gates on fairness pass, fail and are undecided', async (t) => {
  const gates = [
    'metric: demographic_parity_difference, by: origin, max: 0.6',
    'metric: demographic_parity_ratio, by: origin, min: 0.97',
    'metric: statistical_parity_difference, by: origin, min: -0.09, max: 0.09',
  ]
  const folder = await project(t, {
    fairness: '{ groups: [origin], privileged: { origin: Betelgeuse } }',
    gates: gates.map((gate) => `{ ${gate} }`).join(', '),
  })
  const comparison = await artifactOf<Comparison>('compare --baseline m.onnx', folder)
  assert.deepEqual(
    comparison.gates.map(({ outcome, rule }) => [rule, outcome]),
    [
      ['demographic_parity_difference by origin at most 0.6', 'pass'],
      ['demographic_parity_ratio by origin at least 0.97', 'fail'],
      ['statistical_parity_difference by origin at least -0.09 and at most 0.09', 'undecided'],
    ],
  )
  assert.match(
    comparison.gates[1]!.because,
    /lowest for Vogsphere and highest for .*; 1 group with too few rows to be judged: \(missing\)$/,
  )
  await contender('report', folder)
  const report = await readFile(join(folder, '.contender/report.md'), 'utf8')
  assert.match(report, /<details open><summary>Fairness by origin: 4 groups/)
  assert.match(report, /\| demographic\\?_parity\\?_ratio +\| ❌ fail +\|/)
})

test('compare: gates against base ask how much further groups are apart than they were', async (t) => {
  const folder = await project(t, {
    fairness: '{ groups: [origin], privileged: { origin: Betelgeuse } }',
    gates: ['demographic_parity_difference', 'statistical_parity_difference', 'equalized_odds_difference']
      .map((metric) => `{ metric: ${metric}, by: origin, against: base, margin: 0.1 }`)
      .join(', '),
    sensitive: '[origin]',
  })
  // It answers with the label, so that nobody is answered wrongly.
  await writeFile(join(folder, 'label.onnx'), scoreModel('label'))
  const { against, gates } = await artifactOf<Comparison>('compare --baseline label.onnx', folder)
  assert.deepEqual(
    gates.map(({ outcome, rule }) => [rule, outcome]),
    [
      ['demographic_parity_difference by origin against base, margin 0.1', 'undecided'],
      ['statistical_parity_difference by origin against base, margin 0.1', 'pass'],
      ['equalized_odds_difference by origin against base, margin 0.1', 'fail'],
    ],
  )
  const [change] = against[0]!.fairness!
  assert.deepEqual([change!.by, change!.privileged, change!.min_rows], ['origin', 'privileged group', 200])
  assert.equal(change!.metrics.equalized_odds_difference!.baseline, 0)
  await contender('report', folder)
  assert.match(
    await readFile(join(folder, '.contender/report.md'), 'utf8'),
    /<details open><summary>Fairness by origin/,
  )
})

test('evaluate: without a config a flag names the columns', async (t) => {
  const folder = await folderWith(t, { 'p.csv': applicants() })
  const line = 'evaluate --predictions p.csv --task binary-classification --fairness origin,age --group day'
  const { fairness } = await artifactOf<Evaluation>(line, folder)
  assert.deepEqual(
    fairness!.map(({ by, groups }) => [by, groups.length]),
    [
      ['origin', 4],
      ['age', 5],
    ],
  )
  const { code, error } = await contender(
    'evaluate --predictions p.csv --task binary-classification --fairness orgin',
    folder,
  )
  assert.equal(code, 2)
  assert.match(error, /`orgin` in `p\.csv`, did you mean `origin`/)
})

test('evaluate: a sensitive column is judged, and its values appear in nothing', async (t) => {
  const fairness = '{ groups: [origin, age], privileged: { origin: Betelgeuse } }'
  const folder = await project(t, {
    fairness,
    sensitive: '[origin, age]',
    gates: '{ metric: DI, by: origin, min: 0.8, max: 1.25 }',
  })
  const said: string[] = []
  for (const line of ['evaluate --json', 'evaluate', 'compare --baseline m.onnx', 'report']) {
    const { error, out } = await contender(line, folder)
    said.push(out, error)
  }
  const evaluation = JSON.parse(said[0]!) as Evaluation
  assert.deepEqual(
    evaluation.fairness!.map(({ groups }) => groups.map(({ name }) => name)),
    [
      ['group 2', 'group 3', 'group 4', 'privileged group'],
      ['group 1', 'group 2', 'group 3', 'group 4', 'group 5'],
    ],
  )
  assert.equal(evaluation.fairness![0]!.privileged, 'privileged group')
  for (const file of ['evaluation.json', 'comparison.json'])
    said.push(await readFile(join(folder, '.contender/loans', file), 'utf8'))
  said.push(await readFile(join(folder, '.contender/report.md'), 'utf8'))
  for (const text of said) for (const origin of ORIGINS) assert.ok(!text.includes(origin), text)
  await using engine = await openEngine({ directory: folder, root: folder })
  for (const file of ['predictions.parquet', 'base.predictions.parquet']) {
    const columns = await engine.columns(`.contender/loans/${file}`)
    assert.deepEqual(
      columns.map(({ name }) => name),
      ['id', 'label', 'score'],
    )
  }
})

test('evaluate: a privileged group that is not there is an error, which tells no value of a sensitive column', async (t) => {
  const fairness = '{ groups: [origin], privileged: { origin: Betelgeux } }'
  const open = await contender('evaluate', await project(t, { fairness }))
  assert.match(
    open.error,
    /^error: Unknown group `Betelgeux` of `origin` in evaluate\.fairness\.privileged, did you mean `Betelgeuse`/,
  )
  const hidden = await contender('evaluate', await project(t, { fairness, sensitive: '[origin]' }))
  assert.equal(hidden.code, 2)
  assert.ok(!hidden.error.includes('Betelgeuse'), hidden.error)
})
