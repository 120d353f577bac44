import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { Comparison } from '../../core/artifacts/comparison.ts'
import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { modelBytes } from '../models/fixture.ts'
import { configOf, peopleCsv } from './people.ts'
import { scoreModel } from './score-model.ts'

interface Given {
  /** More of `data`, as a flow mapping of YAML. */
  readonly data?: string
  /** More lines of the model. */
  readonly more?: string
  /** Column that the candidate answers with. */
  readonly by?: string
  readonly rows?: string
  readonly files?: Readonly<Record<string, string>>
}

function project(t: TestContext, { by = 'good', data = '', files, more, rows = peopleCsv() }: Given): Promise<string> {
  return folderWith(t, {
    'contender.yml': configOf(data, more),
    'd.csv': rows,
    'm.onnx': scoreModel(by),
    'weak.onnx': scoreModel('weak'),
    'good.onnx': scoreModel('good'),
    ...files,
  })
}

/** The artifact that a command prints with `--json`, whatever it came to. */
async function artifactOf<Shape>(line: string, folder: string): Promise<Shape> {
  const { error, out } = await contender(`${line} --json`, folder)
  assert.ok(out !== '', error)
  return JSON.parse(out) as Shape
}

const evaluate = (folder: string, flags = '') => artifactOf<Evaluation>(`evaluate ${flags}`, folder)

test('data.weight: a row of weight 0 does not count', async (t) => {
  const rows = peopleCsv()
  const counted = rows.split('\n').filter((line, at) => at === 0 || line.split(',')[4] === '1')
  const weighted = await evaluate(await project(t, { rows, data: 'weight: weight' }))
  const alone = await evaluate(await project(t, { rows: `${counted.join('\n')}\n` }))
  for (const [name, { value }] of Object.entries(alone.metrics)) {
    assert.ok(Math.abs(weighted.metrics[name]!.value! - value!) < 1e-12, name)
  }
})

test('data.time without a group: rows are grouped by day where days matter, and a note says so', async (t) => {
  const folder = await project(t, { data: 'time: at', rows: peopleCsv({ rows: 1200 }) })
  const { dataset, warnings } = await evaluate(folder)
  assert.equal(dataset.groups, 15)
  assert.match(
    warnings[0]!,
    /^rows are grouped by the day of `at`: days make the standard error of roc_auc \d\.\d times/,
  )
  const { against, notes } = await artifactOf<Comparison>('compare --baseline weak.onnx', folder)
  assert.equal(
    against[0]!.groups === 15,
    notes.some((note) => note.startsWith('rows are grouped by the day of `at`')),
  )
})

test('data.group: rows of one group, or of one stretch of time, count together', async (t) => {
  const named = await evaluate(await project(t, { data: 'group: person' }))
  assert.equal(named.dataset.groups, 30)
  const daily = await evaluate(await project(t, { data: 'group: { time: at, every: 1d }' }))
  assert.equal(daily.dataset.groups, 15)
  assert.ok(daily.metrics.log_loss!.se! > named.metrics.log_loss!.se!)
})

test('evaluate.slices: each value is judged apart, and a slice that is worse fails the gate', async (t) => {
  const more = `    evaluate: { slices: [site], metrics: [roc_auc] }
    gates: [{ metric: roc_auc, against: base, margin: 0.01, slices: true }]
`
  const folder = await project(t, { by: 'tilted', more, rows: peopleCsv({ rows: 1200 }) })
  const { gates, outcome, against } = await artifactOf<Comparison>('compare --baseline good.onnx', folder)
  assert.equal(outcome, 'fail')
  assert.match(gates[0]!.because, /^roc_auc is worse in site = C$/)
  const verdicts = against[0]!.slices.map(({ by, metrics }) => [by.site, metrics.roc_auc!.verdict])
  assert.deepEqual(verdicts, [
    ['A', 'equivalent'],
    ['B', 'equivalent'],
    ['C', 'worse'],
  ])
  const { slices } = await evaluate(folder)
  assert.deepEqual(
    slices.map(({ by }) => by.site),
    ['A', 'B', 'C'],
  )
})

test('evaluate.slices: auto finds the slice in which the candidate loses', async (t) => {
  const more = `    evaluate: { slices: auto, metrics: [log_loss] }
    gates: [{ metric: log_loss, against: base, margin: 1%, slices: true }]
`
  const folder = await project(t, {
    by: 'tilted',
    data: 'exclude: [good, weak, tilted, wrong, person]',
    more,
    rows: peopleCsv({ rows: 2400 }),
  })
  const { against, gates, outcome } = await artifactOf<Comparison>('compare --baseline good.onnx', folder)
  assert.equal(outcome, 'fail')
  assert.match(gates[0]!.because, /log_loss is worse in .*site = C/)
  assert.ok(against[0]!.slices.every(({ found }) => found))
})

test('evaluate.threshold: the best one for a metric is chosen on the validation rows', async (t) => {
  const folder = await project(t, {
    data: 'validation: v.csv',
    more: '    evaluate: { threshold: { maximize: f1, on: validation }, metrics: [f1] }\n',
    files: { 'v.csv': 'id,good,late\n1,0.1,0\n2,0.2,0\n3,0.4,1\n' },
  })
  const { metrics, threshold } = await evaluate(folder)
  assert.ok(Math.abs(threshold! - 0.3) < 1e-7, `${threshold}`)
  const fixed = await project(t, { more: '    evaluate: { threshold: 0.3, metrics: [f1] }\n' })
  assert.equal(metrics.f1!.value, (await evaluate(fixed)).metrics.f1!.value)
})

test('--test judges on other rows than the config names', async (t) => {
  const folder = await project(t, { files: { 'june.csv': peopleCsv({ rows: 300, seed: 6 }) } })
  const { dataset } = await evaluate(folder, '--test june.csv')
  assert.equal(dataset.uri, 'june.csv')
  assert.equal(dataset.rows, 300)
})

test('--test beside a file of predictions is refused: they hold their own rows', async (t) => {
  const folder = await folderWith(t, {
    'p.csv': 'label,score\n0,0.2\n1,0.7\n',
    'contender.yml': 'models: { delay: { task: binary-classification, predictions: p.csv } }\n',
  })
  const { code, error } = await contender('evaluate --test p.csv', folder)
  assert.equal(code, 2)
  assert.match(
    error,
    /^error: Unexpected --test beside `predictions` of delay, expected a model to judge on other rows/,
  )
})

test('a model that is not deterministic is judged with a warning', async (t) => {
  const folder = await folderWith(t, {
    'contender.yml': configOf(''),
    'd.csv': peopleCsv().replace(',good,', ',score,'),
    'm.onnx': modelBytes('graphs/random'),
  })
  const { warnings } = await evaluate(folder)
  assert.match(
    warnings[0]!,
    /^m\.onnx is not deterministic: of 450 rows \d+ were answered differently the second time\./,
  )
})

test('report: artifacts of different rows are not joined', async (t) => {
  const folder = await project(t, { files: { 'june.csv': peopleCsv({ rows: 300, seed: 6 }) } })
  await contender('compare --baseline weak.onnx', folder)
  assert.equal((await contender('report', folder)).code, 0)
  await contender('evaluate --test june.csv', folder)
  const { code, error } = await contender('report', folder)
  assert.equal(code, 2)
  assert.match(
    error,
    /^error: comparison\.json of delay is about other rows or another threshold than evaluation\.json; run /,
  )
})
