import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { byDay, made, NOW, watchedFiles } from './drift/production-logs.ts'
import { scoreModel } from './score-model.ts'

const LINES = Array.from(
  { length: 300 },
  (_, row) => `${row},${((row * 37) % 101) / 101},${(row * 7) % 90},${Number((row * 37) % 101 > 50)}`,
)

function config(sensitive: string, more = '', data = ''): string {
  return `models:
  delay:
    task: binary-classification
    data: { ${data}test: d.csv, target: late, id: id, sensitive: [${sensitive}] }
    model: m.onnx
    evaluate: { metrics: [roc_auc], slices: auto }
${more}`
}

const files = (text: string) => ({
  'm.onnx': scoreModel('good'),
  'd.csv': ['id,good,age,late', ...LINES].join('\n'),
  'contender.yml': text,
})

async function warningsOf(folder: string): Promise<string[]> {
  const { code, error, out } = await contender('evaluate --json', folder)
  assert.equal(code, 0, error)
  return JSON.parse(out).warnings
}

const SAYS =
  '`data.sensitive` of delay names `agee`, a column that d.csv does not have, so it protects nothing: did you mean `age`? Known: id, good, age, late'

test('a misspelt sensitive column is told by all that shows values: evaluate, compare, report and explain', async (t) => {
  const folder = await folderWith(t, files(config('agee')))
  assert.deepEqual(await warningsOf(folder), [SAYS])
  assert.ok((await contender('compare --baseline m.onnx', folder)).out.includes(SAYS))
  await contender('report', folder)
  assert.match(await readFile(join(folder, '.contender/report.md'), 'utf8'), /names `?\\?`?agee/)
  assert.equal((await contender('explain --row 1', folder)).error, `warning: ${SAYS}\n`)
})

test('a sensitive column that is in one of the files, or in the SQL that drops it, is known', async (t) => {
  const logs = '    drift: { reference: d.csv, logs: { files: "logs/*.csv", time: at } }\n'
  const inLogs = await folderWith(t, {
    ...files(config('age, customer', logs)),
    'logs/1.csv': 'at,customer\n2026-01-01,Ann\n',
  })
  assert.deepEqual(await warningsOf(inLogs), [])
  const validated = await contender('validate --json', inLogs)
  assert.notEqual(validated.out, '', validated.error)
  const { checks } = JSON.parse(validated.out) as {
    checks: { check: string; outcome: string }[]
  }
  assert.deepEqual(
    new Set(checks.filter(({ check }) => check === 'columns').map(({ outcome }) => outcome)),
    new Set(['pass']),
  )
  const prepared = await folderWith(t, {
    ...files(config('age', '', 'prepare: p.sql, ').replace('d.csv', 'rows')),
    'p.sql': "CREATE TABLE rows AS SELECT * EXCLUDE (age) FROM 'd.csv'",
  })
  assert.deepEqual(await warningsOf(prepared), [])
})

test('a built-in trainer warns that it learns from the column that was meant', async (t) => {
  const text = config('agee', '    train: { builtin: linear }\n', 'train: d.csv, ').replace('m.onnx', 'n.onnx')
  const { code, error } = await contender('train', await folderWith(t, files(text)))
  assert.equal(code, 0, error)
  assert.ok(error.includes(`warning: ${SAYS}`), error)
})

test('drift warns of a sensitive column that neither rows nor logs have', async (t) => {
  const made21 = watchedFiles()
  const text = made21['contender.yml']!.replace('data: {', 'data: { sensitive: [orign],')
  assert.notEqual(text, made21['contender.yml'])
  const folder = await folderWith(t, { ...made21, ...byDay(made({ days: 21, seed: 2 })), 'contender.yml': text })
  const { error } = await contender('drift', folder, {}, NOW)
  assert.match(error, /^warning: `data\.sensitive` of \S+ names `orign`, .* protects nothing: did you mean `origin`\?/m)
})
