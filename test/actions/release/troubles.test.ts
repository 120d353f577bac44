import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contender } from '../../command-line.ts'
import { bareGit } from '../../github/bare-git.ts'
import { installationToken } from '../../github/tokens.ts'
import { configWith } from '../repository.ts'
import { jobEnvironment, pullRequestPayload, runnerEvent } from '../runner-event.ts'
import { scoreModel } from '../score-model.ts'
import { eventsOf, openScene, releasesOf } from './scene.ts'

const UPLOAD = 'POST /repos/{owner}/{repo}/releases/{release_id}/assets'
const CREATE = 'POST /repos/{owner}/{repo}/releases'
const PUBLISH = 'PATCH /repos/{owner}/{repo}/releases/{release_id}'
const FILES = ['SHA256SUMS', 'comparison.json', 'evaluation.json', 'm.onnx', 'predictions.parquet', 'release.json']

const KILLED: readonly (readonly [title: string, match: string, times: number])[] = [
  ['before there is a draft', CREATE, 1],
  ['before the first file', UPLOAD, 1],
  ['before it is published', PUBLISH, 1],
]

for (const [title, match, times] of KILLED) {
  test(`a job that ends ${title} leaves nothing published, and the next run goes on to one whole release`, async (t) => {
    const { github, merge, release } = await openScene(t)
    const merged = await merge({ 'm.onnx': scoreModel('good') })
    github.faults.push({ match, times, status: 409, body: { message: 'Locked' } })
    const first = await release(merged)
    assert.equal(first.code, 2)
    assert.match(first.error, /^error: Cannot use the releases of acme\/models: \w+ \S+ was answered with 409, Locked/m)
    assert.ok((await releasesOf(github)).every(({ draft }) => draft))
    const second = await release(merged)
    assert.equal(second.code, 0, second.error)
    assert.match(second.out, /^delay v1\.0\.0 {2}released, in staging/m)
    const [only, ...others] = await releasesOf(github)
    assert.deepEqual([only!.draft, others, only!.assets.map(({ name }) => name).sort()], [false, [], FILES])
    assert.equal(await github.git.line('tag'), 'delay#staging#1\ndelay@v1.0.0')
    assert.equal((await eventsOf(github)).length, 2)

    const since = github.calls.length
    const third = await release(merged)
    assert.match(third.out, /^delay v1\.0\.0 {2}is released already: this commit is v1\.0\.0, and is published$/m)
    assert.equal(github.count('writes', since), 0)
  })
}

test('without a permission one sentence names it, and nothing is written', async (t) => {
  const { github, merge, release } = await openScene(t)
  const merged = await merge({ 'm.onnx': scoreModel('good') })
  for (const [missing, permissions] of [
    ['contents: write', { contents: 'read', pull_requests: 'read', checks: 'read', actions: 'read' }],
    ['pull-requests: read', { contents: 'write', actions: 'read' }],
  ] as const) {
    const { code, error } = await release(merged, 'release', { permissions })
    assert.equal(code, 2)
    const lines = error.split('\n').filter((line) => line.startsWith('error: '))
    assert.equal(lines.length, 1)
    assert.ok(lines[0]!.includes(`the permission \`${missing}\` in this repository?`), error)
    assert.deepEqual([await github.git.line('tag'), await releasesOf(github)], ['', []])
  }
})

test('only a push to the default branch, or a start by hand on it, releases anything', async (t) => {
  const { folder, github, merge, release } = await openScene(t)
  const merged = await merge({ 'm.onnx': scoreModel('good') })
  const pull = await runnerEvent(t, 'pull_request', {
    ...pullRequestPayload(merged.head),
    repository: { full_name: 'acme/models', default_branch: 'main' },
  })
  const asPull = await release(merged, 'release', { environment: pull })
  assert.deepEqual(
    [asPull.code, asPull.error],
    [
      2,
      'error: Unexpected event `pull_request`, expected a push to the default branch main: only what was merged is released\n',
    ],
  )
  const elsewhere = await release(merged, 'release', { environment: { GITHUB_REF: 'refs/heads/work' } })
  assert.match(
    elsewhere.error,
    /^error: Unexpected ref `refs\/heads\/work`, expected a push to the default branch main/,
  )
  // A commit that nobody merged, by hand.
  const unmerged = bareGit(folder)
  await unmerged.text('checkout', '-q', '-b', 'own')
  await unmerged.text('commit', '-q', '--allow-empty', '-m', 'Mine')
  const token = github.jobToken({ permissions: { contents: 'write', pull_requests: 'read', actions: 'read' } })
  const { GITHUB_ACTIONS, ...laptop } = jobEnvironment(github, token)
  assert.ok(GITHUB_ACTIONS)
  const mine = await contender('release --model delay', folder, laptop)
  assert.equal(mine.code, 2)
  assert.match(
    mine.error,
    /error: Unexpected commit \w{7}, expected one of the default branch main: only what was merged/,
  )
  assert.deepEqual([await github.git.line('tag'), await releasesOf(github)], ['', []])
})

test('by hand: a dry run writes nothing and needs no token; with one the commit that is named is released', async (t) => {
  const { folder, github, merge } = await openScene(t)
  await merge({ 'm.onnx': scoreModel('good') })
  await merge({ 'README.md': 'Words\n' })
  const local = bareGit(folder)
  await local.text('checkout', '-q', 'main')
  await local.text('pull', '-q', '--ff-only', 'origin', 'main')
  const since = github.calls.length
  const dry = await contender('release --model delay --dry-run', folder)
  assert.equal(dry.code, 0, dry.error)
  assert.match(dry.out, /^delay v1\.0\.0 {2}would be released, in staging: the first version$/m)
  assert.deepEqual([github.calls.length, await github.git.line('tag')], [since, ''])
  const without = await contender('release --model delay', folder)
  assert.deepEqual([without.code, without.error.split(',')[0]], [2, 'error: Missing GITHUB_TOKEN or GITHUB_REPOSITORY'])
  const { GITHUB_ACTIONS, ...laptop } = jobEnvironment(github, github.userToken('ann'))
  assert.ok(GITHUB_ACTIONS)
  const { code, error, out } = await contender('release --commit main~1', folder, laptop)
  assert.equal(code, 0, error)
  assert.match(out, /^delay v1\.0\.0 {2}released, in staging: the first version$/m)
  assert.equal(await github.git.line('rev-parse', 'delay@v1.0.0^{commit}'), await local.line('rev-parse', 'main~1'))
  assert.equal((await eventsOf(github))[0]!.by.via, 'command line')
})

test('of two pushes the later may be first: then the earlier one, which it has all of, is no version', async (t) => {
  const { github, merge, release } = await openScene(t)
  const first = await merge({ 'm.onnx': scoreModel('good') })
  const second = await merge({ 'm.onnx': scoreModel('good', 0.99) })
  assert.match((await release(second)).out, /^delay v1\.0\.0 {2}released/m)
  const late = await release(first)
  assert.equal(late.code, 0, late.error)
  assert.match(late.out, /^delay {2}not released: v1\.0\.0 of the newer commit \w{7} has all that this one has$/m)
  assert.equal((await releasesOf(github)).length, 1)
})

test('two jobs at once for two pushes end in whole releases, in the order of the commits', async (t) => {
  const { github, merge, release } = await openScene(t)
  const pushes = [await merge({ 'm.onnx': scoreModel('good') }), await merge({ 'm.onnx': scoreModel('good', 0.99) })]
  const done = await Promise.all(pushes.map((push) => release(push)))
  for (const { code, error } of done) assert.equal(code, 0, error)
  const releases = await releasesOf(github)
  assert.ok(releases.length >= 1 && releases.every(({ assets, draft }) => !draft && assets.length === FILES.length))
  const [newest] = (await github.git.text('tag', '--list', 'delay@*', '--sort=-version:refname')).split('\n')
  assert.equal(await github.git.line('rev-parse', `${newest}^{commit}`), pushes[1]!.after)
  const stages = (await github.git.text('tag', '--list', 'delay#*', '--sort=-taggerdate')).split('\n')
  assert.equal(await github.git.line('rev-parse', `${stages[0]}^{commit}`), pushes[1]!.after)
})

test('a private repository is read with the token of the job', async (t) => {
  const { github, merge, release } = await openScene(t, {}, { private: true })
  const { code, error } = await release(await merge({ 'm.onnx': scoreModel('good') }))
  assert.equal(code, 0, error)
  assert.equal((await releasesOf(github)).length, 1)
})

test('all merges of one push are told, each by its pull request, and one label is enough for all', async (t) => {
  const { github, merge, release } = await openScene(t)
  await release(await merge({ 'm.onnx': scoreModel('good') }))
  const one = await merge({ 'm.onnx': scoreModel('good', 0.99) }, { labels: ['contender:major'] })
  const two = await merge({ 'd.txt': '2' }, { labels: ['contender:no-release'], method: 'squash' })
  const { code, error, out } = await release({ before: one.before, after: two.after })
  assert.equal(code, 0, error)
  assert.match(out, /^delay v2\.0\.0 {2}released, in staging: major: the label contender:major says so$/m)
  const [, second] = await releasesOf(github)
  assert.match(second!.body, /Merged by \[#2\]\(\S+\) Change 2, \[#3\]\(\S+\) Change 3\./)
})

test('a version that somebody registered by hand with other bytes is never published as these', async (t) => {
  const { github, merge, release } = await openScene(t, { 'contender.yml': configWith('{ metric: log_loss, max: 3 }') })
  const merged = await merge({ 'm.onnx': scoreModel('good') })
  const message = `Register delay v1.0.0\n\nModel: delay\nVersion: v1.0.0\nArtifact: m.onnx sha256:${'e'.repeat(64)}\n`
  await github.git.text(
    '-c',
    'user.name=Eve',
    '-c',
    'user.email=eve@example.com',
    'tag',
    '-a',
    '-m',
    message,
    'delay@v1.0.0',
    merged.after,
  )
  const { code, error } = await release(merged)
  assert.equal(code, 2)
  assert.match(
    error,
    /^error: Unexpected bytes of m\.onnx, sha256:\w+: delay v1\.0\.0 is this commit already, and was registered with sha256:e+/m,
  )
  assert.deepEqual(await releasesOf(github), [])
})

test('a job that may not see checks is told so where a gate is open, and nothing is written', async (t) => {
  const { github, merge, release } = await openScene(t, {
    'contender.yml': configWith('{ metric: log_loss, max: 0.3 }'),
  })
  const merged = await merge({ 'm.onnx': scoreModel('good') })
  const permissions = { contents: 'write', pull_requests: 'read', actions: 'read' } as const
  const { code, error } = await release(merged, 'release', { permissions })
  assert.equal(code, 2)
  assert.match(error, /Cannot use the checks of \w{7}: .*403.*the permission `checks: read` in this repository\?/)
  assert.deepEqual([await github.git.line('tag'), await releasesOf(github)], ['', []])
})

test('the label of a merge that a later push was faster than counts for the later one, and for none after that', async (t) => {
  const { merge, release } = await openScene(t)
  await release(await merge({ 'm.onnx': scoreModel('good') }))
  const slow = await merge({ 'm.onnx': scoreModel('good', 0.99) }, { labels: ['contender:major'] })
  const fast = await merge({ 'm.onnx': scoreModel('good', 0.98) })
  assert.match((await release(fast)).out, /^delay v2\.0\.0 {2}released, in staging: major: the label contender:major/m)
  assert.match((await release(slow)).out, /not released: v2\.0\.0 of the newer commit/)
  const next = await release(await merge({ 'm.onnx': scoreModel('good', 0.97) }))
  assert.match(next.out, /^delay v2\.0\.1 {2}released/m)
})

test('with a token of the App a release is the same: its events are those of a workflow, in the name of whoever merged', async (t) => {
  const { github, merge, release } = await openScene(t)
  const merged = await merge({ 'm.onnx': scoreModel('good') })
  const GITHUB_TOKEN = installationToken(github.world).value
  const { code, error } = await release(merged, 'release', { environment: { GITHUB_TOKEN } })
  assert.equal(code, 0, error)
  assert.deepEqual(
    (await eventsOf(github)).map(({ by }) => [by.name, by.via]),
    [
      ['ann', 'workflow'],
      ['ann', 'workflow'],
    ],
  )
})
