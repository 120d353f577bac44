import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { RegistryArtifact, RegistryHistory } from '../../../core/artifacts/registry.ts'
import { registryChangeSchema, registryHistorySchema, registrySchema } from '../../../core/artifacts/registry.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { commit, script } from '../repository.ts'
import { CONFIG, history, refused, registry, stagesOf } from './repository.ts'

test('the first version is v1.0.0, and the next ones grow by a minor unless asked', async (t) => {
  const { commits, folder } = await history(t, 5)
  const [first, second, third, fourth, fifth] = commits
  const versions = []
  for (const line of [
    `delay --commit ${first}`,
    `delay --commit ${second}`,
    `delay --bump patch --commit ${third}`,
    `delay v3.0.0-rc.1 --commit ${fourth}`,
    `delay --bump major`,
  ]) {
    const change = registryChangeSchema.parse(await registry(folder, `register ${line}`))
    versions.push([change.changes[0]!.version, change.changes[0]!.commit])
  }
  assert.deepEqual(versions, [
    ['v1.0.0', first],
    ['v1.1.0', second],
    ['v1.1.1', third],
    ['v3.0.0-rc.1', fourth],
    ['v3.0.0', fifth],
  ])
  const shown = registrySchema.parse(await registry(folder, 'show'))
  assert.deepEqual(
    shown.models.map(({ latest, model, versions }) => [model, latest, versions.map(({ version }) => version)]),
    [['delay', 'v3.0.0', ['v3.0.0', 'v3.0.0-rc.1', 'v1.1.1', 'v1.1.0', 'v1.0.0']]],
  )
})

test('a tag says in `git show` what was done, by whom, why, and where the ledger tells of it', async (t) => {
  const { commits, folder } = await history(t)
  const { changes, ledger } = await registry(folder, 'register delay --reason "Beats the rules by 3 points"')
  assert.equal(script(folder, "git cat-file -t 'delay@v1.0.0'"), 'tag')
  assert.equal(
    script(folder, "git for-each-ref --format='%(taggername) %(taggeremail)%0a%(contents)' refs/tags"),
    `Ann Lee <ann@example.com>
Register delay v1.0.0

Beats the rules by 3 points

Model: delay
Version: v1.0.0
Commit: ${commits[0]}
Artifact: p.csv sha256:${script(folder, 'sha256sum p.csv').split(' ')[0]}
By: Ann Lee <ann@example.com>

Ledger: ${ledger}`,
  )
  const event = JSON.parse(script(folder, `git show contender/ledger:audit/${changes[0]!.event}.json`))
  assert.deepEqual(
    [event.action, event.model, event.version, event.tag, event.commit, event.reason, event.by.name],
    ['registry.register', 'delay', 'v1.0.0', 'delay@v1.0.0', commits[0], 'Beats the rules by 3 points', 'Ann Lee'],
  )
})

test('a version goes up one stage at a time, by the order of the default branch', async (t) => {
  const { folder } = await history(t)
  await registry(folder, 'register delay')
  assert.match(
    await refused(folder, 'assign delay v1.0.0 production'),
    /^Unexpected promotion of delay v1\.0\.0 to production: it was never in staging, and the order in contender\.yml of main is dev → staging → production$/,
  )
  for (const stage of ['dev', 'staging']) await registry(folder, `assign delay v1.0.0 ${stage}`)
  script(folder, 'git checkout -q -b work')
  await commit(folder, { 'contender.yml': CONFIG.replace('dev, staging, production', 'live') })
  assert.match(
    await refused(folder, 'assign delay v1.0.0 live'),
    /^Unknown stage `live` in contender\.yml of main, known: dev, staging, production$/,
  )
  await registry(folder, 'unassign delay staging')
  await registry(folder, 'assign delay v1.0.0 production')
  assert.deepEqual(await stagesOf(folder), { dev: 'v1.0.0', staging: null, production: 'v1.0.0' })
  assert.match(await refused(folder, 'assign delay v1.0.0 production'), /is in production already$/)
})

test('a commit of a feature branch cannot be registered, from there or by name', async (t) => {
  const { commits, folder } = await history(t)
  script(folder, 'git checkout -q -b work')
  const own = await commit(folder, { note: '' })
  const message = (shown: string) =>
    `Unexpected commit ${own.slice(0, 7)}${shown}, expected one of the default branch main: merge and push it first, or name another by --commit`
  assert.equal(await refused(folder, 'register delay'), message(' (HEAD)'))
  assert.equal(await refused(folder, `register delay --commit ${own}`), message(''))
  assert.equal((await registry(folder, 'register delay --commit main')).changes[0]!.commit, commits[0])
})

test('what another tool registered from a feature branch, or gave a stage without a version, is not promoted', async (t) => {
  const { folder } = await history(t)
  await registry(folder, 'register delay')
  script(folder, 'git checkout -q -b work')
  const registered = await commit(folder, { note: '1' })
  script(folder, "git tag -a 'delay@v9.0.0' -m x && git tag -a 'delay#dev#7' -m x")
  const staged = await commit(folder, { note: '2' })
  script(folder, "git tag -a 'delay#dev#8' -m x && git checkout -q main")
  assert.equal(
    await refused(folder, 'assign delay v9.0.0 staging'),
    `Unexpected promotion of delay v9.0.0: its commit ${registered.slice(0, 7)} is not on the default branch main; merge it and register what was merged`,
  )
  assert.match(await refused(folder, `assign delay ${staged} staging`), /was never registered as a version of delay/)
})

test('a version is one commit, above those before, unless a repair of an older one is asked for', async (t) => {
  const { commits, folder } = await history(t, 3)
  await registry(folder, `register delay v2.0.0 --commit ${commits[0]}`)
  const short = commits[0]!.slice(0, 7)
  assert.equal(
    await refused(folder, `register delay --commit ${commits[0]}`),
    `Unexpected second version of one commit: ${short} is delay v2.0.0 already`,
  )
  assert.equal(
    await refused(folder, 'register delay v2.0.0'),
    `Unexpected version v2.0.0 of delay: it is commit ${short} already, the next is v2.1.0`,
  )
  assert.match(
    await refused(folder, 'register delay v1.9.0'),
    /^Unexpected version v1\.9\.0 of delay, expected one above v2\.0\.0; --below allows it/,
  )
  assert.match(
    await refused(folder, 'register delay 2.1'),
    /^Unexpected version `2\.1`, expected one such as v1\.0\.0$/,
  )
  assert.match(await refused(folder, 'register delay v2.1.0 --bump major'), /^Unexpected --bump beside a version/)
  await registry(folder, 'register delay v1.9.0 --below')
  assert.equal((await registry(folder, `register delay --commit ${commits[1]}`)).changes[0]!.version, 'v2.1.0')
})

test('a rollback goes back one version each time, without any order, and never to one that was left or taken back', async (t) => {
  const { commits, folder } = await history(t, 4)
  for (const [at, id] of commits.entries()) {
    const version = `v1.${at}.0`
    await registry(folder, `register delay ${version} --commit ${id}`)
    for (const stage of ['dev', 'staging', 'production']) await registry(folder, `assign delay ${version} ${stage}`)
  }
  await registry(folder, 'unassign delay staging')
  const to = async (line: string) => (await registry(folder, `rollback ${line}`)).changes[0]!.version
  assert.equal(await to('delay --reason "Complaints"'), 'v1.2.0')
  await registry(folder, 'deprecate delay v1.1.0')
  assert.equal(await to('delay production'), 'v1.0.0')
  assert.match(
    await refused(folder, 'rollback delay'),
    /^Nothing to roll back to in production of delay: v1\.0\.0 is the first/,
  )
  assert.equal(await to('delay --to v1.3.0'), 'v1.3.0')
  assert.match(await refused(folder, 'rollback delay --to v1.3.0'), /is in production already$/)
  assert.match(await refused(folder, 'rollback delay --to v1.1.0'), /is deprecated/)
  assert.match(
    await refused(folder, 'rollback delay --to v9.0.0'),
    /^Unknown version `v9\.0\.0` of delay, did you mean `v1\.0\.0`\?/,
  )
  assert.match(
    await refused(folder, 'rollback delay staging'),
    /^Nothing to roll back to in staging of delay: no version is in it$/,
  )
  assert.match(
    await refused(folder, 'rollback delay prod'),
    /^Unknown stage `prod` in contender\.yml of main, known: dev, staging, production$/,
  )
  const events = script(folder, 'git log --format=%s contender/ledger').split('\n')
  assert.equal(events.filter((subject) => subject.startsWith('registry.rollback ')).length, 3)
})

test('unassign leaves the stage empty, for GTO too, which would show the version before', async (t) => {
  const { commits, folder } = await history(t, 2)
  for (const [at, id] of commits.entries()) {
    await registry(folder, `register delay v1.${at}.0 --commit ${id}`)
    await registry(folder, `assign delay v1.${at}.0 dev`)
  }
  const { changes } = await registry(folder, 'unassign delay dev')
  assert.deepEqual(
    changes.map(({ tag, version }) => [tag, version]),
    [
      ['delay#dev!#3', 'v1.1.0'],
      ['delay#dev!#4', 'v1.0.0'],
    ],
  )
  assert.equal((await stagesOf(folder)).dev, null)
  assert.match(await refused(folder, 'unassign delay dev'), /^Unexpected unassign: no version of delay is in dev$/)
  assert.match(
    await refused(folder, 'unassign delay deb'),
    /^Unknown stage `deb` in contender\.yml of main, did you mean `dev`\?/,
  )
})

test('what is deprecated is in no stage and comes into none, until it is registered again', async (t) => {
  const { commits, folder } = await history(t, 2)
  await registry(folder, `register delay --commit ${commits[0]}`)
  await registry(folder, 'assign delay v1.0.0 dev')
  assert.match(
    await refused(folder, 'deprecate delay v1.0.0'),
    /^Unexpected deprecation of delay v1\.0\.0: v1\.0\.0 is in dev; roll back or unassign it first$/,
  )
  assert.match(await refused(folder, 'deprecate delay'), /is in dev/)
  await registry(folder, 'unassign delay dev')
  assert.equal((await registry(folder, 'deprecate delay v1.0.0')).changes[0]!.tag, 'delay@v1.0.0!')
  assert.match(await refused(folder, 'deprecate delay v1.0.0'), /is deprecated already$/)
  assert.match(await refused(folder, 'assign delay v1.0.0 dev'), /^Unexpected version: delay v1\.0\.0 is deprecated/)
  assert.match(
    await refused(folder, `register delay --commit ${commits[0]}`),
    /is delay v1\.0\.0 already, deprecated; name it to register it again$/,
  )
  assert.equal(
    (await registry(folder, `register delay v1.0.0 --commit ${commits[0]}`)).changes[0]!.tag,
    'delay@v1.0.0#3',
  )
  assert.equal((await registry(folder, 'deprecate delay')).changes[0]!.tag, 'delay@deprecated')
  assert.match(await refused(folder, 'assign delay v1.0.0 dev'), /^Unexpected model: delay is deprecated/)
  await registry(folder, 'register delay')
  await registry(folder, 'assign delay v1.0.0 dev')
  assert.equal((await stagesOf(folder)).dev, 'v1.0.0')
})

test('two events of a model are never in one second, and history tells them newest first', async (t) => {
  const { folder } = await history(t)
  await registry(folder, 'register delay')
  await registry(folder, 'register risk/fraud')
  for (const stage of ['dev', 'staging', 'production'])
    await registry(folder, `assign delay v1.0.0 ${stage} --reason "Up"`)
  const { events } = registryHistorySchema.parse(await registry<RegistryHistory>(folder, 'history delay'))
  assert.deepEqual(
    events.map(({ action, at, stage }) => [at.slice(11, 19), action, stage]),
    [
      ['10:00:03', 'assign', 'production'],
      ['10:00:02', 'assign', 'staging'],
      ['10:00:01', 'assign', 'dev'],
      ['10:00:00', 'register', null],
    ],
  )
  const { out } = await contender('registry history', folder)
  assert.equal(
    out,
    `  when (UTC)        model       what                 by       why
  2026-11-21 10:00  delay       v1.0.0 → production  Ann Lee  Up
  2026-11-21 10:00  delay       v1.0.0 → staging     Ann Lee  Up
  2026-11-21 10:00  delay       v1.0.0 → dev         Ann Lee  Up
  2026-11-21 10:00  risk/fraud  v1.0.0 registered    Ann Lee
  2026-11-21 10:00  delay       v1.0.0 registered    Ann Lee
`,
  )
})

test('show is a table of models, or of the versions of one', async (t) => {
  const { commits, folder } = await history(t, 2)
  assert.match((await contender('registry show', folder)).out, /^No model is registered yet\./)
  await registry(folder, `register delay --commit ${commits[0]}`)
  await registry(folder, 'register delay')
  await registry(folder, 'register risk/fraud')
  await registry(folder, 'assign delay v1.0.0 dev')
  await registry(folder, 'assign delay v1.0.0 staging')
  await registry(folder, 'deprecate risk/fraud v1.0.0')
  assert.equal(
    (await contender('registry show', folder)).out,
    `  model       latest  dev     staging  production
  delay       v1.1.0  v1.0.0  v1.0.0   –
  risk/fraud  –       –       –        –
`,
  )
  assert.equal(
    (await contender('registry show delay', folder)).out,
    `delay  dev v1.0.0, staging v1.0.0

  version  stage         registered (UTC)  by       commit
  v1.1.0   –             2026-11-21 10:00  Ann Lee  ${commits[1]!.slice(0, 7)}
  v1.0.0   dev, staging  2026-11-21 10:00  Ann Lee  ${commits[0]!.slice(0, 7)}
`,
  )
  assert.match(
    await refused(folder, 'show dealy'),
    /^Unknown model `dealy` in the registry, did you mean `delay`\? Known: delay, risk\/fraud$/,
  )
})

test('a model must be in the config of the commit, under its name', async (t) => {
  const { folder } = await history(t)
  assert.match(
    await refused(folder, 'register dealy'),
    /^Unknown model `dealy` in contender\.yml at \w{7}, did you mean `delay`\? Known: delay, risk\/fraud$/,
  )
  assert.match(
    await refused(folder, 'assign delay v1.0.0 dev'),
    /^Unknown model `delay`, none is registered yet: contender registry register delay$/,
  )
  assert.match(
    await refused(folder, 'register delay --config other.yml'),
    /^Missing other\.yml of main \(\w{7}\), expected it there/,
  )
  assert.match(await refused(folder, 'register delay --commit nope'), /^Unknown revision `nope`/)
})

test('tags that only look like ours are passed over, and named', async (t) => {
  const { folder } = await history(t)
  await registry(folder, 'register delay')
  script(
    folder,
    "git tag 'delay@v9.0.0'",
    "git tag -a -m x 'delay@1.2.3'",
    'git tag v1.0.0',
    "git tag -a -m x 'tree@v1.0.0' HEAD^{tree}",
  )
  const { error, out } = await contender('registry show --json', folder)
  assert.equal(
    error,
    'warning: Tags that do not count in the registry: delay@v9.0.0, tree@v1.0.0 (made without `git tag -a`); delay@1.2.3 (not of the form model@v1.0.0 or model#stage#1)\n',
  )
  assert.deepEqual(
    (JSON.parse(out) as RegistryArtifact).models.map(({ latest, model }) => [model, latest]),
    [['delay', 'v1.0.0']],
  )
})

test('outside Git, before a first commit, and without a name in Git, nothing is written', async (t) => {
  const outside = await folderWith(t, { 'contender.yml': CONFIG })
  assert.match(await refused(outside, 'show'), /is not in a Git repository$/)
  script(outside, 'git init -q -b main')
  assert.match(
    await refused(outside, 'register delay'),
    /^Missing default branch in \/.*: no branch has a commit, expected main, master or what origin calls its default; commit to main first$/,
  )
  script(
    outside,
    'git config user.name Ann && git config user.email ann@example.com',
    'git checkout -q -b dev && git add -A && git commit -qm First && git branch next',
  )
  assert.match(
    await refused(outside, 'register delay'),
    /: found the branches dev, next, expected main, master or what origin calls its default; name the default one so, as by `git branch -m dev main`$/,
  )
  script(outside, 'git branch -m dev main')
  assert.match(await refused(outside, 'register delay'), /^Missing p\.csv of delay at /)
  const { folder } = await history(t)
  script(folder, "git config user.email ''")
  assert.match(
    await refused(folder, 'register delay'),
    /^Missing name in Git, expected `git config user\.name` and `git config user\.email` to be set/,
  )
  assert.equal(script(folder, 'git tag'), '')
  await writeFile(join(folder, 'contender.yml'), 'models: {}')
  assert.equal((await contender('registry show', folder)).code, 0)
})
