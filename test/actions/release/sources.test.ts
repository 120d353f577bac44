import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Release } from '../../../core/artifacts/release.ts'
import type { Run } from '../../../core/artifacts/run.ts'
import { sha256 } from '../../../core/sha256.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { bareGit } from '../../github/bare-git.ts'
import { zipOf } from '../../report-archive/zip.ts'
import { people } from '../repository.ts'
import { scoreModel } from '../score-model.ts'
import { assetText, checkByApp, eventsOf, type Merged, openScene, releasesOf, type Scene } from './scene.ts'

/** A model that training makes and Git does not hold. */
const TRAINED = `models:
  delay:
    task: binary-classification
    data: { train: d.parquet, test: d.parquet, target: late, id: id, exclude: [at, person, weight] }
    train: { builtin: linear }
    model: models/m.onnx
    evaluate: { metrics: [log_loss] }
    gates: [{ metric: log_loss, max: 0.8 }]
`
const MAIN = { 'contender.yml': TRAINED, '.gitignore': '.contender/\nmodels/\n' }

/** What training would never give: so it tells where the bytes are from. */
const JUDGED = scoreModel('good', 0.97)
const OTHER = scoreModel('good', 0.5)

interface RunOptions {
  readonly head: string
  /** Of the run, which GitHub's records say. */
  readonly repository?: string
  readonly workflow?: string
  readonly bytes?: Uint8Array
  readonly file?: string
}

/** The run of a pull request as it would have judged JUDGED, with a model beside its report. */
async function addJudgedRun(
  t: TestContext,
  { github }: Scene,
  { bytes = JUDGED, file = 'm.onnx', head, repository, workflow }: RunOptions,
) {
  const clone = await folderWith(t)
  const local = bareGit(clone)
  await local.text('init', '-q')
  await local.text('fetch', '-q', github.git.folder, `+refs/pull/*/head:refs/pull/*/head`)
  await local.text('-c', 'advice.detachedHead=false', 'checkout', '-q', head)
  await contender('train', clone)
  await writeFile(join(clone, 'models/m.onnx'), JUDGED)
  const record = join(clone, '.contender/delay/run.json')
  const trained = JSON.parse(await readFile(record, 'utf8')) as Run
  const artifact = { ...trained.artifact, digest: sha256(JUDGED) }
  await writeFile(record, JSON.stringify({ ...trained, artifact }))
  await contender('evaluate', clone)
  await contender('report', clone)
  const report = await readFile(join(clone, '.contender/report.json'))
  const run = await github.addRun({
    headSha: head,
    ...(repository && { headRepository: repository }),
    ...(workflow && { workflow }),
  })
  github.putArtifact(run.id, 'contender-report', zipOf([{ name: 'report.json', content: report }]))
  github.putArtifact(run.id, 'contender-model-delay', zipOf([{ name: file, content: bytes }]))
  await github.finishRun(run.id, 'success')
  return run.id
}

/** What the only release says of its model. */
async function releasedBy({ github }: Scene): Promise<{ digest: string; made: string }> {
  const [only] = await releasesOf(github)
  const told = JSON.parse(await assetText(github, only!, 'release.json')) as Release
  assert.equal(only!.assets.find(({ name }) => name === 'm.onnx')!.digest, told.artifact!.digest)
  return { digest: told.artifact!.digest, made: told.made }
}

test('a model that Git does not hold is the one that the run of the pull request judged, byte for byte', async (t) => {
  const scene = await openScene(t, MAIN)
  let run = 0
  const merged = await scene.merge(
    { note: '1' },
    {
      method: 'squash',
      meanwhile: async ({ head }) => {
        run = await addJudgedRun(t, scene, { head })
      },
    },
  )
  const { code, error } = await scene.release(merged, 'release --model delay')
  assert.equal(code, 0, error)
  const { digest, made } = await releasedBy(scene)
  assert.equal(digest, sha256(JUDGED))
  assert.equal(made, `Run ${run} of #1 made it, and its digest is the one that was judged there.`)
})

const TRAINED_AGAIN: readonly (readonly [title: string, run: Partial<RunOptions>, warning: RegExp, fork?: boolean])[] =
  [
    [
      'other bytes than those that were judged',
      { bytes: OTHER },
      /is not the model that its report judged; it is trained again$/m,
    ],
    ['another file', { file: '../m.onnx' }, /Unexpected artifact contender-model-delay of run 1: /],
    [
      'a run of another workflow',
      { workflow: '.github/workflows/mine.yml' },
      /no run of \.github\/workflows\/contender\.yml is known of \w{7}/,
    ],
    ['a run that a fork made of the same commit', { repository: 'mallory/models' }, /no run of \S+ is known of/],
    [
      'a pull request from a fork',
      { repository: 'mallory/models' },
      /#1 came from a fork, whose models are never taken/,
      true,
    ],
  ]

for (const [title, run, warning, fork = false] of TRAINED_AGAIN) {
  test(`never taken, and trained again from what was merged: ${title}`, async (t) => {
    const scene = await openScene(t, MAIN)
    const merged = await scene.merge(
      { note: '1' },
      {
        fork,
        meanwhile: async ({ head }) => {
          await addJudgedRun(t, scene, { head, ...run })
        },
      },
    )
    const { code, error } = await scene.release(merged, 'release --model delay')
    assert.equal(code, 0, error)
    assert.match(error, warning)
    const { digest, made } = await releasedBy(scene)
    assert.ok(![sha256(JUDGED), sha256(OTHER)].includes(digest))
    assert.match(made, new RegExp(`^Run \\S+ trained it from commit ${merged.after.slice(0, 7)}\\.$`))
  })
}

test('an artifact that has expired, or was never left, makes the training run again, with a reason', async (t) => {
  const scene = await openScene(t, MAIN)
  const expired = await scene.merge(
    { note: '1' },
    {
      meanwhile: async ({ head }) => {
        const run = await scene.github.addRun({ headSha: head })
        scene.github.putArtifact(run.id, 'contender-model-delay', zipOf([{ name: 'm.onnx', content: JUDGED }]), {
          expiresAt: 1,
        })
        await scene.github.finishRun(run.id, 'success')
      },
    },
  )
  assert.match(
    (await scene.release(expired, 'release --model delay --dry-run')).error,
    /contender-model-delay of run 1 has expired/,
  )
  const none = await scene.merge(
    { note: '2' },
    {
      meanwhile: async ({ head }) => {
        const run = await scene.github.addRun({ headSha: head })
        await scene.github.finishRun(run.id, 'failure')
      },
    },
  )
  const { error } = await scene.release(none, 'release --model delay --dry-run')
  assert.match(error, /run 2 left no artifact contender-model-delay; it is trained again/)
})

test('a model that Git holds is what the commit says, whatever lies in the checkout', async (t) => {
  const scene = await openScene(t)
  const merged = await scene.merge({ 'm.onnx': JUDGED })
  const prepare = (checkout: string) => writeFile(join(checkout, 'm.onnx'), OTHER)
  const { code, error } = await scene.release(merged, 'release', { prepare })
  assert.equal(code, 0, error)
  const { digest, made } = await releasedBy(scene)
  assert.equal(digest, sha256(JUDGED))
  assert.equal(made, `It is m.onnx of commit ${merged.after.slice(0, 7)}.`)
})

test('a model that is a prediction command alone is released without a file; predictions are published as Parquet', async (t) => {
  const command = `models:
  delay:
    task: binary-classification
    data: { test: rows.csv, target: late, id: id }
    predict: { run: "sed -E '1s/.*/id,score/; 2,$s/,[01]$/,0.5/' $CONTENDER_DATA > $CONTENDER_PREDICTIONS", inputs: [note] }
    evaluate: { metrics: [brier] }
`
  const scene = await openScene(t, { 'contender.yml': command, 'rows.csv': 'id,late\n1,0\n2,1\n3,0\n4,1\n5,1\n6,0\n' })
  const { code, error } = await scene.release(await scene.merge({ note: '1' }))
  assert.equal(code, 0, error)
  const [only] = await releasesOf(scene.github)
  const names = ['SHA256SUMS', 'comparison.json', 'evaluation.json', 'predictions.parquet', 'release.json']
  assert.deepEqual(only!.assets.map(({ name }) => name).sort(), names)
  assert.match(only!.body, /The prediction command needs no file/)
  assert.doesNotMatch(await scene.github.git.text('cat-file', 'tag', 'delay@v1.0.0'), /^Artifact:/m)
})

test('predictions that a team commits are the model: they are released as they are, and as Parquet', async (t) => {
  const config = `models:
  delay: { task: binary-classification, predictions: p.csv, evaluate: { metrics: [brier] } }
`
  const scene = await openScene(t, { 'contender.yml': config })
  const csv = 'id,label,score,site\n1,0,0.2,A\n2,1,0.7,B\n3,0,0.4,A\n4,1,0.9,B\n'
  const { code, error } = await scene.release(await scene.merge({ 'p.csv': csv }))
  assert.equal(code, 0, error)
  const [only] = await releasesOf(scene.github)
  assert.equal(await assetText(scene.github, only!, 'p.csv'), csv)
  assert.match(await assetText(scene.github, only!, 'predictions.parquet'), /^PAR1/)
})

test('a run that was trained on other data than what is merged gives no bytes: it is trained again', async (t) => {
  const apart = TRAINED.replace('test: d.parquet', 'test: t.parquet')
  const scene = await openScene(t, { ...MAIN, 'contender.yml': apart, 't.parquet': await people() })
  let data: Merged | undefined
  const seeded = await scene.merge(
    { 'contender.yml': apart.replace('weight]', 'weight, wrong]') },
    {
      meanwhile: async ({ head }) => {
        await addJudgedRun(t, scene, { head })
        data = await scene.merge({ 'd.parquet': await people(400, 7) })
      },
    },
  )
  assert.equal((await scene.release(data!)).code, 0)
  const { code, error } = await scene.release(seeded)
  assert.equal(code, 0, error)
  assert.match(
    error,
    /what run 1 trained it from is not what was merged: data\.train \(d\.parquet\) changed; it is trained/,
  )
  const told = JSON.parse(
    await assetText(scene.github, (await releasesOf(scene.github)).at(-1)!, 'release.json'),
  ) as Release
  assert.notEqual(told.artifact!.digest, sha256(JUDGED))
  assert.match(told.made, new RegExp(`trained it from commit ${seeded.after.slice(0, 7)}`))
})

test('of several merges the last one on the branch is the newest, whatever its number, and the one that touched the model is named', async (t) => {
  const scene = await openScene(t, MAIN)
  let inner: Merged | undefined
  const outer = await scene.merge(
    { 'contender.yml': TRAINED.replace('linear }', 'linear, seed: 3 }') },
    {
      meanwhile: async ({ head }) => {
        await addJudgedRun(t, scene, { head })
        inner = await scene.merge({ 'd.parquet': await people(210, 3) })
      },
    },
  )
  const words = await scene.merge({ 'README.md': 'Words alone.\n' })
  const { code, error } = await scene.release({ before: inner!.before, after: words.after })
  assert.equal(code, 0, error)
  const [registered] = await eventsOf(scene.github)
  const { head, pull, pulls } = registered!
  assert.deepEqual([pull, head, pulls], [outer.number, outer.head, [inner!.number, outer.number]])
  assert.deepEqual([inner!.number, outer.number], [2, 1])
})

test('a model that the App passed with these bytes is released without training the base again to compare with', async (t) => {
  const gated = TRAINED.replace('max: 0.8', 'against: base, margin: 1%')
  const scene = await openScene(t, { ...MAIN, 'contender.yml': gated })
  const merged = await scene.merge(
    { 'contender.yml': gated.replace('linear }', 'linear, seed: 3 }') },
    {
      meanwhile: async ({ head, number }) => {
        await addJudgedRun(t, scene, { head })
        await checkByApp(scene.github, head, { of: number })
      },
    },
  )
  const { code, error } = await scene.release(merged)
  assert.equal(code, 0, error)
  const { digest } = await releasedBy(scene)
  assert.equal(digest, sha256(JUDGED))
  const told = JSON.parse(
    await assetText(scene.github, (await releasesOf(scene.github))[0]!, 'release.json'),
  ) as Release
  assert.match(
    told.gates[0]!.because,
    /^#1 passed it, say the checks of contender\[bot\]; judged once more: .* not compared/,
  )
})
