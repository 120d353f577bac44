import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Run, runSchema } from '../../core/artifacts/run.ts'
import { contender, type Finished } from '../command-line.ts'
import { commit, script } from './repository.ts'
import { scoreModel } from './score-model.ts'
import { jsonIn, trainedProject, WRITE } from './trained.ts'

const RUN = '.contender/delay/run.json'
const MODEL = 'the models/m.onnx'
/** Counts trainings. */
const MARK = "fs.appendFileSync('marks', 'x')\n"
const BY_DEPTH = `${MARK}fs.copyFileSync(JSON.parse(fs.readFileSync(env.CONTENDER_PARAMS, 'utf8')).depth + '.onnx', env.CONTENDER_MODEL)`
const FILES = { '3.onnx': scoreModel('a', 0.3), '4.onnx': scoreModel('a', 0.4) }
const DECLARED = 'inputs: [train.mjs], params: { depth: 3 }'

const declared = (t: TestContext, train = DECLARED) => trainedProject(t, { program: BY_DEPTH, train, files: FILES })

async function train(folder: string, flags = ''): Promise<Finished & { run: Run; marks: number }> {
  const done = await contender(`train ${flags}`, folder)
  assert.equal(done.code, 0, done.error)
  const marks = await readFile(join(folder, 'marks'), 'utf8').catch(() => '')
  return { ...done, run: runSchema.parse(await jsonIn(folder, RUN)), marks: marks.length }
}

async function edit(folder: string, path: string, from: string | RegExp, to: string): Promise<void> {
  const text = await readFile(join(folder, path), 'utf8')
  assert.notEqual(text.replace(from, to), text)
  await writeFile(join(folder, path), text.replace(from, to))
}

test('train: nothing changed, so the earlier model and run stay and the reason is printed', async (t) => {
  const folder = await declared(t)
  const first = await train(folder)
  const second = await train(folder)
  assert.equal(second.marks, 1)
  assert.deepEqual(second.run, first.run)
  assert.equal(
    second.out,
    `delay  unchanged since run ${first.run.id.slice(0, 13)} (just now): the models/m.onnx kept; --force trains again\n`,
  )
})

test('train: run.json holds all that the model was made from', async (t) => {
  const folder = await declared(t)
  await writeFile(join(folder, 'requirements-dev.txt'), 'numpy==2\n')
  const { run } = await train(folder)
  assert.deepEqual(
    run.inputs.map(({ uri }) => uri),
    ['train.mjs'],
  )
  assert.deepEqual([run.data.train!.uri, run.data.train!.by], ['data/d.csv', 'content'])
  assert.equal(run.data.test!.digest, run.data.train!.digest)
  assert.deepEqual(run.environment.runtimes, { node: process.version })
  assert.deepEqual(
    run.environment.locks.map(({ uri }) => uri),
    ['requirements-dev.txt'],
  )
  assert.equal(run.settings!.target, 'late')
  assert.match(run.cache_key!, /^sha256:/)
})

test('train: what a config says never reaches the terminal as it is', async (t) => {
  const folder = await declared(t)
  await train(folder)
  await edit(folder, 'contender.yml', 'depth: 3', 'depth: 3, name: "\\e[2J"')
  assert.match((await train(folder)).out, /params\.name is new/)
  await edit(folder, 'contender.yml', '\\e[2J', '\\e[3J')
  assert.match((await train(folder)).out, /params\.name \ufffd\[2J → \ufffd\[3J/)
})

test('train: --force trains again', async (t) => {
  const folder = await declared(t)
  const first = await train(folder)
  const forced = await train(folder, '--force')
  assert.equal(forced.marks, 2)
  assert.notEqual(forced.run.id, first.run.id)
  assert.match(forced.out, /asked for by --force/)
})

test('train: an earlier model comes back though another was trained since', async (t) => {
  const folder = await declared(t)
  const first = await train(folder)
  await edit(folder, 'contender.yml', 'depth: 3', 'depth: 4')
  const other = await train(folder)
  assert.match(other.out, /since run \w{8}-\w{4}: params\.depth 3 → 4\n$/)
  assert.deepEqual(await readFile(join(folder, MODEL)), Buffer.from(FILES['4.onnx']))
  await edit(folder, 'contender.yml', 'depth: 4', 'depth: 3')
  const back = await train(folder)
  assert.equal(back.marks, 2)
  assert.deepEqual(back.run, first.run)
  assert.deepEqual(await readFile(join(folder, MODEL)), Buffer.from(FILES['3.onnx']))
})

test('train: a model file that is gone or edited is put back', async (t) => {
  const folder = await declared(t)
  await train(folder)
  await rm(join(folder, MODEL))
  assert.equal((await train(folder)).marks, 1)
  await writeFile(join(folder, MODEL), 'something else')
  assert.equal((await train(folder)).marks, 1)
  assert.deepEqual(await readFile(join(folder, MODEL)), Buffer.from(FILES['3.onnx']))
})

const CHANGES: readonly (readonly [what: string, said: RegExp, change: (folder: string) => Promise<void>])[] = [
  [
    'a value of the data',
    /data\.train \(data\/d\.csv\) changed/,
    (folder) => edit(folder, 'data/d.csv', '0.175', '0.176'),
  ],
  ['an input', /train\.mjs changed/, (folder) => edit(folder, 'train.mjs', MARK, `${MARK}//\n`)],
  ['the seed', /seeds \[0\] → \[1\]/, (folder) => edit(folder, 'contender.yml', 'depth: 3 }', 'depth: 3 }, seed: 1')],
  ['the target', /target late → b/, (folder) => edit(folder, 'contender.yml', 'target: late', 'target: b')],
  ['the command', /train\.run .* → /, (folder) => edit(folder, 'contender.yml', "train.mjs'", "train.mjs --fast'")],
  ['a lock file', /uv\.lock is new/, (folder) => writeFile(join(folder, 'uv.lock'), '')],
]
for (const [what, said, change] of CHANGES) {
  test(`train: ${what} changed, so it is trained again and that is said`, async (t) => {
    const folder = await declared(t)
    await train(folder)
    await change(folder)
    const again = await train(folder)
    assert.equal(again.marks, 2)
    assert.match(again.out, said)
  })
}

test('train: gates, metrics, timeouts and comments of the config change no model', async (t) => {
  const folder = await declared(t)
  await train(folder)
  await edit(folder, 'contender.yml', 'depth: 3 }', 'depth: 3 }, timeout: 5m, retries: 2')
  await edit(folder, 'contender.yml', /$/, '    gates: [{ metric: brier, max: 0.9 }] # a rule\n')
  assert.equal((await train(folder)).marks, 1)
})

test('train: a file that was only touched changes nothing', async (t) => {
  const folder = await declared(t)
  await train(folder)
  await utimes(join(folder, 'data/d.csv'), 1, 1)
  assert.equal((await train(folder)).marks, 1)
})

test('train: outside Git a command whose inputs nobody named is never skipped, and that is said', async (t) => {
  const folder = await declared(t, 'params: { depth: 3 }')
  const { out } = await train(folder)
  assert.match(out, /it cannot be skipped next time: .* name it in `train\.inputs`/)
  const { marks, run } = await train(folder)
  assert.deepEqual([marks, run.cache_key], [2, null])
})

test('train: in Git every file of the repository counts where no inputs are named, but the model does not', async (t) => {
  const folder = await declared(t, 'params: { depth: 3 }')
  await writeFile(join(folder, '.gitignore'), '.contender/\nmarks\n')
  script(folder, 'git init -q -b main')
  await commit(folder, {})
  await train(folder)
  assert.equal((await train(folder)).marks, 1)
  await commit(folder, {})
  assert.equal((await train(folder)).marks, 1, 'the model was committed')
  await writeFile(join(folder, 'helper.mjs'), '')
  const { marks, out } = await train(folder)
  assert.equal(marks, 2)
  assert.match(out, /the repository changed/)
  await commit(folder, {})
  assert.equal((await train(folder)).marks, 2, 'a commit of what was there changes nothing')
  await edit(folder, 'train.mjs', MARK, `${MARK}//\n`)
  assert.equal((await train(folder)).marks, 3)
})

test('train: packages that somebody committed count, installed ones do not', async (t) => {
  const folder = await declared(t, 'params: { depth: 3 }')
  await writeFile(join(folder, '.gitignore'), '.contender/\nmarks\n')
  await mkdir(join(folder, 'venv'))
  await writeFile(join(folder, 'venv/own.py'), '')
  script(folder, 'git init -q -b main')
  await commit(folder, {})
  await train(folder)
  await mkdir(join(folder, 'node_modules'))
  await writeFile(join(folder, 'node_modules/installed.mjs'), '')
  assert.equal((await train(folder)).marks, 1)
  await writeFile(join(folder, 'venv/own.py'), 'other')
  assert.equal((await train(folder)).marks, 2)
})

test('train: a run that Git tracks is not taken, for whoever committed it made it up or not', async (t) => {
  const folder = await declared(t)
  script(folder, 'git init -q -b main')
  await train(folder)
  assert.equal((await train(folder)).marks, 1)
  script(folder, 'git add -A')
  const { marks, out } = await train(folder)
  assert.equal(marks, 2)
  assert.match(out, /run \w{8}-\w{4} is in Git, where anybody may have put it: add \.contender\/ to \.gitignore/)
})

test('train: chance in the prepare SQL is never taken for the same data', async (t) => {
  const folder = await declared(t, 'inputs: [train.mjs], params: { depth: 3 }')
  await writeFile(join(folder, 'p.sql'), "CREATE TABLE t AS FROM 'data/d.csv' WHERE random() < 0.9")
  await edit(folder, 'contender.yml', /train: data\/d\.csv, test: [^,]*/, 'prepare: p.sql, train: t, test: t')
  await train(folder)
  const { marks, out } = await train(folder)
  assert.equal(marks, 2)
  assert.match(out, /p\.sql uses `random`, which gives other rows each time/)
  await edit(folder, 'p.sql', ' WHERE random() < 0.9', '')
  await train(folder)
  assert.equal((await train(folder)).marks, 3)
  await edit(folder, 'data/d.csv', '0.175', '0.176')
  assert.match((await train(folder)).out, /data\.train \(t\) changed/)
})

test('train: models of all seeds come back, and none of another training stays', async (t) => {
  const seeds = { '5.onnx': scoreModel('a', 1), '6.onnx': scoreModel('a', 0.9), '7.onnx': scoreModel('a', 0.8) }
  const program = `${MARK}fs.copyFileSync(env.CONTENDER_SEED + '.onnx', env.CONTENDER_MODEL)`
  const folder = await trainedProject(t, { program, train: 'seed: 5, repeats: 2, inputs: [train.mjs]', files: seeds })
  const first = await train(folder)
  await edit(folder, 'contender.yml', 'repeats: 2', 'repeats: 3')
  await train(folder)
  await edit(folder, 'contender.yml', 'repeats: 3', 'repeats: 2')
  const { marks, run } = await train(folder)
  assert.equal(marks, 5)
  assert.deepEqual(run, first.run)
  assert.deepEqual(await readdir(join(folder, '.contender/delay/repeats')), ['6-m.onnx'])
})

test('train: of older runs than the newest five only the JSON stays', async (t) => {
  const folder = await declared(t)
  for (let depth = 0; depth < 7; depth++) await train(folder, '--force')
  const kept = join(folder, '.contender/.runs/delay')
  const ids = (await readdir(kept)).sort()
  assert.equal(ids.length, 7)
  for (const [at, id] of ids.entries())
    assert.deepEqual((await readdir(join(kept, id))).sort(), at < 2 ? ['run.json'] : ['model', 'run.json'], `${at}`)
})

test('train: a kept run or a cache that is torn is no error', async (t) => {
  const folder = await declared(t)
  const { run } = await train(folder)
  await writeFile(join(folder, '.contender/.runs/delay', run.id, 'run.json'), '{ "schema": "conten')
  await writeFile(join(folder, '.contender/.digests.json'), '{')
  await writeFile(join(folder, RUN), '')
  assert.equal((await train(folder)).marks, 2)
})

test('train: a kept model that was edited is not taken', async (t) => {
  const folder = await declared(t)
  const { run } = await train(folder)
  await writeFile(join(folder, '.contender/.runs/delay', run.id, 'model/m.onnx'), 'x')
  const again = await train(folder)
  assert.equal(again.marks, 2)
  assert.match(again.out, /the model of run \w{8}-\w{4} is not kept any more/)
})

test('train: data that changes while it trains makes a run that is not taken again', async (t) => {
  const folder = await trainedProject(t, {
    program: `${MARK}${WRITE}fs.appendFileSync('data/d.csv', '99,0.5,0.5,1\\n')`,
    train: 'inputs: [train.mjs]',
  })
  const { error, run } = await train(folder)
  assert.equal(run.cache_key, null)
  assert.match(error, /warning: Data or inputs of delay changed while it was trained/)
})

test('train: a dirty working tree is recorded and warned about, but not for the model itself', async (t) => {
  const folder = await declared(t)
  await writeFile(join(folder, '.gitignore'), '.contender/\nmarks\n')
  script(folder, 'git init -q -b main')
  const at = await commit(folder, {})
  const clean = await train(folder)
  assert.deepEqual([clean.run.dirty, clean.run.commit, clean.error], [false, at, ''])
  await commit(folder, {})
  await edit(folder, 'contender.yml', 'depth: 3', 'depth: 4')
  const dirty = await train(folder)
  assert.equal(dirty.run.dirty, true)
  assert.match(
    dirty.error,
    /^warning: The working tree is not what was committed \(contender\.yml\): \w{7} alone cannot make/,
  )
  await commit(folder, {})
  assert.equal((await train(folder, '--force')).run.dirty, false)
})

test('pipeline: says what was skipped, and --force trains', async (t) => {
  const folder = await declared(t)
  await contender('pipeline', folder)
  assert.match((await contender('pipeline', folder)).out, /^delay {2}unchanged since run /)
  assert.match((await contender('pipeline --force', folder)).out, /^delay {2}trained in /)
})
