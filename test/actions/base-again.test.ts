import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Comparison, comparisonSchema } from '../../core/artifacts/comparison.ts'
import { runSchema } from '../../core/artifacts/run.ts'
import { contender } from '../command-line.ts'
import { GATE, pullRequest, script } from './repository.ts'
import { scoreModel } from './score-model.ts'
import { jsonIn } from './trained.ts'

/** The command takes a model as it stands in the tree, and leaves a mark for each training. */
const PROGRAM = `import fs from 'node:fs'
fs.copyFileSync('weights.onnx', process.env.CONTENDER_MODEL)
fs.appendFileSync(process.env.MARKS, fs.readFileSync('who.txt'))
`

const config = (inputs: string) => `models:
  delay:
    task: binary-classification
    data: { test: d.parquet, target: late, id: id }
    train: { run: '"${process.execPath}" train.mjs', inputs: [${inputs}] }
    model: m.onnx
    evaluate: { metrics: [log_loss] }
    gates: [${GATE}]
`

/** A pull request whose model is trained and in Git nowhere. */
async function untracked(t: TestContext, { main = {}, work = {} }: { main?: object; work?: object } = {}) {
  const files = {
    'contender.yml': config('train.mjs, weights.onnx, who.txt'),
    'train.mjs': PROGRAM,
    'weights.onnx': scoreModel('good'),
    'who.txt': 'base ',
    '.gitignore': '.contender/\nm.onnx\nmarks\n',
  }
  const { base, folder } = await pullRequest(t, {
    main: { ...files, ...main },
    work: { 'weights.onnx': scoreModel('good', 0.2), 'who.txt': 'candidate ', ...work },
  })
  process.env.MARKS = join(folder, 'marks')
  t.after(() => delete process.env.MARKS)
  return { base, folder, marks: () => readFile(join(folder, 'marks'), 'utf8') }
}

async function pipeline(folder: string, flags = ''): Promise<Comparison & { code: number }> {
  const { code, error } = await contender(`pipeline ${flags}`, folder)
  assert.ok([0, 1, 3].includes(code), error)
  return { code, ...comparisonSchema.parse(await jsonIn(folder, '.contender/delay/comparison.json')) }
}

test('a base model that is not in Git is trained again from its commit, by its own command on its own tree', async (t) => {
  const { base, folder, marks } = await untracked(t)
  const { against, code, notes } = await pipeline(folder)
  assert.equal(code, 1)
  assert.equal(against[0]!.ref, base)
  assert.equal(against[0]!.metrics.log_loss!.verdict, 'worse')
  assert.equal(await marks(), 'candidate base ')
  assert.match(
    notes[0]!,
    new RegExp(
      `^The base model m\\.onnx is not in Git at ${base.slice(0, 7)}: run \\w{8}-\\w{4} trained it from that commit\\.$`,
    ),
  )
  assert.deepEqual(script(folder, 'git worktree list').split('\n').length, 1)
  assert.equal((await pipeline(folder)).notes[0], notes[0])
  assert.equal(await marks(), 'candidate base ', 'neither model is trained twice')
})

test('a base that was trained here before is taken from its run', async (t) => {
  const { folder, marks } = await untracked(t)
  script(folder, 'git checkout -q main')
  assert.equal((await contender('train', folder)).code, 0)
  script(folder, 'git checkout -q work')
  assert.equal((await pipeline(folder)).code, 1)
  assert.equal(await marks(), 'base candidate ')
})

test('--missing-base leave trains nothing, and the gate against the base stays undecided', async (t) => {
  const { folder, marks } = await untracked(t)
  const { code, notes } = await pipeline(folder, '--missing-base leave')
  assert.equal(code, 3)
  assert.match(notes[0]!, /is not in Git at \w{7}, so there is nothing to compare with/)
  assert.equal(await marks(), 'candidate ')
})

test('a base whose training fails leaves the gate undecided, with the reason', async (t) => {
  const { folder } = await untracked(t, { main: { 'train.mjs': 'process.exit(7)' }, work: { 'train.mjs': PROGRAM } })
  const { code, notes } = await pipeline(folder)
  assert.equal(code, 3)
  assert.match(notes[0]!, /is not in Git at \w{7} and cannot be trained again, .*exited with 7/)
})

test('a base that learns from data that Git does not hold says that it took what is there now', async (t) => {
  const { folder } = await untracked(t, {
    main: { '.gitignore': '.contender/\nm.onnx\nmarks\nextra.txt\n', 'contender.yml': config('train.mjs, extra.txt') },
  })
  await writeFile(join(folder, 'extra.txt'), 'more')
  const { notes } = await pipeline(folder)
  assert.match(
    notes[0]!,
    /trained it from that commit, with extra\.txt, which Git does not hold either, as it is now\.$/,
  )
})

test('a command that predicts runs in the tree of the base, with the model that was trained there', async (t) => {
  const predict = `import fs from 'node:fs'
const { CONTENDER_MODEL, CONTENDER_PREDICTIONS } = process.env
const factor = fs.readFileSync(CONTENDER_MODEL).length > 0 ? fs.readFileSync('factor.txt', 'utf8') : 0
fs.writeFileSync(CONTENDER_PREDICTIONS, 'score\\n' + Array.from({ length: 200 }, (_, at) => factor * ((at * 7 % 10) / 10 + 0.04)).join('\\n') + '\\n')
`
  const text = config('train.mjs, weights.onnx, who.txt').replace(
    'model: m.onnx',
    `model: m.onnx\n    predict: { run: '"${process.execPath}" predict.mjs' }`,
  )
  const { folder } = await untracked(t, {
    main: { 'contender.yml': text, 'predict.mjs': predict, 'factor.txt': '1' },
    work: { 'factor.txt': '0.5' },
  })
  const { against } = await pipeline(folder)
  assert.equal(against[0]!.rows, 200)
  assert.notEqual(against[0]!.metrics.log_loss!.baseline, against[0]!.metrics.log_loss!.candidate)
})

test('no hook of the repository runs for the checkout of the base', async (t) => {
  const { folder } = await untracked(t)
  await writeFile(join(folder, '.git/hooks/post-checkout'), '#!/bin/sh\ntouch "$MARKS.hook"\n', { mode: 0o755 })
  await pipeline(folder)
  assert.ok(!(await readdir(folder)).includes('marks.hook'))
})

test('a base that the change brought along as a kept run is trained all the same', async (t) => {
  const { base, folder, marks } = await untracked(t)
  script(folder, 'git checkout -q main')
  assert.equal((await contender('train', folder)).code, 0)
  const [id] = await readdir(join(folder, '.contender/.runs/delay'))
  const kept = join(folder, '.contender/.runs/delay', id!)
  // A base that answers no better than chance makes any candidate better.
  const forged = scoreModel('good', 0)
  await writeFile(join(kept, 'model/m.onnx'), forged)
  const run = runSchema.parse(await jsonIn(folder, join('.contender/.runs/delay', id!, 'run.json')))
  const digest = `sha256:${createHash('sha256').update(forged).digest('hex')}`
  await writeFile(join(kept, 'run.json'), JSON.stringify({ ...run, artifact: { ...run.artifact, digest } }))
  script(folder, 'git checkout -q work', 'git add -f .contender/.runs', 'git commit -qm "A run"', 'rm marks')
  const { against, code } = await pipeline(folder)
  assert.equal(run.commit, base)
  assert.equal(code, 1)
  assert.equal(against[0]!.metrics.log_loss!.verdict, 'worse')
  assert.equal(await marks(), 'candidate base ')
})

test('a run of the change does not stand for the base, for its command may read what it does not name', async (t) => {
  const { folder, marks } = await untracked(t, { main: { 'contender.yml': config('train.mjs') } })
  const { against, code } = await pipeline(folder)
  assert.equal(code, 1)
  assert.equal(against[0]!.metrics.log_loss!.verdict, 'worse')
  assert.equal(await marks(), 'candidate base ')
  await pipeline(folder)
  assert.equal(await marks(), 'candidate base ')
})

test('a base is not made from files that only the change has', async (t) => {
  const { folder } = await untracked(t, {
    main: { 'contender.yml': config('train.mjs, extra.txt') },
    work: { 'extra.txt': 'of the change' },
  })
  const { code, notes } = await pipeline(folder)
  assert.equal(code, 3)
  assert.match(notes[0]!, /is not in Git at \w{7} and cannot be trained again, .*Missing file .*extra\.txt/)
})

test('a base whose data is another by DVC is not trained on the data of the change', async (t) => {
  const rows = (shift: number) =>
    `id,late,good\n${Array.from({ length: 60 }, (_, at) => `${at},${at % 2},${((at * 3) % 7) / 10 + shift}`).join('\n')}\n`
  const tracked = (text: string) =>
    `outs:\n- md5: ${createHash('md5').update(text).digest('hex')}\n  size: ${text.length}\n  hash: md5\n  path: t.csv\n`
  const { base, folder } = await untracked(t, {
    main: {
      'contender.yml': config('train.mjs').replace('test: d.parquet', 'train: t.csv, test: d.parquet'),
      '.gitignore': '.contender/\nm.onnx\nmarks\nt.csv\n',
      't.csv.dvc': tracked(rows(0)),
    },
    work: { 't.csv.dvc': tracked(rows(1)) },
  })
  await writeFile(join(folder, 't.csv'), rows(1))
  const { code, notes } = await pipeline(folder)
  assert.equal(code, 3)
  assert.match(
    notes[0]!,
    new RegExp(
      `m\\.onnx is not in Git at ${base.slice(0, 7)} and cannot be trained again, .* t\\.csv is not what t\\.csv\\.dvc says it is at that commit; .*dvc pull`,
    ),
  )
})
