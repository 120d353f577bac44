import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { test } from 'node:test'
import { VERSION } from '../../../actions/header.ts'
import { folderWith } from '../../folder.ts'
import { configWith, GATE, pullRequest } from '../repository.ts'
import { scoreModel } from '../score-model.ts'
import { runStep } from './step.ts'

const WORSE = { 'm.onnx': scoreModel('wrong') }

test('a pull request that makes a model worse: red, with outputs, summary and the gate at its line', async (t) => {
  const gates = `${GATE}, { metric: roc_auc, min: 0.5 }`
  const config = configWith(gates, 'metrics: [log_loss, roc_auc]')
    .replace('gates: [', 'gates: [\n      ')
    .replace('}, {', '},\n      {')
  const { folder } = await pullRequest(t, { main: { 'contender.yml': config }, work: WORSE })
  const { code, error, log, outputs, summary } = await runStep(t, 'pipeline', { workspace: folder })
  assert.equal(code, 1, log + error)
  assert.equal(error, '')
  assert.equal(outputs.outcome, 'fail')
  assert.equal(JSON.parse(readFileSync(outputs.report!, 'utf8')).outcome, 'fail')
  assert.equal(readFileSync(outputs['report-markdown']!, 'utf8').trim(), summary.trim())
  const { ci, value, against } = JSON.parse(outputs.metrics!).delay.log_loss
  assert.ok(ci[0] < value && value < ci[1])
  assert.equal(against.base.verdict, 'worse')
  const line = (part: string) => config.split('\n').findIndex((text) => text.includes(part)) + 1
  assert.match(log, new RegExp(`::error [^\\n]*file=contender.yml,line=${line('log_loss, against')}::log_loss`))
  assert.match(log, new RegExp(`::error [^\\n]*file=contender.yml,line=${line('min: 0.5')}::roc_auc`))
  assert.ok(log.startsWith(`Contender ${VERSION}\n`))
})

test('a secret of the job is in nothing that leaves the runner, wherever it got in', async (t) => {
  const secret = 'correct_horse_battery'
  const config = configWith(GATE).replaceAll('m.onnx', `${secret}.onnx`)
  const good = { [`${secret}.onnx`]: scoreModel('good') }
  const { folder } = await pullRequest(t, { main: { ...good, 'contender.yml': config }, work: WORSE })
  const environment = { REGISTRY_TOKEN: secret }
  const { log, outputs, summary } = await runStep(t, 'pipeline', { workspace: folder, environment })
  assert.match(summary, /Model: \\\*\\\*\\\*\.onnx/, log)
  const files = [outputs.report!, outputs['report-markdown']!].map((path) => readFileSync(path, 'utf8'))
  for (const text of [summary, ...files]) assert.doesNotMatch(text, /correct|horse|battery/)
})

test('fail-on says which outcomes are red, and the outcome stays what it is', async (t) => {
  const { folder } = await pullRequest(t, { work: WORSE })
  assert.equal((await runStep(t, 'pipeline', { workspace: folder, inputs: { 'fail-on': 'never' } })).code, 0)
  const report = await runStep(t, 'report', { workspace: folder, inputs: { 'fail-on': 'fail' } })
  assert.equal(report.code, 1, report.log)
  assert.equal(report.outputs.outcome, 'fail')
  assert.match(report.summary, /^## ❌ Contender: fail/)
})

test('a config in a folder of the repository is annotated by its path from the top', async (t) => {
  const { folder } = await pullRequest(t, { work: { 'm.onnx': scoreModel('weak') } })
  const config = configWith('{ metric: log_loss, min: 5 }')
    .replaceAll('d.parquet', '../d.parquet')
    .replace('m.onnx', '../m.onnx')
  await mkdir(`${folder}/team`)
  await writeFile(`${folder}/team/contender.yml`, config)
  const { code, log } = await runStep(t, 'compare', { workspace: folder, inputs: { config: 'team/contender.yml' } })
  assert.equal(code, 1, log)
  assert.match(log, /::error [^\n]*file=team\/contender\.yml,line=7::/)
})

test('a mistake in the config is an error at its line, and red whatever fail-on says', async (t) => {
  const { folder } = await pullRequest(t, { work: { 'contender.yml': `${configWith(GATE)}    evalute: {}\n` } })
  const { code, log, outputs } = await runStep(t, 'pipeline', { workspace: folder, inputs: { 'fail-on': 'never' } })
  assert.equal(code, 2)
  assert.match(log, /::error title=Contender,file=contender\.yml,line=8::Unknown key `evalute`/)
  assert.deepEqual(outputs, {})
  assert.equal(existsSync(`${folder}/.contender`), false)
})

test('a repository without a config gets one sentence that says how to get one', async (t) => {
  const { folder } = await pullRequest(t, { work: { 'm.onnx': scoreModel('weak') } })
  const { code, log } = await runStep(t, 'pipeline', { workspace: folder, inputs: { config: 'models.yml' } })
  assert.equal(code, 2)
  const errors = log.split('\n').filter((line) => line.startsWith('::error'))
  assert.equal(errors.length, 1)
  assert.match(errors[0]!, /models\.yml.*contender init/)
})

test('a job that has checked out nothing is told so', async (t) => {
  const { code, log } = await runStep(t, 'pipeline', { workspace: await folderWith(t) })
  assert.equal(code, 2)
  assert.match(log, /^::error::Missing file .*contender\.yml.*put a step with `uses: actions\/checkout` before/m)
})

test('runner debug tells versions, inputs and timings, and never a token', async (t) => {
  const { folder } = await pullRequest(t, { work: { 'm.onnx': scoreModel('weak') } })
  const { code, log } = await runStep(t, 'evaluate', {
    workspace: folder,
    inputs: { 'github-token': 'ghs_very_secret' },
    environment: { RUNNER_DEBUG: '1' },
  })
  assert.equal(code, 0, log)
  assert.ok(log.includes(`::debug::contender evaluate ${VERSION}, Node v24`))
  assert.match(log, /::debug::inputs: .*"githubToken":"given"/)
  assert.match(log, /::debug::delay: metrics of 200 rows: \d+\.\d s/)
  assert.deepEqual(
    log.split('\n').filter((line) => line.includes('ghs_very_secret')),
    ['::add-mask::ghs_very_secret'],
  )
})
