import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Release } from '../../../core/artifacts/release.ts'
import { sha256 } from '../../../core/sha256.ts'
import { bareGit } from '../../github/bare-git.ts'
import { commit, configWith, GATE, people, script } from '../repository.ts'
import { scoreModel } from '../score-model.ts'
import { assetText, checkByApp, eventsOf, openScene, type Push, releasesOf, type Scene } from './scene.ts'

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

/** Commits and pushes to main itself, past pull requests. */
async function push({ folder }: Scene, files: Readonly<Record<string, string | Uint8Array>>, empty = 0) {
  const local = bareGit(folder)
  await local.text('fetch', '-q', 'origin', 'main')
  await local.text('checkout', '-q', '-B', 'main', 'FETCH_HEAD')
  const before = await local.line('rev-parse', 'HEAD')
  for (let made = 0; made < empty; made++) script(folder, 'git commit -q --allow-empty -m "A step"')
  const after = empty > 0 ? await local.line('rev-parse', 'HEAD') : await commit(folder, files)
  await local.text('push', '-q', 'origin', 'main')
  return { before, after }
}

/** Has the App pass a pull request before it is merged. */
function green({ github }: Scene): NonNullable<Parameters<Scene['merge']>[1]> {
  return { meanwhile: async ({ head, number }) => void (await checkByApp(github, head, { of: number })) }
}

test('a worse model that was pushed to the branch itself is not released, nor by the word on a pull request after it', async (t) => {
  const scene = await released(t)
  const pushed = await push(scene, { 'm.onnx': scoreModel('wrong') })
  await checkByApp(scene.github, pushed.after, { of: 1 })
  assert.equal((await scene.release(pushed)).code, 1)
  const merged = await scene.merge({ 'm.onnx': scoreModel('wrong', 0.99) }, green(scene))
  const { code, out } = await scene.release(merged)
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

test('what the App passed on its pull requests is released with its word, though it would not pass beside the version before', async (t) => {
  const scene = await released(t)
  const { github, merge, release } = scene
  const first = await merge({ 'm.onnx': scoreModel('wrong') }, green(scene))
  const last = await merge({ 'm.onnx': scoreModel('wrong', 0.99) }, green(scene))
  // The same commits may be heads of other pull requests later on, which are judged by other rules.
  await checkByApp(github, first.head, { of: '2 9', metrics: 'failure', later: 60_000 })
  await checkByApp(github, last.after, { of: 9, metrics: 'failure' })
  const { code, error, out } = await release(last)
  assert.equal(code, 0, out + error)
  const published = (await releasesOf(github)).at(-1)!
  const { gates, pulls } = JSON.parse(await assetText(github, published, 'release.json')) as Release
  assert.equal(gates[0]!.outcome, 'pass')
  assert.match(
    gates[0]!.because,
    /^#2, #3 passed it, say the checks of contender\[bot\]; judged once more: log_loss against base is worse: /,
  )
  assert.deepEqual(
    pulls.map(({ number }) => number),
    [2, 3],
  )
})

test('a red pull request that was merged stays unreleased, whatever its commits are judged as later, or by whom', async (t) => {
  const scene = await released(t)
  const { github } = scene
  const merged = await scene.merge(
    { 'm.onnx': scoreModel('wrong') },
    {
      meanwhile: async ({ head, number }) => {
        await checkByApp(github, head, { of: number, metrics: 'failure' })
        await checkByApp(github, head, { of: number, by: 'workflow' })
      },
    },
  )
  const refusedAgain = async () => {
    const { code, error, out } = await scene.release(merged)
    assert.equal(code, 1, out + error)
  }
  await refusedAgain()
  await checkByApp(github, merged.head, { of: `${merged.number} 3`, later: 60_000 })
  await checkByApp(github, merged.after, { of: 4 })
  await checkByApp(github, merged.after, { of: merged.before, later: 60_000 })
  await refusedAgain()
})

test('the word on another pull request with the same commit is none on this one', async (t) => {
  const scene = await released(t)
  const merged = await scene.merge(
    { 'm.onnx': scoreModel('wrong') },
    { meanwhile: async ({ head, number }) => void (await checkByApp(scene.github, head, { of: number + 1 })) },
  )
  const { code, error, out } = await scene.release(merged)
  assert.equal(code, 1, out + error)
})

test('of several pull requests since the version before each has to be green', async (t) => {
  const scene = await released(t)
  await scene.merge({ 'm.onnx': scoreModel('wrong') })
  const { code } = await scene.release(await scene.merge({ 'm.onnx': scoreModel('wrong', 0.99) }, green(scene)))
  assert.equal(code, 1)
})

test('a merge queue that passed the commit it made counts for its pull request', async (t) => {
  const scene = await released(t)
  const { github } = scene
  const merged = await scene.merge(
    { 'm.onnx': scoreModel('wrong') },
    {
      meanwhile: async ({ head, number }) => {
        await checkByApp(github, head, { of: number, metrics: 'failure' })
      },
    },
  )
  await checkByApp(github, merged.after, { of: merged.before })
  const { code, error, out } = await scene.release(merged)
  assert.equal(code, 0, out + error)
})

test('the word on a pull request counts for no other bytes than it was judged by', async (t) => {
  const scene = await released(t)
  let inner: Push | undefined
  const outer = await scene.merge(
    { 'contender.yml': configWith(GATE, 'metrics: [log_loss, roc_auc]') },
    {
      meanwhile: async ({ head, number }) => {
        await checkByApp(scene.github, head, { of: number })
        inner = await scene.merge({ 'm.onnx': scoreModel('wrong') }, green(scene))
      },
    },
  )
  const { code, out } = await scene.release({ before: inner!.before, after: outer.after })
  assert.equal(code, 1, out)
})

test('where too much came since the version before, no check is believed, and the refusal says so', async (t) => {
  const scene = await released(t)
  await push(scene, {}, 30)
  const { code, out } = await scene.release(await scene.merge({ 'm.onnx': scoreModel('wrong') }, green(scene)))
  assert.equal(code, 1, out)
  assert.match(
    out,
    /v1\.0\.0 is none of the last 30 commits of the branch, as far as its newest 1,000 tell, and no check of an App counts, so merge/,
  )
})

test('a push of more commits than are read says so too, where there is no version yet', async (t) => {
  const scene = await openScene(t, { 'contender.yml': CONFIG, 'm.onnx': scoreModel('good') })
  const { before } = await push(scene, {}, 30)
  const { after } = await scene.merge({ 'm.onnx': scoreModel('wrong') }, green(scene))
  const { code, out } = await scene.release({ before, after })
  assert.equal(code, 1, out)
  assert.match(out, /the branch before the push is none of the last 30 commits of the branch/)
})

test('merges of many commits each do not take the branch out of sight', async (t) => {
  const scene = await released(t)
  const line = ['git fetch -q origin main', 'git checkout -q -B main FETCH_HEAD']
  for (let merge = 0; merge < 2; merge++) {
    const commits = Array.from({ length: 60 }, () => 'git commit -q --allow-empty -m "A step"')
    line.push('git checkout -q -B side', ...commits, 'git checkout -q main', 'git merge -q --no-ff side -m "A merge"')
  }
  script(scene.folder, ...line, 'git push -q origin main')
  const { code, error, out } = await scene.release(await scene.merge({ 'm.onnx': scoreModel('wrong') }, green(scene)))
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
  const { code, error, out } = await scene.release(await mergeAccepted(scene))
  assert.equal(code, 0, out + error)
})

test('what a person accepted covers no later change of what the same bytes are judged by', async (t) => {
  const scene = await released(t)
  const accepted = await mergeAccepted(scene)
  const rules = { 'contender.yml': configWith(GATE, 'metrics: [log_loss, roc_auc]') }
  const pulled = await scene.merge(rules)
  const byPull = await scene.release({ before: accepted.before, after: pulled.after })
  assert.equal(byPull.code, 1, byPull.out + byPull.error)
})

test('what a person accepted does not cover what is pushed to the branch itself since', async (t) => {
  const scene = await released(t)
  const accepted = await mergeAccepted(scene)
  const pushed = await push(scene, { 'contender.yml': configWith(GATE, 'metrics: [log_loss, roc_auc]') })
  const { code, error, out } = await scene.release({ before: accepted.before, after: pushed.after })
  assert.equal(code, 1, out + error)
})

/** Merges a worse model for which bob accepted that. */
function mergeAccepted(scene: Scene) {
  const model = scoreModel('wrong')
  const gate = 'delay/log_loss-against-base'
  const digests = { delay: sha256(model) }
  return scene.merge(
    { 'm.onnx': model },
    { meanwhile: ({ head, number }) => scene.accept({ pull: number, head, gate, digests }) },
  )
}

test('where a command predicts, the word on a pull request says nothing of what it predicts now', async (t) => {
  const told = (score: string) =>
    `{ run: "sed -E '1s/.*/id,score/; 2,$s/,[01]$/,${score}/' $CONTENDER_DATA > $CONTENDER_PREDICTIONS", inputs: [note] }`
  const config = (score: string) => `models:
  delay:
    task: binary-classification
    data: { test: rows.csv, target: late, id: id }
    model: m.bin
    predict: ${told(score)}
    evaluate: { metrics: [log_loss] }
    gates: [{ metric: log_loss, against: base, margin: 1% }]
`
  const rows = Array.from({ length: 200 }, (_, at) => `${at},${at % 4 === 0 ? 1 : 0}`)
  const files = { 'rows.csv': `id,late\n${rows.join('\n')}\n`, 'm.bin': 'model', note: '1' }
  const scene = await openScene(t, { ...files, 'contender.yml': config('0.25') })
  const first = await scene.release(await scene.merge({ note: '2' }))
  assert.equal(first.code, 0, first.out + first.error)
  const { code, error, out } = await scene.release(await scene.merge({ 'contender.yml': config('0.9') }, green(scene)))
  assert.equal(code, 1, out + error)
})
