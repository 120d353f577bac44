import assert from 'node:assert/strict'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { runsSchema } from '../../../core/artifacts/runs.ts'
import { runEventSchema } from '../../../core/ledger/event.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { script } from '../repository.ts'
import { configWith, emptyHistory, trainStep } from './repository.ts'

/** A clone of a repository with one training, and the bare repository it pushes to. */
async function withOrigin(t: Parameters<typeof folderWith>[0]) {
  const folder = await emptyHistory(t)
  const run = await trainStep(folder, 10, 'rounds: 5')
  const origin = await folderWith(t)
  script(origin, 'git init -q --bare -b main')
  script(
    folder,
    `git remote add origin ${origin}`,
    'git push -q origin main',
    'git fetch -q',
    'git remote set-head origin main',
  )
  return { folder, origin, run }
}

test('a recorded run is in the ledger of origin, for every clone to see; a second time is said and writes nothing', async (t) => {
  const { folder, origin, run } = await withOrigin(t)
  const recorded = await contender('runs record --json', folder)
  assert.equal(recorded.code, 0, recorded.error)
  const event = runEventSchema.parse(JSON.parse(recorded.out))
  assert.deepEqual(event.run, run)
  assert.deepEqual([event.by.name, event.by.via], ['Ann', 'command line'])
  assert.ok(event.evaluation!.metrics.roc_auc!.ci && event.comparison!.outcome)

  const head = script(origin, 'git rev-parse contender/ledger')
  const second = await contender('runs record', folder)
  assert.equal(second.code, 0, second.error)
  assert.match(second.out, new RegExp(`^delay {2}run ${run.id} is in contender/ledger of origin already\n$`))
  assert.equal(script(origin, 'git rev-parse contender/ledger'), head)

  script(folder, 'rm -rf .contender other', `git clone -q ${origin} other`)
  const other = join(folder, 'other')
  assert.match((await contender('runs', other)).out, new RegExp(`${run.id.slice(0, 8)} .* ledger\n`))
  const listed = runsSchema.parse(JSON.parse((await contender('runs --json', other)).out))
  assert.deepEqual(listed.runs[0]!.places, ['ledger'])
  assert.match((await contender('lineage HEAD', other)).out, new RegExp(`run ${run.id} .*known in the ledger`))
  const again = await contender(`reproduce ${run.id.slice(0, 10)}`, other)
  assert.equal(again.code, 0, again.error)
  assert.match(again.out, /bit-identical/)
  await trainStep(other, 12, 'rounds: 7')
  const { out } = await contender('runs diff latest~1 latest', other)
  assert.match(out, /No verdict: the predictions of run [0-9a-f]+ are not on this machine/)
})

test('an origin that cannot be reached is a warning to a reader, and an error to a writer', async (t) => {
  const { folder, run } = await withOrigin(t)
  script(folder, 'git remote set-url origin /nowhere/at/all')
  const listed = await contender('runs', folder)
  assert.equal(listed.code, 0)
  assert.match(listed.error, /^warning: Only what is known here is shown\. /)
  assert.ok(listed.out.includes(run.id.slice(0, 8)))
  const { code, error } = await contender('runs record', folder)
  assert.equal(code, 2)
  assert.match(error, /origin/)
  assert.equal((await contender('runs record --local', folder)).code, 0)
  assert.match((await contender('runs --local', folder)).out, / here, ledger\n/)
})

test('what others could not see or repeat is not recorded', async (t) => {
  const empty = await folderWith(t, { 'contender.yml': configWith('rounds: 5') })
  assert.match((await contender('runs record', empty)).error, /Missing Git repository around/)
  const folder = await emptyHistory(t)
  script(folder, 'git add -A', 'git commit -qm First')
  const refused = async (line = 'runs record') => {
    const { code, error } = await contender(line, folder)
    assert.equal(code, 2)
    assert.equal(script(folder, 'git branch --list contender/ledger'), '')
    return error
  }
  assert.match(await refused(), /No run of delay is kept in .*run `contender pipeline` first/)

  await contender('train', folder)
  assert.match(await refused(), /it was never evaluated, expected its metrics beside it; run `contender compare`/)

  script(folder, 'git checkout -q -b work')
  const run = await trainStep(folder, 11, 'rounds: 6')
  assert.match(
    await refused(),
    new RegExp(`its commit ${run.commit!.slice(0, 7)} is not on main, expected one of the default branch`),
  )
  script(folder, 'git checkout -q main', 'git merge -q work')
  assert.equal((await contender('runs record', folder)).code, 0)
})

test('a run with uncommitted changes is recorded only when that is asked for', async (t) => {
  const folder = await emptyHistory(t)
  script(folder, 'git add -A', 'git commit -qm First')
  await writeFile(join(folder, 'contender.yml'), configWith('rounds: 9'))
  for (const line of ['train', 'compare']) await contender(line, folder)
  const { code, error } = await contender('runs record', folder)
  assert.equal(code, 2)
  assert.match(
    error,
    /files differed from commit [0-9a-f]{7} when it was trained, expected one that its commit explains/,
  )
  assert.equal((await contender('runs record --dirty', folder)).code, 0)
  assert.match(
    (await contender('runs', folder)).out,
    / [0-9a-f]{7}\* [\s\S]*\* trained with files changed since that commit/,
  )
  await rm(join(folder, '.contender'), { recursive: true })
  assert.match((await contender('runs', folder)).out, / ledger\n/)
})

test('what the refusal of a run with uncommitted changes advises works: commit, and train again by force', async (t) => {
  const folder = await emptyHistory(t)
  script(folder, 'echo "*.onnx" >> .gitignore', 'git add -A', 'git commit -qm First')
  await writeFile(join(folder, 'contender.yml'), configWith('rounds: 9'))
  await contender('pipeline', folder)
  const { error } = await contender('runs record', folder)
  const [, advised] = error.match(/commit, then train again with `contender ([^`]+)`/) ?? assert.fail(error)
  script(folder, 'git commit -qam Second')
  await contender('pipeline', folder)
  assert.equal((await contender('runs record', folder)).code, 2)
  await contender(advised!, folder)
  const { code, error: second } = await contender('runs record', folder)
  assert.equal(code, 0, second)
})

test('a base model that was trained again from its commit is neither the latest run nor recorded', async (t) => {
  const folder = await emptyHistory(t)
  script(folder, 'echo "*.onnx" >> .gitignore', 'git add -A', 'git commit -qm First')
  const run = await trainStep(folder, 11, 'rounds: 6')
  const { out } = await contender('runs', folder)
  assert.equal(out.trimEnd().split('\n').length, 2)
  assert.ok(out.includes(run.commit!.slice(0, 7)))
  assert.equal((await readdir(join(folder, '.contender/.runs/delay'))).length, 2)
  assert.match((await contender('lineage latest', folder)).out, new RegExp(`run ${run.id}`))
  assert.match((await contender('runs record', folder)).out, new RegExp(`run ${run.id} recorded in`))
})
