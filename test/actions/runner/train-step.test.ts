import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { folderWith } from '../../folder.ts'
import { peopleCsv } from '../people.ts'
import { script } from '../repository.ts'
import { scoreModel } from '../score-model.ts'
import { runStep } from './step.ts'

const configOf = (run: string) => `models:
  delay:
    task: binary-classification
    data: { train: d.csv, test: d.csv, target: late, id: id, exclude: [at, person] }
    train: { run: ${JSON.stringify(run)} }
    model: m.onnx
`

const files = (run: string) => ({
  'contender.yml': configOf(run),
  'd.csv': peopleCsv({ rows: 60 }),
  'made.onnx': scoreModel('good'),
})

/** What a runner gives to a step beside its inputs. */
const SECRETS = {
  ACTIONS_RUNTIME_TOKEN: 'very-secret-1',
  ACTIONS_RESULTS_URL: 'http://127.0.0.1:1/very-secret-2',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'very-secret-3',
  GITHUB_TOKEN: 'very-secret-4',
  GITHUB_ENV: '/tmp/very-secret-5',
  GITHUB_PATH: '/tmp/very-secret-6',
  GITHUB_STATE: '/tmp/very-secret-7',
  HF_TOKEN: 'very-secret-8',
}

test('the training command gets no input, no token and none of the files through which a step speaks', async (t) => {
  const workspace = await folderWith(t, files('env > seen.txt && cp made.onnx "$CONTENDER_MODEL"'))
  const inputs = { 'github-token': 'very-secret-9', config: 'contender.yml', model: 'delay' }
  const { code, log, outputs, summary } = await runStep(t, 'train', { workspace, inputs, environment: SECRETS })
  assert.equal(code, 0, log)
  const seen = readFileSync(join(workspace, 'seen.txt'), 'utf8')
  assert.match(seen, /^GITHUB_WORKSPACE=/m)
  assert.match(seen, /^CONTENDER_MODEL=/m)
  assert.doesNotMatch(seen, /very-secret/)
  assert.doesNotMatch(seen, /^(INPUT_|ACTIONS_|GITHUB_(OUTPUT|STEP_SUMMARY|ENV|PATH|STATE|TOKEN)=)/m)
  const { digest, path, run, skipped } = JSON.parse(outputs.trained!).delay
  assert.match(digest, /^sha256:/)
  assert.equal(path, 'm.onnx')
  assert.equal(skipped, false)
  assert.match(summary, new RegExp(`\\| delay +\\| trained in .*${run}`))
})

test('the training command gets neither address nor secret of the webhook, whatever the variables are called', async (t) => {
  const own = files('env > seen.txt && cp made.onnx "$CONTENDER_MODEL"')
  const drift = `    drift:
      logs: { files: logs.csv, time: at, score: score }
      alert: { webhook: { url: SLACK_URL, secret: SLACK_SIGN } }
`
  const workspace = await folderWith(t, { ...own, 'contender.yml': own['contender.yml'] + drift })
  const environment = {
    SLACK_URL: 'https://very-secret.example',
    SLACK_SIGN: 'very-secret',
    OTHER_URL: 'https://a.example',
  }
  const { code, log } = await runStep(t, 'train', { workspace, environment })
  assert.equal(code, 0, log)
  const seen = readFileSync(join(workspace, 'seen.txt'), 'utf8')
  assert.match(seen, /^OTHER_URL=/m)
  assert.doesNotMatch(seen, /very-secret|SLACK/)
})

test('a training command cannot speak to the runner, not even by half a line', async (t) => {
  const run = 'echo "::set-env name=A::b"; printf "::error::half"; cp made.onnx "$CONTENDER_MODEL"'
  const workspace = await folderWith(t, files(run))
  const { code, log } = await runStep(t, 'train', { workspace })
  assert.equal(code, 0, log)
  const lines = log.split('\n')
  const stop = lines.findIndex((line) => line.startsWith('::stop-commands::'))
  const token = lines[stop]!.slice('::stop-commands::'.length)
  assert.ok(token.length >= 32)
  assert.deepEqual(lines.slice(stop + 1, stop + 4), ['::set-env name=A::b', '::error::half', `::${token}::`])
  assert.deepEqual(
    lines.filter((line, at) => /^::(set-env|error)/.test(line) && (at < stop || at > stop + 3)),
    [],
  )
})

test('a training that fails is one error with the end of its output', async (t) => {
  const workspace = await folderWith(t, files('echo Traceback; exit 7'))
  const { code, log, outputs } = await runStep(t, 'train', { workspace })
  assert.equal(code, 2)
  assert.match(log, /^::error::\w+: Command `[^\n]*` exited with 7, its last lines:%0ATraceback$/m)
  assert.deepEqual(outputs, {})
})

test('a cancelled step ends its training command, and leaves nothing half-written', async (t) => {
  const run = 'exec 3> alive; echo started; sleep 60; echo late >&3; cp made.onnx "$CONTENDER_MODEL"'
  const workspace = await folderWith(t, files(run))
  script(workspace, 'mkfifo alive')
  // Ends when no process has it open any more.
  const alive = readFile(join(workspace, 'alive'), 'utf8')
  const { code, signal } = await runStep(t, 'train', {
    workspace,
    // As a runner does when a run is cancelled.
    watch: (child) => child.stdout!.on('data', (text) => String(text).includes('started\n') && child.kill('SIGINT')),
  })
  assert.deepEqual([code, signal], [null, 'SIGINT'])
  assert.equal(await alive, '')
  assert.equal(existsSync(join(workspace, 'm.onnx')), false)
  assert.equal(existsSync(join(workspace, '.contender/delay/run.json')), false)
})

test('data that fail a check turn the job red, with an error at the data of the config', async (t) => {
  const workspace = await folderWith(t, {
    ...files('true'),
    'd.csv': peopleCsv({ rows: 60 }).replaceAll(/,[01]$/gm, ','),
  })
  const { code, log, outputs, summary } = await runStep(t, 'validate', { workspace })
  assert.equal(code, 1, log)
  assert.match(log, /::error title=delay%3A data,file=contender\.yml,line=4::The data fail the check/)
  assert.equal(JSON.parse(outputs.validation!).delay.outcome, 'fail')
  assert.match(summary, /^## ❌ Contender: fail, the data fail a check/)
})
