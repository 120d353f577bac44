import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { exists } from '../../../core/io/files.ts'
import { sha256 } from '../../../core/sha256.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { scoreModel } from '../score-model.ts'
import { program, type Rotten, RUN, rotten, type Version } from './rotten-production.ts'

test('where the version before is better on the same rows, the issue proposes to roll back, and no training is begun', async (t) => {
  const { drift, folder, issue, told } = await rotten(t)
  const { code, error, out } = await drift()
  assert.equal(code, 1, error)
  assert.match(out, /v1\.0\.0 has a better log_loss than v2\.0\.0 on the same rows of this window/)
  assert.match(await issue(), /\*\*Roll back\*\*, where you agree: `\/contender rollback delay production`/)
  assert.match(
    out,
    /Nothing rolls back by itself: `contender registry rollback delay production` does it, or the comment/,
  )
  assert.match(await issue(), /It is \*\*not\*\* trained anew: v1\\?\.0\\?\.0 is better on the same rows/)
  assert.doesNotMatch(error, /Nobody can tell/)
  const { performance, retrain } = await told()
  assert.deepEqual([performance!.verdict, retrain], ['drift', null])
  assert.equal(await exists(join(folder, '.contender/delay/window-before.parquet')), false)
  const idle = await contender('retrain --at 2026-01-16 --dry-run', folder)
  assert.match(idle.out, /is not trained anew: its performance in .* is `drift`, and the version before is better/)
})

test('logs may name the version in production by the digest of its file, and no other', async (t) => {
  const named = await rotten(t, { served: sha256(scoreModel('late')) })
  const { out } = await named.drift()
  assert.match(out, /v1\.0\.0 has a better log_loss than/)
  assert.match(await named.issue(), /\*\*Roll back\*\*/)
  const other = await rotten(t, { served: sha256(scoreModel('early')) })
  assert.doesNotMatch((await other.drift()).out, /v1\.0\.0 has a better/)
})

test('a week has too few days to tell that another version is better: the model is trained anew', async (t) => {
  const { drift, issue, told } = await rotten(t, { length: '7d' })
  const { error, out } = await drift()
  assert.match(out, /delay is to be trained anew, by `contender retrain`/, error)
  assert.doesNotMatch(await issue(), /Roll back\*\*/)
  assert.match((await told()).retrain!.evidence, /^performance of v2\.0\.0 since 2026-01-08/)
})

test('where the model of the version before cannot be had, a warning says so, and the model is trained anew', async (t) => {
  const { drift, told } = await rotten(t, { kept: false })
  const { error, out } = await drift()
  assert.match(error, /Nobody can tell how the version of delay before would have done .* The v1\.0\.0 model m\.onnx/)
  assert.match(out, /delay is to be trained anew/)
  assert.match((await told()).retrain!.evidence, /^performance of v2\.0\.0 since 2026-01-01/)
})

const COMMANDS: readonly (readonly [title: string, how: Rotten])[] = [
  ['a command', { model: RUN, version: (column) => ({ 'predict.mjs': program(`'${column}'`) }) }],
  [
    'a command that answers in another order, by id',
    { model: RUN, version: (column) => ({ 'predict.mjs': program(`'${column}'`, 'found.reverse()') }) },
  ],
  [
    'a command with a model file',
    {
      model: `train: { run: 'true' }\n    model: m.onnx\n    ${RUN}`,
      files: { 'predict.mjs': program(`fs.readFileSync(env.CONTENDER_MODEL, 'utf8').trim()`) },
      version: (column) => ({ 'm.onnx': new TextEncoder().encode(column) }),
    },
  ],
]

for (const [title, how] of COMMANDS)
  test(`the version before is ${title}: it predicts the window as its commit has it`, async (t) => {
    const { drift, folder, told } = await rotten(t, how)
    const { code, error, out } = await drift()
    assert.equal(code, 1, error)
    assert.doesNotMatch(error, /Nobody can tell/)
    assert.match(out, /v1\.0\.0 has a better log_loss than v2\.0\.0 on the same rows of this window/)
    assert.equal((await told()).retrain, null)
    assert.equal(await exists(join(folder, '.contender/delay/window-before.csv')), false)
  })

test('a command of the version before that fails is a warning, and the model is trained anew', async (t) => {
  const version: Version = (column) => ({
    'predict.mjs': column === 'early' ? 'process.exit(3)' : program(`'${column}'`),
  })
  const model = `train: { run: 'true' }\n    model: m.bin\n    ${RUN}`
  const { drift, folder, told } = await rotten(t, { model, version, files: { 'm.bin': 'm' } })
  const { code, error } = await drift()
  assert.equal(code, 1, error)
  assert.match(error, /Nobody can tell how the version of delay before would have done .*predict\.mjs/)
  assert.match((await told()).retrain!.evidence, /^performance of v2\.0\.0/)
  assert.equal(await exists(join(folder, '.contender/delay/window-before.csv')), false)
})

test('artifacts may go out of the repository: the version before predicts all the same', async (t) => {
  const { drift } = await rotten(t)
  const { code, error, out } = await drift(`--out ${await folderWith(t)}`)
  assert.equal(code, 1, error)
  assert.match(out, /v1\.0\.0 has a better log_loss/)
})
