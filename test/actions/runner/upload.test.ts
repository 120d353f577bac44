import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Report } from '../../../core/artifacts/report.ts'
import { readArchivedFile } from '../../../core/report-archive/read-archived-file.ts'
import { readReportArchive } from '../../../core/report-archive/read-report-archive.ts'
import { sha256 } from '../../../core/sha256.ts'
import { runtimeToken } from '../../github/routes/runtime-token.ts'
import { configWith, GATE } from '../repository.ts'
import { pullRequestPayload, runnerEvent } from '../runner-event.ts'
import { scoreModel } from '../score-model.ts'
import { type Artifact, startJob } from './job.ts'
import { runStep } from './step.ts'

const WORSE = { 'm.onnx': scoreModel('wrong') }
const UNDECIDED = { 'm.onnx': scoreModel('weak') }

test('a report leaves the runner as an artifact that holds report.json, report.md and report.html and nothing else', async (t) => {
  const { artifacts, environment, folder } = await startJob(t, { work: WORSE })
  const inputs = { 'fail-on': 'never' }
  const { code, log, outputs } = await runStep(t, 'pipeline', { workspace: folder, environment, inputs })
  assert.equal(code, 0, log)
  assert.doesNotMatch(log, /::warning::/)
  const [{ bytes, digest, id, name }] = (await artifacts()) as [Artifact]
  assert.equal(name, 'contender-report')
  const report = await readReportArchive({ bytes, digest, place: 'the test' })
  assert.deepEqual(report, JSON.parse(readFileSync(outputs.report!, 'utf8')))
  const files = Buffer.from(bytes)
    .toString('latin1')
    .match(/[\w./-]+\.(json|md|html|yml)/g)
  assert.deepEqual(new Set(files), new Set(['report.json', 'report.md', 'report.html']))

  // The same name again in the same attempt: the new report takes the place of the old, and says so.
  const again = await runStep(t, 'report', {
    workspace: folder,
    environment,
    inputs: { ...inputs, model: 'delay', artifact: name },
  })
  assert.equal(again.code, 0, again.log)
  assert.match(again.log, /::warning::An earlier step, or another job of this run, has uploaded contender-report,/)
  const after = await artifacts()
  assert.deepEqual([after.length, after[0]!.name], [1, name])
  assert.notEqual(after[0]!.id, id)
})

test('legs of a matrix have artifacts of their own, a name can be given, and none is uploaded where none is wanted', async (t) => {
  const { artifacts, environment, folder } = await startJob(t, { work: WORSE })
  const base = { workspace: folder, environment }
  await runStep(t, 'pipeline', { ...base, inputs: { model: 'delay' } })
  await runStep(t, 'report', { ...base, inputs: { artifact: 'contender-report-nightly' } })
  await runStep(t, 'report', { ...base, inputs: { artifact: 'none' } })
  const names = (await artifacts()).map(({ name }) => name)
  assert.deepEqual(names, ['contender-report-delay', 'contender-report-nightly'])
})

test('two configs of one workflow leave two reports', async (t) => {
  const { artifacts, environment, folder } = await startJob(t, { work: WORSE })
  mkdirSync(join(folder, 'fares'))
  for (const file of ['contender.yml', 'd.parquet', 'm.onnx']) cpSync(join(folder, file), join(folder, 'fares', file))
  for (const config of ['./contender.yml', 'fares/contender.yml']) {
    const { log } = await runStep(t, 'pipeline', { workspace: folder, environment, inputs: { config } })
    assert.match(log, /^Outcome: /m)
    assert.doesNotMatch(log, /takes its place/)
  }
  const names = (await artifacts()).map(({ name }) => name)
  assert.deepEqual(names, ['contender-report', 'contender-report-fares.contender.yml'])
})

test('a report that cannot be uploaded warns, and is red only where a bot waits for it', async (t) => {
  const { artifacts, environment, folder } = await startJob(t, { work: UNDECIDED })
  const base = {
    workspace: folder,
    environment: { ...environment, ACTIONS_RUNTIME_TOKEN: runtimeToken({ run: 99, attempt: 1 }) },
  }
  const alone = await runStep(t, 'pipeline', { ...base, inputs: { 'fail-on': 'fail' } })
  assert.equal(alone.code, 0, alone.log)
  assert.match(alone.log, /::warning::The report was not uploaded as contender-report: .*404.*Run the job again/)
  const withBot = await runStep(t, 'report', { ...base, inputs: { 'fail-on': 'never' } })
  assert.equal(withBot.code, 1)
  assert.match(withBot.log, /::error::contender report: undecided, but the report did not leave the runner/)
  assert.deepEqual(await artifacts(), [])
  assert.ok(existsSync(join(folder, '.contender/report.json')))
})

test('an enterprise server, which has no such service, gets one warning and no red', async (t) => {
  const { artifacts, environment, folder } = await startJob(t, { work: UNDECIDED })
  const { code, log } = await runStep(t, 'pipeline', {
    workspace: folder,
    environment: { ...environment, GITHUB_SERVER_URL: 'https://git.example.com' },
    inputs: { 'fail-on': 'never' },
  })
  assert.equal(code, 0, log)
  assert.equal(log.match(/::warning::.*upload/gi)?.length, 1)
  assert.deepEqual(await artifacts(), [])
})

test('a model that nothing else keeps leaves the runner beside the report, where a workflow releases models', async (t) => {
  const trained = configWith(GATE)
    .replace('test: d.parquet', 'train: d.parquet, test: d.parquet, exclude: [at, person]')
    .replace('model: m.onnx', 'train: { builtin: linear }\n    model: models/m.onnx')
  const releasing = 'on: push\njobs: { release: { steps: [{ uses: contender-ml/contender/actions/release@v1 }] } }\n'
  const job = await startJob(t, {
    main: { 'contender.yml': trained, '.gitignore': '.contender/\nmodels/\n' },
    work: { note: '1' },
  })
  const { artifacts, folder } = job
  const pull = pullRequestPayload(execFileSync('git', ['rev-parse', 'HEAD'], { cwd: folder, encoding: 'utf8' }).trim())
  const environment = { ...job.environment, ...(await runnerEvent(t, 'pull_request', pull)), GITHUB_BASE_REF: 'main' }
  const inputs = { 'fail-on': 'never', judge: 'all', base: 'main' }
  const without = await runStep(t, 'pipeline', { workspace: folder, environment, inputs })
  assert.equal(without.code, 0, without.log)
  assert.deepEqual(
    (await artifacts()).map(({ name }) => name),
    ['contender-report'],
  )

  mkdirSync(join(folder, '.github/workflows'), { recursive: true })
  writeFileSync(join(folder, '.github/workflows/release.yml'), releasing)
  const { code, log, outputs } = await runStep(t, 'pipeline', { workspace: folder, environment, inputs })
  assert.equal(code, 0, log)
  const model = (await artifacts()).find(({ name }) => name === 'contender-model-delay')!
  const bounds = { archive: 1e6, entries: 1, file: 1e6, ratio: 100 }
  const bytes = await readArchivedFile({ ...model, place: 'the test' }, { file: 'm.onnx', beside: [], bounds })
  const report = JSON.parse(readFileSync(outputs.report!, 'utf8')) as Report
  assert.equal(sha256(bytes), report.models[0]!.evaluation.artifact.digest)
  const fork = { pull_request: { ...(pull as { pull_request: { head: object } }).pull_request } }
  fork.pull_request.head = { ...fork.pull_request.head, repo: { full_name: 'mallory/models' } }
  const before = (await artifacts()).length
  const stranger = { ...environment, ...(await runnerEvent(t, 'pull_request', fork)) }
  const forked = await runStep(t, 'pipeline', {
    workspace: folder,
    environment: stranger,
    inputs: { ...inputs, artifact: 'contender-report-2' },
  })
  assert.equal(forked.code, 0, forked.log)
  assert.equal((await artifacts()).length, before + 1)
})
