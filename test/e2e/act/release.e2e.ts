import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Release } from '../../../core/artifacts/release.ts'
import { git } from '../../../core/io/run-git.ts'
import { assetText, releasesOf } from '../../actions/release/scene.ts'
import { contender } from '../../command-line.ts'
import { edit } from './author.ts'
import { repositoryRoot, unlessInstalled } from './installed.ts'
import { reportsOf } from './reports.ts'
import { openScene, setUpPython } from './scene.ts'

const GATE = '- { metric: roc_auc, min: 0.6 }'

test('from a merge to a release, to the gate of the next pull request: the model that was judged is the one that is published', {
  skip: unlessInstalled('.tools/act', '.tools/python-sklearn/bin/python'),
}, async (t) => {
  const actions = await setUpPython(t, `${repositoryRoot}/.tools/python-sklearn`)
  const { author, github, judge, merge, push, release } = await openScene(t, {
    example: 'python-sklearn',
    actions,
    begin: edit('contender.yml', GATE, `${GATE}\n      - { metric: log_loss, against: production, margin: 1% }`),
  })
  await push('trees', edit('contender.yml', 'kind: linear', 'kind: trees'))
  const { number } = await github.openPullRequest({ head: 'trees' })
  const judged = await judge(number)
  assert.equal(judged.code, 0, judged.log)
  const { 'contender-report': report } = await reportsOf(github, judged.id)
  const { digest } = report!.models[0]!.evaluation.artifact

  const merged = await merge(number)
  const released = await release(merged)
  assert.equal(released.code, 0, released.log)
  // The model is the pull request's; what a first version replaces is what the branch held, which nothing keeps.
  assert.doesNotMatch(released.jobs.release!.log, /^trained trees /m)
  assert.match(released.jobs.release!.log, /^trained linear /m)
  const [only, ...others] = await releasesOf(github)
  assert.deepEqual([only!.tag_name, only!.draft, others], ['churn@v1.0.0', false, []])
  const names = [
    'SHA256SUMS',
    'churn.onnx',
    'comparison.json',
    'evaluation.json',
    'predictions.parquet',
    'release.json',
  ]
  assert.deepEqual(only!.assets.map(({ name }) => name).sort(), names)
  assert.equal(only!.assets.find(({ name }) => name === 'churn.onnx')!.digest, digest)
  const told = JSON.parse(await assetText(github, only!, 'release.json')) as Release
  assert.deepEqual(
    [told.features, told.stage, told.pulls[0]!.number],
    [['age', 'visits', 'calls', 'plan'], 'staging', number],
  )
  assert.match(told.made, new RegExp(`^Run ${judged.id} of #${number} made it`))
  assert.equal(told.ledger, await github.git.line('rev-parse', 'contender/ledger'))
  assert.equal(await github.git.line('tag'), 'churn#staging#1\nchurn@v1.0.0')
  assert.match(released.jobs.release!.summary, /churn v1\.0\.0/)
  const [{ version, url }] = JSON.parse(released.jobs.release!.outputs.released!) as [{ version: string; url: string }]
  assert.equal(version, 'v1.0.0')
  assert.match(url, /releases\/tag\/churn%40v1\.0\.0$/)

  // Words alone: no model is touched, and nothing is written.
  await push('words', async (folder) => {
    await edit('README.md', 'Synthetic customers', 'Made-up customers')(folder)
  })
  const words = await github.openPullRequest({ head: 'words' })
  const since = github.calls.length
  const second = await release(await merge(words.number))
  assert.equal(second.code, 0, second.log)
  assert.match(second.jobs.release!.log, /Nothing to release/)
  assert.equal(github.count('writes', since), 0)
  assert.equal((await releasesOf(github)).length, 1)

  // In production, it is judged by what it published: its model is in no commit.
  await git(author.folder, ['remote', 'add', 'origin', pushUrl(github.url, github.userToken('ann'))])
  const promoted = await contender('registry assign churn v1.0.0 production', author.folder, { GITHUB_ACTIONS: '' })
  assert.equal(promoted.code, 0, promoted.error)
  await push('smaller', edit('contender.yml', 'seed: 7', 'seed: 8'))
  const next = await github.openPullRequest({ head: 'smaller' })
  const before = github.calls.length
  const again = await judge(next.number)
  const { 'contender-report': other } = await reportsOf(github, again.id)
  const { comparison } = other!.models[0]!
  assert.ok(comparison!.against.some(({ ref, role }) => role === 'production' && ref === 'v1.0.0'))
  assert.match(comparison!.notes.join('\n'), /v1\.0\.0 in production is judged by the predictions of these rows/)
  assert.ok(github.calls.slice(before).some(({ route }) => route.endsWith('/releases/assets/{asset_id}')))
})

function pushUrl(url: string, token: string): string {
  return `${url.replace('//', `//x-access-token:${token}@`)}/acme/models.git`
}
