import assert from 'node:assert/strict'
import { chmod, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { RegistryHistory } from '../../../core/artifacts/registry.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { commit, script } from '../repository.ts'
import { refused, registry, shared, stagesOf } from './repository.ts'

test('tags and ledger are pushed, and another clone reads them at once', async (t) => {
  const { bare, clones } = await shared(t, 2)
  const [one, other] = clones as [string, string]
  assert.match((await registry(one, 'register delay')).place, /of origin$/)
  await registry(other, 'assign delay v1.0.0 dev')
  assert.equal((await stagesOf(one)).dev, 'v1.0.0')
  assert.deepEqual(script(bare, 'git tag').split('\n'), ['delay#dev#1', 'delay@v1.0.0'])
  assert.deepEqual(script(one, 'git tag').split('\n'), ['delay#dev#1', 'delay@v1.0.0'])
  assert.deepEqual(script(bare, 'git log --format=%s contender/ledger').split('\n').slice(0, 2), [
    'registry.assign delay#dev#1',
    'registry.register delay@v1.0.0',
  ])
})

test('writers at the same time all succeed: numbers, seconds and rules hold as if one came after the other', async (t) => {
  const { clones, commits } = await shared(t, 4, 3)
  const [first] = clones as [string]
  await registry(first, `register delay --commit ${commits[0]}`)
  const lines = [
    'assign delay v1.0.0 dev',
    `register delay --commit ${commits[1]}`,
    `register delay`,
    'register risk/fraud',
  ]
  await Promise.all(clones.map((clone, at) => registry(clone, lines[at]!)))
  const { events } = await registry<RegistryHistory>(first, 'history delay')
  assert.equal(events.length, 4)
  assert.equal(new Set(events.map(({ at }) => at)).size, 4)
  assert.deepEqual(events.map(({ tag }) => tag).sort(), ['delay#dev#1', 'delay@v1.0.0', 'delay@v1.1.0', 'delay@v1.2.0'])
})

test('one of two who give a stage to the same version at once is told that it is there', async (t) => {
  const { clones } = await shared(t, 2)
  await registry(clones[0]!, 'register delay')
  const both = await Promise.all(clones.map((clone) => contender('registry assign delay v1.0.0 dev', clone)))
  assert.deepEqual(both.map(({ code }) => code).sort(), [0, 2])
  assert.ok(both.some(({ error }) => error.includes('delay v1.0.0 is in dev already')))
})

test('--local keeps tags and ledger in the clone, and without it they do not count', async (t) => {
  const { bare, clones } = await shared(t, 1)
  const [clone] = clones as [string]
  assert.match((await registry(clone, 'register delay --local')).place, /of this clone$/)
  await registry(clone, 'assign delay v1.0.0 dev --local')
  assert.equal((await stagesOf(clone, 'delay', '--local')).dev, 'v1.0.0')
  assert.equal(script(bare, 'git for-each-ref refs/tags refs/heads/contender'), '')
  const { error, out } = await contender('registry show', clone)
  assert.match(out, /^No model is registered yet/)
  assert.match(
    error,
    /warning: 2 tags of the registry in this clone that origin does not have do not count: delay#dev#1, delay@v1\.0\.0; delete what is not meant, or push it with the ledger that tells of it: git push --atomic origin refs\/heads\/contender\/ledger --tags/,
  )
})

test('without its origin a clone reads the ledger as it last saw it, and goes on from there with --local', async (t) => {
  const { bare, clones } = await shared(t, 2)
  const [one, other] = clones as [string, string]
  await registry(one, 'register delay')
  await registry(other, 'assign delay v1.0.0 dev --reason Good')
  assert.equal((await contender('audit verify', one)).code, 0)
  await rename(bare, `${bare}.away`)
  const log = await contender('audit log --local', one)
  assert.match(log.out, /registry\.assign .*dev .*Good/)
  const verified = await contender('audit verify --local', one)
  assert.deepEqual([verified.code, verified.error], [0, ''], verified.out)
  assert.match(verified.out, /2 events in 3 commits/)
  await registry(one, 'assign delay v1.0.0 staging --local')
  assert.match((await contender('audit verify --local', one)).out, /3 events in 4 commits/)
  await rename(`${bare}.away`, bare)
  script(one, 'git push -q --atomic origin refs/heads/contender/ledger --tags')
  assert.match((await contender('audit verify', other)).out, /PASS\n {2}3 events in 4 commits/)
  await registry(other, 'assign delay v1.0.0 production')
  assert.equal((await contender('audit verify', one)).code, 0)
  const stale = await contender('audit verify --local', one)
  assert.deepEqual([stale.code, /4 events/.test(stale.out)], [0, true], stale.out)
})

test('a commit that is not pushed cannot be registered, and the stages are those of origin', async (t) => {
  const { clones } = await shared(t, 2)
  const [clone, other] = clones as [string, string]
  const own = await commit(clone, { note: '' })
  assert.match(
    await refused(clone, 'register delay'),
    new RegExp(`^Unexpected commit ${own.slice(0, 7)} \\(HEAD\\), expected one of the default branch main`),
  )
  await registry(clone, 'register delay --commit origin/main')
  await writeFile(
    join(other, 'contender.yml'),
    'models: { delay: { task: regression, predictions: p.csv } }\nstages: [live]\n',
  )
  script(other, 'git commit -qam "Other stages"', 'git push -q origin main')
  await registry(clone, 'assign delay v1.0.0 live')
})

test('what the server says of a tag that it protects is told, and nothing is written', async (t) => {
  const { bare, clones } = await shared(t, 1)
  await writeFile(
    join(bare, 'hooks/pre-receive'),
    '#!/bin/sh\necho "GH013: Cannot create ref due to creations being restricted." >&2\nexit 1\n',
  )
  await chmod(join(bare, 'hooks/pre-receive'), 0o755)
  assert.match(
    await refused(clones[0]!, 'register delay'),
    /^Cannot write to contender\/ledger of origin, nothing was written: .*GH013: Cannot create ref due to creations being restricted/,
  )
  assert.equal(script(bare, 'git for-each-ref refs/tags refs/heads/contender'), '')
  assert.equal(script(clones[0]!, 'git tag'), '')
})

test('an origin that cannot be reached is an error that says so, and --local works', async (t) => {
  const { bare, clones } = await shared(t, 1)
  await registry(clones[0]!, 'register delay')
  await rename(bare, `${bare}.gone`)
  for (const line of ['show', 'history', 'assign delay v1.0.0 dev']) {
    assert.match(
      await refused(clones[0]!, line),
      /^Cannot (reach the ledger|read the remote origin).*does not appear to be a git repository/,
    )
  }
  assert.equal((await stagesOf(clones[0]!, 'delay', '--local')).dev, null)
})

test('a tag that is another here than at origin is refused, with how to drop it', async (t) => {
  const { clones } = await shared(t, 2)
  await registry(clones[0]!, 'register delay')
  script(clones[1]!, "git tag -a -m mine 'delay@v1.0.0'")
  assert.equal(
    await refused(clones[1]!, 'show'),
    "Unexpected tag delay@v1.0.0: it is another here than at origin, expected one; see `contender audit verify`, and `git tag -d 'delay@v1.0.0'` drops the one here",
  )
})

test('a shallow clone without tags reads the registry, and fetches what it needs to register', async (t) => {
  const { bare, clones, commits } = await shared(t, 1, 4)
  await registry(clones[0]!, `register delay --commit ${commits[0]}`)
  await registry(clones[0]!, 'assign delay v1.0.0 dev')
  const folder = await folderWith(t)
  script(
    folder,
    `git clone -q --depth=1 --no-tags "${pathToFileURL(bare).href}" shallow`,
    'git -C shallow config user.name Ann && git -C shallow config user.email ann@example.com',
  )
  const shallow = join(folder, 'shallow')
  assert.equal((await stagesOf(shallow)).dev, 'v1.0.0')
  assert.equal(script(shallow, 'git rev-parse --is-shallow-repository'), 'true')
  assert.equal((await registry(shallow, 'register delay')).changes[0]!.commit, commits[3])
  script(shallow, `git fetch -q --depth=1 origin ${commits[2]}`)
  assert.equal((await registry(shallow, `register risk/fraud --commit ${commits[2]}`)).changes[0]!.commit, commits[2])
})

test('an origin without a commit has nothing to register', async (t) => {
  const folder = await folderWith(t)
  script(
    folder,
    'git init -q --bare -b main bare.git',
    'git clone -q bare.git clone 2> /dev/null',
    'cd clone && git config user.name Ann && git config user.email ann@example.com && git commit -q --allow-empty -m x',
  )
  assert.match(
    await refused(join(folder, 'clone'), 'register delay'),
    /^Missing default branch at origin of \/.*: no branch that origin calls its default has a commit, expected one; push it, or set the default branch where origin is kept$/,
  )
  assert.equal((await contender('registry show', join(folder, 'clone'))).code, 0)
})
