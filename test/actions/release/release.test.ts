import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Comparison } from '../../../core/artifacts/comparison.ts'
import type { Release } from '../../../core/artifacts/release.ts'
import { sha256 } from '../../../core/sha256.ts'
import { configWith, people } from '../repository.ts'
import { scoreModel } from '../score-model.ts'
import { assetText, eventsOf, openScene, type ReleaseJson, releasesOf } from './scene.ts'

const BOUND = '{ metric: log_loss, max: 0.8 }'
const LOOSE = '{ metric: log_loss, max: 3 }'

test('a merge becomes a version with tag, ledger, first stage and release; a push without a model becomes nothing', async (t) => {
  const { github, merge, release } = await openScene(t)
  const model = scoreModel('good')
  const merged = await merge({ 'm.onnx': model })
  const { code, error, out } = await release(merged)
  assert.equal(code, 0, error)
  assert.match(out, /^delay v1\.0\.0 {2}released, in staging: the first version$/m)
  assert.equal(await github.git.line('tag'), 'delay#staging#1\ndelay@v1.0.0')
  const message = await github.git.text('cat-file', 'tag', 'delay@v1.0.0')
  assert.match(message, new RegExp(`^#1 Change 1; the first version$[^]*^Artifact: m\\.onnx ${sha256(model)}$`, 'm'))
  const [only, ...others] = (await releasesOf(github)) as [ReleaseJson]
  assert.deepEqual([others, only.draft, only.tag_name, only.name], [[], false, 'delay@v1.0.0', 'delay v1.0.0'])
  const names = ['SHA256SUMS', 'comparison.json', 'evaluation.json', 'm.onnx', 'predictions.parquet', 'release.json']
  assert.deepEqual(only.assets.map(({ name }) => name).sort(), names)
  const sums = await assetText(github, only, 'SHA256SUMS')
  for (const { digest, name } of only.assets)
    if (name !== 'SHA256SUMS') assert.ok(sums.includes(`${digest.slice('sha256:'.length)}  ${name}\n`), name)
  const told = JSON.parse(await assetText(github, only, 'release.json')) as Release
  assert.deepEqual(
    [told.version, told.previous, told.bump, told.features, told.stage, told.pulls[0]!.number, told.pulls[0]!.head],
    ['v1.0.0', null, 'first', ['good'], 'staging', 1, merged.head],
  )
  const head = await github.git.line('rev-parse', 'contender/ledger')
  assert.equal(told.ledger, head)
  assert.ok(only.body.endsWith(`Ledger: ${head}\n`))
  const [registered] = await eventsOf(github)
  const { action, commit, digests, head: ofPull, pull } = registered!
  assert.deepEqual([action, commit, pull, ofPull], ['registry.register', merged.after, 1, merged.head])
  assert.deepEqual(digests, { delay: sha256(model) })

  const since = github.calls.length
  const next = await release(await merge({ 'README.md': 'Words alone.\n' }))
  assert.equal(next.code, 0, next.error)
  assert.match(next.out, /^Nothing to release/)
  assert.deepEqual([github.count('writes', since), (await releasesOf(github)).length], [0, 1])
})

test('a model that reads another column is a minor version, shown beside the one before by what that published', async (t) => {
  const { github, merge, release } = await openScene(t, { 'contender.yml': configWith(LOOSE) })
  await release(await merge({ 'm.onnx': scoreModel('wrong') }))
  const { code, error, out } = await release(await merge({ 'm.onnx': scoreModel('good') }))
  assert.equal(code, 0, error)
  assert.match(out, /^delay v1\.1\.0 {2}released, in staging: minor: feature added: good, feature removed: wrong$/m)
  const [, second] = await releasesOf(github)
  const comparison = JSON.parse(await assetText(github, second!, 'comparison.json')) as Comparison
  assert.deepEqual(
    comparison.against.map(({ ref, role }) => [role, ref]),
    [['v1.0.0', 'v1.0.0']],
  )
  assert.equal(comparison.against[0]!.metrics.log_loss!.verdict, 'better')
  assert.match(
    comparison.notes.join(),
    /Version v1\.0\.0 is judged by the predictions of these rows that its release holds/,
  )
  assert.match(second!.body, /▲\u00a0better/)
  assert.match(second!.body, /\*\*delay v1\.1\.0\*\* after v1\.0\.0, a minor step/)
})

test('trained again is a patch, another target is a major version, and a label says it otherwise', async (t) => {
  const { merge, release } = await openScene(t)
  const versionOf = async (files: Parameters<typeof merge>[0], labels: readonly string[] = []) => {
    const { code, error, out } = await release(await merge(files, { labels }))
    assert.equal(code, 0, error)
    return /^delay (\S+)/.exec(out)?.[1] ?? out
  }
  assert.equal(await versionOf({ 'm.onnx': scoreModel('good') }), 'v1.0.0')
  assert.equal(await versionOf({ 'm.onnx': scoreModel('good', 0.99) }), 'v1.0.1')
  assert.equal(await versionOf({ 'm.onnx': scoreModel('good', 0.98) }, ['bug', 'contender:minor']), 'v1.1.0')
  const other = configWith(BOUND).replace('target: late', 'target: late, positive: "0"')
  assert.equal(await versionOf({ 'contender.yml': other.replace('0.8', '2'), 'm.onnx': scoreModel('wrong') }), 'v2.0.0')
  assert.match(
    await versionOf({ 'm.onnx': scoreModel('wrong', 0.99) }, ['contender:no-release']),
    /not released: the label contender:no-release says so$/m,
  )
})

test('a gate that fails after the merge releases nothing, with exit 1; one that is undecided with exit 3', async (t) => {
  for (const [max, expected, word] of [
    [0.3, 1, 'fails'],
    [0.58, 3, 'is undecided'],
  ] as const) {
    const { github, merge, release } = await openScene(t, {
      'contender.yml': configWith(`{ metric: log_loss, max: ${max} }`),
    })
    const { code, error, out } = await release(await merge({ 'm.onnx': scoreModel('good') }))
    assert.equal(code, expected, out + error)
    assert.match(out, new RegExp(`^delay {2}stays unreleased: log_loss at most ${max} ${word} \\(`, 'm'))
    assert.deepEqual([await github.git.line('tag'), await releasesOf(github)], ['', []])
  }
})

test('a gate that a person accepted for what was merged lets the version through, and the release says so', async (t) => {
  const { accept, github, merge, release } = await openScene(t, {
    'contender.yml': configWith('{ metric: log_loss, max: 0.3 }'),
  })
  let factor = 1
  const tryWith = async (what: Partial<Parameters<typeof accept>[0]>) => {
    factor -= 0.01
    const model = scoreModel('good', factor)
    const merged = await merge(
      { 'm.onnx': model },
      {
        meanwhile: ({ head, number }) => {
          const digests = { delay: sha256(model) }
          return accept({ pull: number, head, gate: 'delay/log_loss-max', digests, ...what })
        },
      },
    )
    const { code, error } = await release(merged)
    assert.ok(code === 0 || code === 1, error)
    return code === 0
  }
  assert.equal(await tryWith({ head: '0'.repeat(40) }), false, 'accepted before the last push')
  assert.equal(await tryWith({ gate: 'delay/roc_auc-min' }), false, 'another gate')
  assert.equal(await tryWith({ name: 'ann' }), false, 'by the author')
  assert.equal(await tryWith({ digests: { delay: sha256('other') } }), false, 'for another model file')
  assert.equal(await tryWith({ by: 'person' }), false, 'written by somebody who may push')
  assert.equal(await tryWith({ by: 'workflow' }), false, 'written by a workflow, which made a check too')
  assert.equal(await tryWith({ by: 'an app that checked nothing' }), false, 'written by another App')
  assert.equal(await tryWith({ reason: 'Until | July' }), true)
  const [only] = await releasesOf(github)
  assert.match(only!.body, /\*\*Exceptions\*\*\n\n- `delay\/log_loss-max` was accepted by bob: Until \\\| July/)
})

test('production is judged again after the merge, and a model that is worse than it stays unreleased', async (t) => {
  const gates = `${LOOSE}, { metric: log_loss, against: base, margin: 1% }, { metric: log_loss, against: production, margin: 1% }`
  const { github, merge, promote, release } = await openScene(t, { 'contender.yml': configWith(gates) })
  await release(await merge({ 'm.onnx': scoreModel('good') }))
  await promote('delay v1.0.0 production')
  const { code, out } = await release(await merge({ 'm.onnx': scoreModel('wrong') }))
  assert.equal(code, 1, out)
  assert.match(out, /log_loss against production, margin 1% fails/)
  assert.match(out, /log_loss against base, margin 1% fails/)
  assert.equal((await releasesOf(github)).length, 1)
})

test('predictions are left out where a switch says so, and columns beside them always', async (t) => {
  const { github, merge, release } = await openScene(t)
  const slices = configWith(BOUND).replace('id: id', 'id: id, group: person, sensitive: [person]')
  await release(await merge({ 'contender.yml': slices, 'm.onnx': scoreModel('good') }))
  const off = `${slices}governance: { release: { predictions: false, stage: false } }\n`
  const switched = await release(await merge({ 'contender.yml': off, 'm.onnx': scoreModel('good', 0.99) }))
  assert.equal(switched.code, 0, switched.error)
  assert.doesNotMatch(switched.out, /in staging/)
  const [first, second] = await releasesOf(github)
  const published = Buffer.from(await assetText(github, first!, 'predictions.parquet'), 'latin1').toString('latin1')
  assert.ok(published.includes('score'))
  for (const private_ of ['site', 'person', 'Zaphod']) assert.ok(!published.includes(private_), private_)
  assert.ok(second!.assets.every(({ name }) => name !== 'predictions.parquet'))
  assert.match(
    second!.body,
    /Predictions of the test rows are not published: governance\.release\.predictions is false\./,
  )
})

test('several models of one push are released, each on its own; one that cannot be keeps no other back', async (t) => {
  const section = (name: string, file: string) => `  ${name}:
    task: binary-classification
    data: { test: d.parquet, target: late, id: id }
    model: ${file}
    evaluate: { metrics: [log_loss] }
`
  const config = `models:\n${section('delay', 'm.onnx')}${section('lost', 'l.onnx')}${section('team/other', 'o.onnx')}`
  const { github, merge, release } = await openScene(t)
  const merged = await merge({
    'contender.yml': config,
    'm.onnx': scoreModel('good'),
    'o.onnx': scoreModel('weak'),
  })
  const { code, error } = await release(merged)
  assert.equal(code, 2)
  assert.match(error, /^error: lost: Missing l\.onnx of lost at \w{7}, expected it in Git, Git LFS or DVC there/m)
  assert.deepEqual(
    (await releasesOf(github)).map(({ tag_name }) => tag_name),
    ['delay@v1.0.0', 'team/other@v1.0.0'],
  )
})

test('test rows that change make no other model: the same bytes are no new version, unless a person names the model', async (t) => {
  const { merge, release } = await openScene(t)
  await release(await merge({ 'm.onnx': scoreModel('good') }))
  const changed = await merge({ 'd.parquet': await people(200, 2) })
  assert.match((await release(changed)).out, /not released: its bytes are those of v1\.0\.0, so there is nothing new$/m)
  assert.match((await release(changed, 'release --model delay')).out, /^delay v1\.0\.1 {2}released/m)
})

test('a first stage for which the policy names promoters is given by them alone: the version is published without one', async (t) => {
  const promoters = 'promote: { production: { sign: "@acme/release", approvals: 2 } }'
  const policy = `${configWith(BOUND)}stages: [production]\ngovernance: { ${promoters} }\n`
  const { github, merge, promote, release } = await openScene(t, { 'contender.yml': policy })
  const merged = await merge({ 'm.onnx': scoreModel('good') })
  const { code, error, out } = await release(merged)
  assert.equal(code, 0, error)
  const next = '/contender promote delay production'
  assert.ok(out.startsWith(`delay v1.0.0  released: the first version; ${next} is what comes next\n`), out)
  assert.equal(await github.git.line('tag'), 'delay@v1.0.0')
  assert.deepEqual(
    (await eventsOf(github)).map(({ action, stage }) => [action, stage]),
    [['registry.register', null]],
  )
  const [only] = await releasesOf(github)
  assert.ok(only!.body.includes(`It is in no stage until somebody says \`${next}\`.`), only!.body)
  assert.equal((JSON.parse(await assetText(github, only!, 'release.json')) as Release).stage, null)
  assert.match((await release(merged)).out, /is released already/)
  assert.equal(await github.git.line('tag'), 'delay@v1.0.0')
  // The release is lost; meanwhile somebody promoted what was registered, and the job is run again.
  await github.request('DELETE', `/repos/acme/models/releases/${only!.id}`, undefined, github.userToken('olga'))
  await promote('delay v1.0.0 production')
  const again = await release(merged)
  assert.equal(again.code, 0, again.error)
  assert.doesNotMatch(again.out, /what comes next/)
  const [made] = await releasesOf(github)
  assert.match(made!.body, /It is in \*\*production\*\*\./)
  assert.equal((JSON.parse(await assetText(github, made!, 'release.json')) as Release).stage, 'production')
})
