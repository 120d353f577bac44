import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Release } from '../../../core/artifacts/release.ts'
import { sha256 } from '../../../core/sha256.ts'
import { bareGit } from '../../github/bare-git.ts'
import { commit, configWith, GATE, people } from '../repository.ts'
import { scoreModel } from '../score-model.ts'
import { assetText, checkByApp, eventsOf, openScene, releasesOf, type Scene } from './scene.ts'

const CONFIG = configWith(GATE)

/** A scene in which v1.0.0 is a good model. */
async function released(t: Parameters<typeof openScene>[0], config = CONFIG): Promise<Scene> {
  const scene = await openScene(t, { 'contender.yml': config })
  const { code, error, out } = await scene.release(await scene.merge({ 'm.onnx': scoreModel('good') }))
  assert.equal(code, 0, out + error)
  return scene
}

async function versionsOf({ github }: Scene) {
  const tags = (await github.git.text('tag', '--list', 'delay@*')).trim().split('\n')
  assert.equal((await releasesOf(github)).length, tags.length)
  return tags
}

test('a worse model that was merged past its gates is not released, and no measure for the next one', async (t) => {
  const scene = await released(t)
  const events = (await eventsOf(scene.github)).length
  const worse = await scene.release(await scene.merge({ 'm.onnx': scoreModel('wrong') }))
  assert.equal(worse.code, 1, worse.out + worse.error)
  assert.match(
    worse.out,
    /^delay {2}stays unreleased: log_loss against base, margin 1% fails \(.*\); no check of an App says that its pull requests passed/m,
  )
  const bitBetter = await scene.release(await scene.merge({ 'm.onnx': scoreModel('wrong', 0.9) }))
  assert.equal(bitBetter.code, 1, bitBetter.out + bitBetter.error)
  assert.deepEqual([await versionsOf(scene), (await eventsOf(scene.github)).length], [['delay@v1.0.0'], events])
})

test('a worse model that was pushed to the branch itself is not released, whatever checks its commit has', async (t) => {
  const scene = await released(t)
  const local = bareGit(scene.folder)
  await local.text('fetch', '-q', 'origin', 'main')
  await local.text('checkout', '-q', '-B', 'main', 'FETCH_HEAD')
  const before = await local.line('rev-parse', 'HEAD')
  const after = await commit(scene.folder, { 'm.onnx': scoreModel('wrong') })
  await local.text('push', '-q', 'origin', 'main')
  await checkByApp(scene.github, after)
  const { code, out } = await scene.release({ before, after })
  assert.equal(code, 1, out)
  assert.deepEqual(await versionsOf(scene), ['delay@v1.0.0'])
})

test('a first version is judged against what the branch held before it', async (t) => {
  const scene = await openScene(t, { 'contender.yml': CONFIG, 'm.onnx': scoreModel('good') })
  const worse = await scene.release(await scene.merge({ 'm.onnx': scoreModel('wrong') }))
  assert.equal(worse.code, 1, worse.out + worse.error)
  assert.match(worse.out, /log_loss against base, margin 1% fails/)
  assert.equal(await scene.github.git.line('tag'), '')
})

test('what the App passed on the pull request is released with its word, though it would not pass beside the version before', async (t) => {
  const scene = await released(t)
  const { github, merge, release } = scene
  const passed = (how: Parameters<typeof checkByApp>[2]) => ({
    meanwhile: ({ head }: { readonly head: string }) => checkByApp(github, head, how),
  })
  const tries = [
    await merge({ 'm.onnx': scoreModel('wrong') }, passed({ by: 'workflow' })),
    await merge({ 'm.onnx': scoreModel('wrong', 0.99) }, passed({ metrics: 'action_required' })),
    // The one before it was red, and is part of what this one brings.
    await merge({ 'm.onnx': scoreModel('wrong', 0.98) }, passed({})),
  ]
  for (const merged of tries) assert.equal((await release(merged)).code, 1)
  for (const { head } of tries) await checkByApp(github, head)
  const { code, error, out } = await release(tries.at(-1)!)
  assert.equal(code, 0, out + error)
  const last = (await releasesOf(github)).at(-1)!
  const { gates, pulls } = JSON.parse(await assetText(github, last, 'release.json')) as Release
  assert.equal(gates[0]!.outcome, 'pass')
  assert.match(
    gates[0]!.because,
    /^#2, #3, #4 passed it, say the checks of contender\[bot\]; judged once more: log_loss against base is worse: /,
  )
  assert.deepEqual(
    pulls.map(({ number }) => number),
    [2, 3, 4],
  )
})

test('a merge queue that passed the commit it made counts for its pull request', async (t) => {
  const scene = await released(t)
  const merged = await scene.merge({ 'm.onnx': scoreModel('wrong') })
  await checkByApp(scene.github, merged.head, { metrics: 'failure' })
  await checkByApp(scene.github, merged.after)
  const { code, error, out } = await scene.release(merged)
  assert.equal(code, 0, out + error)
})

test('a gate that cannot be judged once more is undecided: exit 3, nothing is registered, and the reason is said', async (t) => {
  const quiet = `${CONFIG}governance: { release: { predictions: false } }\n`
  const scene = await released(t, quiet)
  const merged = await scene.merge({ 'd.parquet': await people(200, 1, 'best'), 'm.onnx': scoreModel('best') })
  const { code, error, out } = await scene.release(merged)
  assert.equal(code, 3, out + error)
  assert.match(out, /log_loss against base, margin 1% is undecided \(.*\)/)
  assert.match(out, /cannot judge these rows/)
  assert.deepEqual(await versionsOf(scene), ['delay@v1.0.0'])
})

test('a gate against the base that a person accepted on the pull request lets the version through', async (t) => {
  const scene = await released(t)
  const model = scoreModel('wrong')
  const merged = await scene.merge(
    { 'm.onnx': model },
    {
      meanwhile: ({ head, number }) =>
        scene.accept({ pull: number, head, gate: 'delay/log_loss-against-base', digests: { delay: sha256(model) } }),
    },
  )
  const { code, error, out } = await scene.release(merged)
  assert.equal(code, 0, out + error)
})
