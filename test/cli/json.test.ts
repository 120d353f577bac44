import assert from 'node:assert/strict'
import { test } from 'node:test'
import type * as z from 'zod'
import { comparisonSchema } from '../../core/artifacts/comparison.ts'
import { evaluationSchema } from '../../core/artifacts/evaluation.ts'
import { reportSchema } from '../../core/artifacts/report.ts'
import { runSchema } from '../../core/artifacts/run.ts'
import { peopleCsv } from '../actions/people.ts'
import { scoreModel } from '../actions/score-model.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'

const CONFIG = `models:
  delay:
    task: binary-classification
    data: { train: d.csv, test: d.csv, target: late, id: id, group: person, weight: weight, exclude: [at] }
    train: { builtin: gradient-boosting, params: { rounds: 5 }, seed: 7 }
    model: m.onnx
    evaluate: { slices: auto }
    gates: [{ metric: log_loss, against: base, margin: 1%, slices: true }]
`

const LINES: readonly (readonly [line: string, schema: z.ZodType])[] = [
  ['train --json', runSchema],
  ['evaluate --json', evaluationSchema],
  ['compare --baseline weak.onnx --json', comparisonSchema],
  ['report --json', reportSchema],
  ['pipeline --baseline weak.onnx --json', reportSchema],
]

test('--json prints an artifact alone, of its schema and the same each time', async (t) => {
  const files = { 'contender.yml': CONFIG, 'd.csv': peopleCsv({ rows: 300 }), 'weak.onnx': scoreModel('weak') }
  const folder = await folderWith(t, files)
  let last = ''
  for (const [line, schema] of LINES) {
    const { code, error, out } = await contender(line, folder)
    assert.ok(code === 0 || code === 3 || code === 1, `${line}: ${error}`)
    schema.parse(JSON.parse(out))
    last = out
  }
  const [pipeline] = LINES.at(-1)!
  assert.equal((await contender(pipeline, folder)).out, last)
  const elsewhere = await contender(pipeline, await folderWith(t, files))
  assert.equal(withoutId(elsewhere.out), withoutId(last))
})

/** Each training has an id of its own; elsewhere it is another training. */
function withoutId(report: string): string {
  return report.replace(/"id": "[0-9a-f-]{36}"/, '"id": ""')
}

test('--json without a config prints artifacts of the same schemas', async (t) => {
  const rows = peopleCsv({ rows: 150 }).replace('late\n', 'label\n')
  const folder = await folderWith(t, {
    'a.csv': rows.replace('weak', 'score'),
    'b.csv': rows.replace('good', 'score'),
  })
  const flags = '--task binary-classification --metrics log_loss --group person --slices site --weight weight'
  const compared = await contender(`compare --baseline a.csv --candidate b.csv ${flags} --margin 1% --json`, folder)
  assert.equal(comparisonSchema.parse(JSON.parse(compared.out)).against[0]!.groups, 29)
  const evaluated = await contender(`evaluate --predictions b.csv ${flags} --json`, folder)
  assert.equal(evaluationSchema.parse(JSON.parse(evaluated.out)).slices.length, 3)
})
