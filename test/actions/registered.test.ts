import assert from 'node:assert/strict'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Comparison } from '../../core/artifacts/comparison.ts'
import { type Report, reportSchema } from '../../core/artifacts/report.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { registry } from './registry/repository.ts'
import { commit, configWith, people, pullRequest, script } from './repository.ts'
import { scoreModel } from './score-model.ts'

const PRODUCTION = '{ metric: log_loss, against: production, margin: 1% }'

const gateOn = (version: string) => `{ metric: log_loss, against: ${version}, margin: 1% }`

async function judge(folder: string): Promise<Comparison & { code: number; error: string }> {
  const { code, error, out } = await contender('pipeline --json', folder)
  assert.ok(out !== '', error)
  const report: Report = reportSchema.parse(JSON.parse(out))
  return { code, error, ...report.models[0]!.comparison! }
}

/** Main has two versions: v1.0.0 good and in production, v1.1.0 bad; checked out is a branch that is as bad. */
async function twoVersions(t: TestContext, gates: string): Promise<{ folder: string; good: string; bad: string }> {
  const { base, folder } = await pullRequest(t, { main: { 'contender.yml': configWith(gates) }, work: { note: '' } })
  script(folder, 'git config user.name Ann && git config user.email ann@example.com', 'git checkout -q main')
  await registry(folder, 'register delay')
  for (const stage of ['staging', 'production']) await registry(folder, `assign delay v1.0.0 ${stage}`)
  const bad = await commit(folder, { 'm.onnx': scoreModel('good', 0.2) })
  await registry(folder, 'register delay')
  script(folder, 'git checkout -q -b other')
  await commit(folder, { note: 'x' })
  return { folder, good: base, bad }
}

test('a gate against production judges beside the version that is there, not beside main', async (t) => {
  const { folder } = await twoVersions(t, PRODUCTION)
  const { against, code, gates } = await judge(folder)
  assert.equal(code, 1)
  assert.deepEqual(
    against.map(({ ref, role }) => [role, role === 'base' ? '' : ref]),
    [
      ['base', ''],
      ['production', 'v1.0.0'],
    ],
  )
  assert.deepEqual(
    gates.map(({ outcome, rule }) => [rule, outcome]),
    [['log_loss against production, margin 1%', 'fail']],
  )
  assert.match((await contender('compare', folder)).out, /against production \(v1\.0\.0\)/)
})

test('a gate against a version holds it for good, so that small losses cannot add up', async (t) => {
  const { folder } = await twoVersions(t, `${gateOn('v1.0.0')}, ${gateOn('v1.1.0')}`)
  const { code, gates } = await judge(folder)
  assert.equal(code, 1)
  assert.deepEqual(
    gates.map(({ outcome, rule }) => [rule, outcome]),
    [
      ['log_loss against v1.0.0, margin 1%', 'fail'],
      ['log_loss against v1.1.0, margin 1%', 'pass'],
    ],
  )
})

test('while nothing is in production its gate does not apply, and a file can stand in', async (t) => {
  const { folder } = await pullRequest(t, { main: { 'contender.yml': configWith(PRODUCTION) }, work: { note: '' } })
  const { code, gates } = await judge(folder)
  assert.equal(code, 0)
  assert.deepEqual(gates, [
    {
      rule: 'log_loss against production, margin 1%',
      outcome: 'not_applicable',
      because: 'there is no production model yet',
    },
  ])
  await writeFile(join(folder, 'better.onnx'), scoreModel('good'))
  const { out } = await contender('compare --production better.onnx --json', folder)
  assert.equal((JSON.parse(out) as Comparison).gates[0]!.outcome, 'pass')
})

test('the last stage is production where none is called so', async (t) => {
  const config = `${configWith(PRODUCTION)}stages: [test, live]\n`
  const { folder } = await pullRequest(t, {
    main: { 'contender.yml': config },
    work: { 'm.onnx': scoreModel('good', 0.2) },
  })
  script(folder, 'git config user.name Ann && git config user.email ann@example.com')
  await registry(folder, 'register delay --commit main')
  for (const stage of ['test', 'live']) await registry(folder, `assign delay v1.0.0 ${stage}`)
  assert.equal((await judge(folder)).gates[0]!.outcome, 'fail')
})

test('a version that is not there ends with 2 and names the nearest', async (t) => {
  const { folder } = await twoVersions(t, gateOn('v1.0.1'))
  const { code, error } = await contender('compare', folder)
  assert.equal(code, 2)
  assert.match(
    error,
    /^error: Unknown version `v1\.0\.1` of delay, did you mean `v1\.[01]\.0`\? Known: v1\.1\.0, v1\.0\.0$/m,
  )
})

test('a version whose model is not what was registered is told', async (t) => {
  const { folder } = await twoVersions(t, PRODUCTION)
  const tag = "'delay@v1.0.0'"
  script(
    folder,
    `git tag -l --format='%(contents)' ${tag} | sed 's/sha256:.*/sha256:${'e'.repeat(64)}/' > message`,
    `at=$(git rev-parse ${tag}^{commit})`,
    `git tag -d ${tag} > message.log`,
    `GIT_COMMITTER_DATE=2026-11-21T09:00:00Z git tag -a -F message ${tag} $at`,
  )
  const { notes } = await judge(folder)
  assert.match(
    notes.join('\n'),
    /The model of v1\.0\.0 in production is not bit for bit the one that was registered: sha256:\w{7}…, registered was sha256:eeeeeee…\./,
  )
})

test('without origin at hand the versions that the clone knows count, with a warning; without any it is an error', async (t) => {
  const { folder } = await twoVersions(t, PRODUCTION)
  const origin = join(await folderWith(t), 'origin.git')
  script(
    folder,
    `git init -q --bare -b main "${origin}"`,
    `git remote add origin "${origin}"`,
    'git push -q origin main --tags',
    'git fetch -q',
  )
  await rename(origin, `${origin}.away`)
  const { code, error, gates } = await judge(folder)
  assert.equal(code, 1)
  assert.equal(gates[0]!.outcome, 'fail')
  assert.match(error, /^warning: Cannot read the remote origin: .*; versions are those that this clone knows$/m)
  script(folder, "git tag -l 'delay*' | xargs git tag -d")
  const without = await contender('compare', folder)
  assert.equal(without.code, 2)
  assert.match(without.error, /^error: Cannot read the remote origin/m)
})

test('a pull request whose clone has no tags still meets what is in production', async (t) => {
  const { folder } = await twoVersions(t, PRODUCTION)
  const clone = join(await folderWith(t), 'clone')
  script(folder, `git clone -q --no-tags . "${clone}"`, 'git checkout -q main')
  const { against } = await judge(clone)
  assert.deepEqual(
    against.map(({ role }) => role),
    ['base', 'production'],
  )
})

test('a model that is in no version of Git, and cannot be trained, leaves the gate undecided', async (t) => {
  const { folder } = await pullRequest(t, {
    main: {
      'contender.yml': configWith(PRODUCTION),
      '.gitignore': '.contender/\nm.onnx\n',
      'd.parquet': await people(),
    },
    work: { '.gitignore': '.contender/\n' },
  })
  script(folder, 'git config user.name Ann && git config user.email ann@example.com')
  await registry(folder, `register delay --commit main --digest sha256:${'a'.repeat(64)}`)
  for (const stage of ['staging', 'production']) await registry(folder, `assign delay v1.0.0 ${stage}`)
  const { code, gates, notes } = await judge(folder)
  assert.equal(code, 3)
  assert.equal(gates[0]!.outcome, 'undecided')
  assert.match(
    notes.join('\n'),
    /The production model m\.onnx is not in Git at \w{7}, so there is nothing to compare with: .* --production FILE/,
  )
})
