import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { reportSchema } from '../../core/artifacts/report.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { peopleCsv } from './people.ts'
import { commit, configWith, GATE, script } from './repository.ts'
import { checkout, pullRequestPayload, runnerEvent } from './runner-event.ts'
import { scoreModel } from './score-model.ts'

/** A pull request whose workflow trains by copying a file; what is committed as the model is `committed`. */
async function judged(t: TestContext, committed: Uint8Array | undefined) {
  const folder = await folderWith(t)
  script(folder, 'git init -q -b main')
  const train = 'train: { run: cp trained.onnx $CONTENDER_MODEL, inputs: [trained.onnx] }'
  const config = configWith(GATE)
    .replace('test: d.parquet', 'test: d.csv')
    .replace(/^( *)model:/m, `$1${train}\n$1model:`)
  const main = { 'contender.yml': config, 'd.csv': peopleCsv({ rows: 60 }), 'trained.onnx': scoreModel('weak') }
  await commit(folder, { ...main, ...(committed && { 'm.onnx': scoreModel('weak') }) })
  script(folder, 'git checkout -q -b work')
  await commit(folder, { 'trained.onnx': scoreModel('good'), ...(committed && { 'm.onnx': committed }) })
  script(folder, 'git checkout -q main', 'git merge -q --no-ff --no-edit work', 'git update-ref refs/pull/1/merge HEAD')
  script(folder, 'git reset -q --hard HEAD~1')
  const clone = await checkout(t, folder, 'refs/pull/1/merge')
  const head = script(folder, 'git rev-parse work')
  const notes = async (environment: Record<string, string>) => {
    const { error, out } = await contender('pipeline --json', clone, environment)
    assert.ok(out !== '', error)
    return reportSchema.parse(JSON.parse(out)).models[0]!.comparison!.notes
  }
  return { clone, inWorkflow: async () => notes(await runnerEvent(t, 'pull_request', pullRequestPayload(head))), notes }
}

test('a pull request that commits another model than its workflow trained and judged is told so, there alone', async (t) => {
  const { inWorkflow, notes } = await judged(t, scoreModel('weak'))
  assert.deepEqual(await inWorkflow(), [
    'The model that was judged was trained in this run; m.onnx as committed is another, and merging keeps that one. Commit what training writes, or keep the model out of Git.',
  ])
  assert.deepEqual(await notes({}), [])
})

test('a model that is committed as training writes it, or not at all, is nothing to speak of', async (t) => {
  const same = await judged(t, scoreModel('good'))
  assert.deepEqual(await same.inWorkflow(), [])
  const none = await judged(t, undefined)
  assert.doesNotMatch((await none.inWorkflow()).join('\n'), /as committed is another/)
})
