import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readReportArchive } from '../../../core/report-archive/read-report-archive.ts'
import { pullRequest } from '../repository.ts'
import { scoreModel } from '../score-model.ts'
import { artifactServer } from './artifact-server.ts'
import { runStep } from './step.ts'

const WORSE = { 'm.onnx': scoreModel('wrong') }

test('a report leaves the runner as an artifact that holds report.json and report.md and nothing else', async (t) => {
  const { environment, store } = await artifactServer(t)
  const { folder } = await pullRequest(t, { work: WORSE })
  const inputs = { 'fail-on': 'never', 'github-token': 'x' }
  const { code, log, outputs } = await runStep(t, 'pipeline', { workspace: folder, environment, inputs })
  assert.equal(code, 0, log)
  assert.doesNotMatch(log, /::warning::The report/)
  const [{ bytes, digest, name }, ...more] = store.all() as [ReturnType<typeof store.all>[number]]
  assert.deepEqual([name, more], ['contender-report', []])
  const report = await readReportArchive({ bytes, digest, place: 'the test' })
  assert.deepEqual(report, JSON.parse(readFileSync(outputs.report!, 'utf8')))
  const files = Buffer.from(bytes)
    .toString('latin1')
    .match(/report\.(json|md)/g)
  assert.deepEqual(new Set(files), new Set(['report.json', 'report.md']))

  // The same job again, in the same attempt: the new report stands in the place of the old.
  const again = await runStep(t, 'pipeline', { workspace: folder, environment, inputs })
  assert.equal(again.code, 0, again.log)
  assert.deepEqual(
    store.all().map((artifact) => artifact.name),
    ['contender-report'],
  )
  assert.notEqual(store.all()[0]!.id, 1)
})

test('legs of a matrix have artifacts of their own, and a name can be given', async (t) => {
  const { environment, store } = await artifactServer(t)
  const { folder } = await pullRequest(t, { work: WORSE })
  const base = { workspace: folder, environment }
  await runStep(t, 'pipeline', { ...base, inputs: { model: 'delay' } })
  await runStep(t, 'report', { ...base, inputs: { artifact: 'contender-report-nightly' } })
  await runStep(t, 'report', { ...base, inputs: { artifact: 'none' } })
  assert.deepEqual(
    store.all().map(({ name }) => name),
    ['contender-report-delay', 'contender-report-nightly'],
  )
})

test('a report that cannot be uploaded warns, and is red only where a bot waits for it', async (t) => {
  const { environment, fail, store } = await artifactServer(t)
  const { folder } = await pullRequest(t, { work: { 'm.onnx': scoreModel('weak') } })
  await runStep(t, 'pipeline', { workspace: folder })
  fail(403, 99)
  const upload = (failOn: string) =>
    runStep(t, 'report', { workspace: folder, environment, inputs: { 'fail-on': failOn } })
  const alone = await upload('fail')
  assert.equal(alone.code, 0, alone.log)
  assert.match(alone.log, /::warning::The report was not uploaded as contender-report: .*403.*Run the job again/)
  const withBot = await upload('never')
  assert.equal(withBot.code, 1)
  assert.match(withBot.log, /::error::contender report: undecided, but the report did not leave the runner/)
  assert.deepEqual(store.all(), [])
  assert.ok(existsSync(join(folder, '.contender/report.json')))
})

test('an enterprise server, which has no such service, gets one warning and no red', async (t) => {
  const { environment, store } = await artifactServer(t)
  const { folder } = await pullRequest(t, { work: { 'm.onnx': scoreModel('weak') } })
  const { code, log } = await runStep(t, 'pipeline', {
    workspace: folder,
    environment: { ...environment, GITHUB_SERVER_URL: 'https://git.example.com' },
    inputs: { 'fail-on': 'never' },
  })
  assert.equal(code, 0, log)
  assert.equal(log.match(/::warning::.*upload/gi)?.length, 1)
  assert.deepEqual(store.all(), [])
})
