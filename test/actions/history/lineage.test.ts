import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { lineageSchema, usesSchema } from '../../../core/artifacts/lineage.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { script } from '../repository.ts'
import { configWith, threeRuns } from './repository.ts'

/** Three trainings; the second is version v1.0.0, in production, the third v1.1.0, in staging. */
async function released(t: TestContext) {
  const { folder, runs } = await threeRuns(t)
  const done = [
    'register delay v1.0.0 --commit HEAD~2 --reason "First release"',
    'assign delay v1.0.0 staging',
    'assign delay v1.0.0 production --reason "Better in June"',
    'register delay v1.1.0',
    'assign delay v1.1.0 staging',
  ]
  for (const line of done) {
    const { code, error } = await contender(`registry ${line}`, folder, {}, '2026-11-21T14:00:00Z')
    assert.equal(code, 0, `${line}: ${error}`)
  }
  return { folder, runs }
}

async function lineageOf(folder: string, of: string) {
  const { code, error, out } = await contender(`lineage ${of} --json`, folder)
  assert.equal(code, 0, error)
  return lineageSchema.parse(JSON.parse(out))
}

test('lineage goes from a version to its commit, model file, run, data, verdicts and to who did what', async (t) => {
  const { folder, runs } = await released(t)
  const found = await lineageOf(folder, 'delay@v1.0.0')
  assert.deepEqual(
    found.versions.map(({ stages, version }) => [version, stages]),
    [['v1.0.0', ['production']]],
  )
  assert.equal(found.commit!.sha, script(folder, 'git rev-parse HEAD~2'))
  const model = createHash('sha256').update(
    Buffer.from(script(folder, 'git show HEAD~2:delay.onnx | base64 -w0'), 'base64'),
  )
  assert.equal(found.artifact!.digest, `sha256:${model.digest('hex')}`)
  assert.deepEqual([found.run!.id, found.found_by], [runs[1]!.id, 'artifact'])
  assert.deepEqual(found.run!.params, { rounds: 20 })
  assert.ok(found.run!.data.train && found.evaluation!.metrics.roc_auc && found.comparison!.gates.length > 0)
  assert.deepEqual(
    found.events.map(({ action, by, reason, stage }) => [action, stage, by, reason]),
    [
      ['register', null, 'Ann', 'First release'],
      ['assign', 'staging', 'Ann', null],
      ['assign', 'production', 'Ann', 'Better in June'],
    ],
  )
  assert.deepEqual(found.unknown, [])

  for (const name of ['v1.0.0', 'delay#production'])
    assert.deepEqual({ ...(await lineageOf(folder, name)), asked: '' }, { ...found, asked: '' })
  for (const name of [runs[1]!.id.slice(0, 10), 'latest~1']) {
    const byRun = await lineageOf(folder, name)
    assert.equal(byRun.found_by, 'id')
    assert.deepEqual(byRun.versions, found.versions)
    assert.deepEqual(byRun.events, found.events)
  }
  const byCommit = await lineageOf(folder, 'HEAD~2')
  assert.deepEqual([byCommit.run!.id, byCommit.versions], [runs[1]!.id, found.versions])

  const { out } = await contender('lineage delay@v1.0.0', folder)
  assert.match(out, /^delay@v1\.0\.0, in production\n├─ commit [0-9a-f]{7} Keep the model, Ann, /)
  assert.match(out, /│ {2}├─ parameters\n│ {2}│ {2}└─ rounds 20\n/)
  assert.match(out, /└─ what was done\n {3}├─ .* register v1\.0\.0 by Ann: First release\n/)
})

test('lineage draws a chart whose arrows join what it names', async (t) => {
  const { folder } = await released(t)
  const { out } = await contender('lineage v1.1.0 --format mermaid', folder)
  const [fence, kind, ...lines] = out.trimEnd().split('\n')
  assert.deepEqual([fence, kind, lines.pop()], ['```mermaid', 'flowchart LR', '```'])
  const nodes = lines.flatMap((line) => /^ {2}(\w+)[[({>]/.exec(line)?.[1] ?? [])
  const ends = lines.flatMap((line) => /^ {2}(\w+) --> (\w+)$/.exec(line)?.slice(1) ?? [])
  assert.ok(ends.length >= 12)
  for (const end of ends) assert.ok(nodes.includes(end), end)
  for (const node of ['train', 'test', 'params', 'run', 'model', 'evaluation', 'version0', 'stage0of0'])
    assert.ok(nodes.includes(node), node)
  assert.match(out, /version0\(\["delay<br\/>v1\.1\.0"\]\)/)
})

test('lineage of a digest goes from data back to runs, commits and versions', async (t) => {
  const { folder, runs } = await released(t)
  const digest = runs[0]!.data.train!.digest
  const { code, out } = await contender(`lineage ${digest.slice(0, 20)} --json`, folder)
  assert.equal(code, 0)
  const { uses } = usesSchema.parse(JSON.parse(out))
  assert.deepEqual(
    uses.map(({ run }) => run),
    runs.map(({ id }) => id).reverse(),
  )
  assert.deepEqual(
    uses.map(({ versions }) => versions.map(({ version }) => version)),
    [['v1.1.0'], ['v1.0.0'], []],
  )
  assert.deepEqual(uses[0]!.as, [{ role: 'train data', uri: 'train.csv' }])
  const tree = (await contender(`lineage ${digest}`, folder)).out
  assert.match(tree, /│ {2}└─ became delay@v1\.0\.0, in production\n/)
  const chart = (await contender(`lineage ${digest} --format mermaid`, folder)).out
  assert.match(chart, /run1 --> version1of0/)
  assert.match(
    (await contender('lineage sha256:00000000', folder)).out,
    /^No known run read or made sha256:00000000\.\n$/,
  )
  assert.match(
    (await contender('lineage sha256:12', folder)).error,
    /Unexpected digest `sha256:12`, expected sha256: and 8 to 64/,
  )
})

test('lineage says what is not known and guesses nothing', async (t) => {
  const { folder, runs } = await released(t)
  await rm(join(folder, '.contender/.runs/delay', runs[1]!.id), { recursive: true })
  const alone = await lineageOf(folder, 'v1.0.0')
  assert.deepEqual([alone.run, alone.evaluation, alone.found_by], [null, null, null])
  assert.deepEqual(alone.unknown, [
    'No run is known that made this model file: where it was trained, `contender runs record` puts it into the ledger.',
  ])

  // A commit whose model file stands elsewhere: only the commit says which run.
  script(folder, 'git rm -q --cached delay.onnx', 'git commit -qm "Keep models elsewhere"')
  const { id } = runs[2]!
  const run = JSON.parse(await readFile(join(folder, '.contender/.runs/delay', id, 'run.json'), 'utf8'))
  assert.match(
    (await lineageOf(folder, 'HEAD')).unknown.join(),
    /delay\.onnx is not in Git at [0-9a-f]{7}\.,No run is known from commit/,
  )
  const before = await lineageOf(folder, run.commit)
  assert.equal(before.run, null)
})

test('lineage of an unknown name tells the nearest', async (t) => {
  const { folder } = await released(t)
  const said = async (of: string) => {
    const { code, error } = await contender(`lineage ${of}`, folder)
    assert.equal(code, 2)
    return error
  }
  assert.match(await said('delay@v1.2.0'), /Unknown version `v1\.2\.0` of delay, did you mean `v1\.\d\.0`/)
  assert.match(await said('delays@v1.0.0'), /Unknown model `delays` in the registry, did you mean `delay`/)
  assert.match(
    await said('delay#prod'),
    /Unknown stage `prod` of delay: no version holds it, did you mean `production`/,
  )
  assert.match(await said('lates'), /Unknown version, run or commit `lates`, did you mean `latest`/)
  const empty = await folderWith(t, { 'contender.yml': configWith('rounds: 5') })
  assert.match((await contender('lineage v1.0.0', empty)).error, /Unknown model `delay`, none is registered yet/)
  assert.match((await contender('lineage HEAD', empty)).error, /nothing is registered and no run is known yet/)
})

test('a version whose file Git does not hold is traced by the digest that its registration names', async (t) => {
  const { folder, runs } = await threeRuns(t)
  script(
    folder,
    'git rm -q --cached delay.onnx',
    'echo "*.onnx" >> .gitignore',
    'git add -A',
    'git commit -qm "Keep models elsewhere"',
  )
  const { digest } = runs[1]!.artifact
  const registered = await contender(
    `registry register delay v1.0.0 --digest ${digest}`,
    folder,
    {},
    '2026-11-21T14:00:00Z',
  )
  assert.equal(registered.code, 0, registered.error)
  const found = await lineageOf(folder, 'v1.0.0')
  assert.deepEqual([found.run!.id, found.found_by, found.artifact!.digest], [runs[1]!.id, 'artifact', digest])
  assert.match(
    found.unknown.join(),
    /^delay\.onnx is not in Git at [0-9a-f]{7}\. Its digest is the one that the tag v1\.0\.0 names\.$/,
  )
})
