import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { Octokit } from '@octokit/rest'
import type { Comparison } from '../../core/artifacts/comparison.ts'
import { contender } from '../command-line.ts'
import { type GitHub, startGitHub } from '../github/github.ts'
import { registry } from './registry/repository.ts'
import { commit, configWith, people, pullRequest, script } from './repository.ts'
import { jobEnvironment } from './runner-event.ts'
import { scoreModel } from './score-model.ts'

const PRODUCTION = '{ metric: log_loss, against: production, margin: 1% }'
const ASSETS = ['evaluation.json', 'predictions.parquet'] as const

/**
 * Main has v1.0.0 in production, whose model is good and is in Git no more but by what its release published; checked
 * out is a branch with a worse one.
 */
async function published(t: TestContext, change: (name: string, bytes: Buffer) => Buffer = (_name, bytes) => bytes) {
  const { folder } = await pullRequest(t, {
    main: { 'contender.yml': configWith(PRODUCTION), '.gitignore': '.contender/\nm.onnx\n' },
    work: { note: '' },
  })
  script(folder, 'git config user.name Ann && git config user.email ann@example.com', 'git checkout -q main')
  await contender('evaluate', folder)
  const digest = (JSON.parse(await readFile(join(folder, '.contender/delay/evaluation.json'), 'utf8')) as Evaluation)
    .artifact.digest
  await registry(folder, `register delay --digest ${digest}`)
  for (const stage of ['staging', 'production']) await registry(folder, `assign delay v1.0.0 ${stage}`)
  const github = await startGitHub({ t, from: folder })
  const files = await Promise.all(
    ASSETS.map(async (name) => ({ name, bytes: change(name, await readFile(join(folder, '.contender/delay', name))) })),
  )
  await release(github, files)
  script(folder, `git remote add origin file://${github.git.folder}`, 'git checkout -q -b other')
  script(folder, 'rm -r .contender m.onnx')
  await commit(folder, { 'm.onnx': scoreModel('good', 0.2), '.gitignore': '.contender/\n' })
  const token = github.jobToken({ permissions: { contents: 'read' } })
  return { folder, github, environment: jobEnvironment(github, token) }
}

interface Evaluation {
  readonly artifact: { readonly digest: string }
}

async function release(github: GitHub, files: readonly { name: string; bytes: Buffer }[]): Promise<void> {
  const silent = () => undefined
  const auth = github.jobToken({ permissions: { contents: 'write' } })
  const log = { debug: silent, info: silent, warn: silent, error: silent }
  const { repos } = new Octokit({ auth, baseUrl: github.url, log })
  const at = { owner: github.owner, repo: github.repo }
  const { data } = await repos.createRelease({ ...at, tag_name: 'delay@v1.0.0' })
  for (const { bytes, name } of files) {
    const file = { name, data: bytes as unknown as string, baseUrl: github.url }
    await repos.uploadReleaseAsset({ ...at, release_id: data.id, ...file })
  }
}

async function judge(folder: string, environment: Record<string, string>) {
  const { code, error, out } = await contender('compare --json', folder, environment)
  assert.ok(out !== '', error)
  const { against, gates, notes } = JSON.parse(out) as Comparison
  const production = against.find(({ role }) => role === 'production')
  return { code, gate: gates[0]!.outcome, notes: notes.join('\n'), production }
}

test('production is judged by the predictions that its release published, without its model', async (t) => {
  const { environment, folder, github } = await published(t)
  const since = github.calls.length
  const { code, gate, notes, production } = await judge(folder, environment)
  assert.deepEqual([code, gate], [1, 'fail'])
  assert.equal(production?.metrics.log_loss?.verdict, 'worse')
  assert.deepEqual([production?.artifact?.uri, production?.paired_by], ['m.onnx', 'id'])
  assert.match(notes, /^v1\.0\.0 in production is judged by the predictions of these rows that its release holds\.$/m)
  assert.deepEqual(
    github.calls.slice(since).map(({ route }) => route),
    [
      '/repos/{owner}/{repo}/releases/tags/{tag}',
      '/repos/{owner}/{repo}/releases/assets/{asset_id}',
      '/repos/{owner}/{repo}/releases/assets/{asset_id}',
    ],
  )
})

test('without a token nobody is asked, and a model that is nowhere leaves the gate undecided', async (t) => {
  const { folder, github } = await published(t)
  const since = github.calls.length
  const { code, gate, notes } = await judge(folder, {})
  assert.deepEqual([code, gate], [3, 'undecided'])
  assert.match(notes, /^The production model m\.onnx is not in Git at \w{7}, so there is nothing to compare with/m)
  assert.equal(github.calls.length, since)
})

test('published predictions of other rows, or of another model file, are not taken', async (t) => {
  const { environment, folder } = await published(t)
  await commit(folder, { 'd.parquet': await people(200, 2) })
  const changed = await judge(folder, environment)
  assert.equal(changed.gate, 'undecided')
  assert.match(changed.notes, /^This change moves the goal: d\.parquet/)
  assert.match(changed.notes, /^v1\.0\.0 in production published its predictions of other test rows than these, so/m)
  const other = await published(t, (name, bytes) =>
    name === 'evaluation.json'
      ? Buffer.from(bytes.toString().replace(/("artifact": \{[^}]*sha256:)\w{64}/, `$1${'e'.repeat(64)}`))
      : bytes,
  )
  assert.match(
    (await judge(other.folder, other.environment)).notes,
    /another model file than the one that was registered/,
  )
})

test('what a release holds is not believed where it cannot be read', async (t) => {
  const broken: [(name: string, bytes: Buffer) => Buffer, RegExp][] = [
    [(name, bytes) => (name === 'evaluation.json' ? Buffer.from('{}') : bytes), /in a form that this version/],
    [
      (name, bytes) => (name === 'evaluation.json' ? bytes : Buffer.from('PAR1')),
      /published cannot be read, so its model/,
    ],
  ]
  for (const [change, because] of broken) {
    const { environment, folder } = await published(t, change)
    const { gate, notes } = await judge(folder, environment)
    assert.equal(gate, 'undecided')
    assert.match(notes, because)
  }
})

test('where GitHub refuses, the model of the version itself is asked', async (t) => {
  const { environment, folder, github } = await published(t)
  github.faults.push({ match: 'GET /repos/{owner}/{repo}/releases/tags/{tag}', status: 403, body: { message: 'No' } })
  const { gate, notes } = await judge(folder, environment)
  assert.equal(gate, 'undecided')
  assert.match(notes, /^What v1\.0\.0 in production published cannot be read, .* `contents: read`/m)
})

test('a version that published nothing is judged by its model, without a word', async (t) => {
  const { folder } = await pullRequest(t, { main: { 'contender.yml': configWith(PRODUCTION) }, work: { note: '' } })
  script(folder, 'git config user.name Ann && git config user.email ann@example.com', 'git checkout -q main')
  await registry(folder, 'register delay')
  for (const stage of ['staging', 'production']) await registry(folder, `assign delay v1.0.0 ${stage}`)
  const github = await startGitHub({ t, from: folder })
  script(folder, `git remote add origin file://${github.git.folder}`, 'git checkout -q -b other')
  await commit(folder, { 'm.onnx': scoreModel('good', 0.2) })
  const environment = jobEnvironment(github, github.jobToken({ permissions: { contents: 'read' } }))
  const { gate, notes } = await judge(folder, environment)
  assert.deepEqual([gate, notes], ['fail', ''])
})
