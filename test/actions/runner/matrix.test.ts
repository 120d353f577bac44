import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readReportArchive } from '../../../core/report-archive/read-report-archive.ts'
import { folderWith } from '../../folder.ts'
import { configWith } from '../repository.ts'
import { scoreModel } from '../score-model.ts'
import { type Job, startJob } from './job.ts'
import { runStep, type Step } from './step.ts'

/** Two models, of which the second has only an absolute gate. */
const CONFIG = `${configWith('{ metric: log_loss, against: base, margin: 1% }')}  team/fare:
    task: binary-classification
    data: { test: d.parquet, target: late, id: id }
    model: f.onnx
    evaluate: { metrics: [log_loss] }
    gates: [{ metric: log_loss, max: 5 }]
`
const FILES = {
  main: { 'contender.yml': CONFIG, 'f.onnx': scoreModel('good') },
  work: { 'm.onnx': scoreModel('wrong'), 'f.onnx': scoreModel('weak') },
}

function leg(t: Parameters<typeof runStep>[0], { environment, folder }: Job, model: string): Promise<Step> {
  const inputs = { model, 'fail-on': 'never', out: `.contender/${model}` }
  return runStep(t, 'pipeline', { workspace: folder, environment, inputs })
}

/** The job after the matrix, which has checked out nothing. */
async function join(
  t: Parameters<typeof runStep>[0],
  { environment, github, run }: Job,
  permissions = { actions: 'read' } as const,
) {
  const inputs = { from: 'run', 'github-token': github.jobToken({ permissions, run }) }
  return runStep(t, 'report', { workspace: await folderWith(t), environment, inputs })
}

test('a matrix over models ends in one report, of what its legs have uploaded', async (t) => {
  const job = await startJob(t, FILES)
  for (const model of ['delay', 'team/fare']) assert.equal((await leg(t, job, model)).code, 0)
  const since = job.github.calls.length
  const { code, log, outputs, summary } = await join(t, job)
  assert.equal(code, 1, log)
  assert.equal(outputs.outcome, 'fail')
  assert.deepEqual(Object.keys(JSON.parse(outputs.metrics!)), ['delay', 'team/fare'])
  assert.match(summary, /^## ❌ Contender: fail/)
  assert.doesNotMatch(summary, /Not in this report/)
  assert.deepEqual([job.github.count('reads', since), job.github.count('writes', since)], [3, 0])
  const artifacts = await job.artifacts()
  assert.deepEqual(
    artifacts.map(({ name }) => name),
    ['contender-report-delay', 'contender-report-team.fare', 'contender-report'],
  )
  const { models } = await readReportArchive({ ...artifacts[2]!, place: 'the test' })
  assert.deepEqual(
    models.map(({ model, outcome }) => [model, outcome]),
    [
      ['delay', 'fail'],
      ['team/fare', 'pass'],
    ],
  )
})

test('a model whose job left no report makes the whole undecided, and is named', async (t) => {
  const job = await startJob(t, FILES)
  await leg(t, job, 'team/fare')
  const { code, log, outputs, summary } = await join(t, job)
  assert.equal(code, 3, log)
  assert.equal(outputs.outcome, 'undecided')
  assert.match(log, /::warning::No job of this run left a report of delay/)
  assert.match(summary, /^## ⚠️ Contender: undecided, not every model was reported/)
  assert.match(summary, /Not in this report: delay\./)
})

test('a job that may not read artifacts is told which permission it needs', async (t) => {
  const job = await startJob(t, FILES)
  await leg(t, job, 'delay')
  const { code, log } = await join(t, job, { contents: 'read' } as never)
  assert.equal(code, 2)
  assert.match(log, /::error::Cannot use the artifacts of run \d+: .*403.*permission `actions: read`/)
})

test('a run without a report says what the job after the matrix needs', async (t) => {
  const job = await startJob(t, FILES)
  const { code, log } = await join(t, job)
  assert.equal(code, 2)
  assert.match(log, /::error::No report among the artifacts of run \d+.*needs:/)
})
