import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { folderWith } from '../../folder.ts'
import { configWith, GATE } from '../repository.ts'
import { scoreModel } from '../score-model.ts'
import { openScene, releasesOf, type Scene } from './scene.ts'

/** A model that a command takes from a store outside Git, and whose predictions are published nowhere. */
const config = (store: string) => `models:
  delay:
    task: binary-classification
    data: { train: d.parquet, test: d.parquet, target: late, id: id }
    train: { run: 'cp ${store}/$(cat which) "$CONTENDER_MODEL"', inputs: [which] }
    model: models/m.onnx
    evaluate: { metrics: [log_loss] }
    gates: [${GATE}]
governance: { release: { predictions: false } }
`

const MODELS = {
  start: scoreModel('good'),
  first: scoreModel('good'),
  worse: scoreModel('wrong'),
  bit: scoreModel('wrong', 0.9),
}

/** v1.0.0 is good; a worse model was merged after it and refused; and the store has the first one no more. */
async function refusedAfterFirst(t: TestContext): Promise<Scene> {
  const store = await folderWith(t)
  for (const [name, bytes] of Object.entries(MODELS)) await writeFile(join(store, name), bytes)
  const main = { 'contender.yml': config(store), '.gitignore': '.contender/\nmodels/\n', which: 'start' }
  const scene = await openScene(t, main)
  const first = await scene.release(await scene.merge({ which: 'first' }))
  assert.equal(first.code, 0, first.out + first.error)
  const worse = await scene.release(await scene.merge({ which: 'worse' }))
  assert.equal(worse.code, 1, worse.out + worse.error)
  await rm(join(store, 'first'))
  return scene
}

async function versionsOf({ github }: Scene): Promise<string[]> {
  return (await github.git.text('tag', '--list', 'delay@*')).trim().split('\n')
}

/** Takes the model out of the release of v1.0.0, and puts another there where one is named. */
async function replaceModel({ github }: Scene, by?: Uint8Array): Promise<void> {
  const [release] = await releasesOf(github)
  const { id } = release!.assets.find(({ name }) => name === 'm.onnx')!
  const token = github.userToken('olga')
  await github.request('DELETE', `/repos/acme/models/releases/assets/${id}`, undefined, token)
  if (by === undefined) return
  const { body } = await github.request('GET', `/repos/acme/models/releases/${release!.id}`, undefined, token)
  const url = (body as { upload_url: string }).upload_url.replace(/\{.*/, '?name=m.onnx')
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' }
  const { status } = await fetch(url, { method: 'POST', headers, body: by.slice() })
  assert.equal(status, 201)
}

test('a version that cannot be trained again is the measure by the model that its release holds', async (t) => {
  const scene = await refusedAfterFirst(t)
  const { code, error, out } = await scene.release(await scene.merge({ which: 'bit' }))
  assert.equal(code, 1, out + error)
  assert.match(out, /log_loss against base, margin 1% fails/)
  assert.deepEqual(await versionsOf(scene), ['delay@v1.0.0'])
})

const NOWHERE = [
  ['was taken out of its release', undefined, /is not in the release delay@v1\.0\.0 as m\.onnx/],
  ['was replaced in its release', MODELS.worse, /is another in the release delay@v1\.0\.0, sha256:\w+…, than was reg/],
] as const

for (const [what, by, because] of NOWHERE)
  test(`where the model of the version before ${what}, what was refused on the branch since is no measure: exit 3`, async (t) => {
    const scene = await refusedAfterFirst(t)
    await replaceModel(scene, by)
    const { code, error, out } = await scene.release(await scene.merge({ which: 'bit' }))
    assert.equal(code, 3, out + error)
    assert.match(out, /log_loss against base, margin 1% is undecided/)
    assert.match(out, because)
    assert.match(out, /cannot be trained again, .*, or one that somebody accepts on its pull request/)
    assert.doesNotMatch(out, /--baseline/)
    assert.deepEqual(await versionsOf(scene), ['delay@v1.0.0'])
  })

test('a version whose commit has no such model to be read is undecided, and the way out is said', async (t) => {
  const other = configWith(GATE).replace('delay:', 'other:')
  const scene = await openScene(t, { 'contender.yml': other, 'm.onnx': scoreModel('good') })
  const tag = ['tag', '-a', '-m', 'By hand', 'delay@v1.0.0', 'main']
  await scene.github.git.text('-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', ...tag)
  const merged = await scene.merge({ 'contender.yml': configWith(GATE), 'm.onnx': scoreModel('wrong') })
  const { code, error, out } = await scene.release(merged)
  assert.equal(code, 3, out + error)
  assert.match(
    out,
    /contender\.yml at its commit \w{7} has no such model.*`contender registry deprecate delay v1\.0\.0`/,
  )
  assert.deepEqual(await versionsOf(scene), ['delay@v1.0.0'])
})
