import assert from 'node:assert/strict'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Reproduction, reproductionSchema } from '../../core/artifacts/reproduction.ts'
import type { Run } from '../../core/artifacts/run.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { commit, script } from './repository.ts'
import { scoreModel } from './score-model.ts'
import { jsonIn, trainedProject } from './trained.ts'

const RUN = '.contender/delay/run.json'
const COPY = "fs.copyFileSync('weights.onnx', env.CONTENDER_MODEL)"

interface Trained {
  readonly program?: string
  readonly ignored?: string
  readonly files?: Readonly<Record<string, string | Uint8Array>>
}

/** A repository with a clean training of its commit. */
async function trained(t: TestContext, { files = {}, ignored = '', program = COPY }: Trained = {}): Promise<string> {
  const folder = await trainedProject(t, {
    program,
    train: 'inputs: [train.mjs]',
    files: { 'weights.onnx': scoreModel('a'), '.gitignore': `.contender/\nthe models/\n${ignored}`, ...files },
  })
  script(folder, 'git init -q -b main')
  await commit(folder, {})
  const { code, error } = await contender('train', folder)
  assert.equal(code, 0, error)
  return folder
}

async function reproduce(folder: string, run = RUN): Promise<Reproduction & { code: number; error: string }> {
  const { code, error, out } = await contender(`reproduce ${run} --json`, folder)
  assert.ok(out !== '', error)
  return { code, error, ...reproductionSchema.parse(JSON.parse(out)) }
}

test('reproduce: the same bytes come of the same commit, whatever the working tree is now', async (t) => {
  const folder = await trained(t)
  const { id } = await jsonIn<Run>(folder, RUN)
  await commit(folder, { 'weights.onnx': scoreModel('b'), 'train.mjs': 'process.exit(1)' })
  for (const name of [id, id.slice(0, 20), 'latest', RUN]) {
    const { code, predictions, run, verdict } = await reproduce(folder, name)
    assert.deepEqual([code, verdict, predictions, run], [0, 'bit-identical', null, id])
  }
  assert.equal((await jsonIn<Reproduction>(folder, '.contender/delay/reproduction.json')).verdict, 'bit-identical')
  assert.equal(script(folder, 'git worktree list').split('\n').length, 1)
  assert.equal(script(folder, 'git status --porcelain'), '')
})

/** The run's own model is another than what its commit makes now: as after a training that is left to chance. */
async function withRecorded(folder: string, model: Uint8Array): Promise<void> {
  await writeFile(join(folder, 'weights.onnx'), model)
  await contender('train --force', folder)
  script(folder, 'git checkout -q -- weights.onnx')
  const run = await jsonIn<Run>(folder, RUN)
  await writeFile(join(folder, RUN), JSON.stringify({ ...run, dirty: false }))
}

test('reproduce: other bytes that say the same to rounding are the same predictions', async (t) => {
  const folder = await trained(t)
  await withRecorded(folder, scoreModel('a', 1 + 2e-7))
  const { code, predictions, verdict } = await reproduce(folder)
  assert.deepEqual([code, verdict], [0, 'same predictions'])
  assert.ok(predictions!.largest > 0 && predictions!.largest < 1e-6)
})

test('reproduce: a model that says something else ends with 1, with how many rows and how far', async (t) => {
  const folder = await trained(t)
  await withRecorded(folder, scoreModel('a', 0.5))
  const { code, predictions, verdict } = await reproduce(folder)
  assert.deepEqual([code, verdict], [1, 'different'])
  assert.deepEqual([predictions!.rows, predictions!.differ], [40, 39])
  assert.ok(Math.abs(predictions!.largest - 0.4875) < 1e-6)
  const { out } = await contender(`reproduce ${RUN}`, folder)
  assert.match(
    out,
    /^delay {2}different: run \w{8}-\w{4} made again from \w{7}\n {2}other bytes; predictions differ in 39 of 40 rows/,
  )
  assert.match(out, /what differed: .* are the same: training itself is left to chance\n$/)
})

test('reproduce: what differs in the environment is said', async (t) => {
  const folder = await trained(t)
  await withRecorded(folder, scoreModel('a', 0.5))
  const run = await jsonIn<Run>(folder, RUN)
  await writeFile(
    join(folder, RUN),
    JSON.stringify({ ...run, environment: { ...run.environment, runtimes: { node: 'v20.0.0' } } }),
  )
  assert.deepEqual((await reproduce(folder)).changes, [`node v20.0.0 → ${process.version}`])
})

test('reproduce: a model that is kept nowhere cannot be compared, and that is said', async (t) => {
  const folder = await trained(t)
  await withRecorded(folder, scoreModel('a', 0.5))
  await rm(join(folder, '.contender/.runs'), { recursive: true })
  await rm(join(folder, 'the models'), { recursive: true })
  const { because, code, verdict } = await reproduce(folder)
  assert.deepEqual([code, verdict, because], [1, 'different', 'the model of the run is not kept here any more'])
})

test('reproduce: data that Git does not hold is taken from the working tree while it is what it was', async (t) => {
  const folder = await trained(t, { ignored: 'data/\n' })
  assert.equal((await reproduce(folder)).verdict, 'bit-identical')
  await writeFile(join(folder, 'data/d.csv'), 'id,a,b,late\n1,0.5,0.5,1\n')
  const { code, error } = await contender(`reproduce ${RUN}`, folder)
  assert.equal(code, 2)
  assert.match(
    error,
    /^error: Cannot make run .* again: data\/d\.csv \(data\.train\) is not here as it was at \w{7}; Git does not hold it: put it back/m,
  )
})

test('reproduce: a command that writes into its data does not write into ours', async (t) => {
  const folder = await trained(t, { ignored: 'data/\nmore\n' })
  const { code } = await contender(`reproduce ${RUN}`, folder)
  assert.equal(code, 0)
  const before = await readFile(join(folder, 'data/d.csv'), 'utf8')
  await commit(folder, {
    'train.mjs': `import fs from 'node:fs'\nfs.appendFileSync(process.env.CONTENDER_TRAIN, '')\nfs.copyFileSync('weights.onnx', process.env.CONTENDER_MODEL)`,
  })
  assert.equal((await contender('train', folder)).code, 0)
  await reproduce(folder)
  assert.equal(await readFile(join(folder, 'data/d.csv'), 'utf8'), before)
})

const REFUSED: readonly (readonly [what: string, change: (run: Run) => Partial<Run>, said: RegExp])[] = [
  ['made outside Git', () => ({ commit: null, dirty: null }), /it was made outside Git/],
  [
    'of a dirty working tree',
    () => ({ dirty: true }),
    /its files were not those of commit \w{7}; commit first, then train/,
  ],
  [
    'whose commit is gone',
    () => ({ commit: 'ab'.repeat(20) }),
    /commit abababa is not in this repository; run `git fetch origin/,
  ],
  [
    'whose commit is no commit',
    () => ({ commit: '--upload-pack=x' }),
    /unexpected commit `--upload-pack=x`, expected its whole/,
  ],
  [
    'of another config',
    () => ({ config: `sha256:${'0'.repeat(64)}` }),
    /Unexpected contender\.yml at \w{7}, expected the config of run/,
  ],
]
for (const [what, change, said] of REFUSED) {
  test(`reproduce: a run ${what} cannot be made again and ends with 2`, async (t) => {
    const folder = await trained(t)
    const run = await jsonIn<Run>(folder, RUN)
    await writeFile(join(folder, 'old.json'), JSON.stringify({ ...run, ...change(run) }))
    const { code, error } = await contender('reproduce old.json', folder)
    assert.equal(code, 2)
    assert.match(error, said)
  })
}

test('reproduce: a run that nobody knows, or that is not one run, ends with 2', async (t) => {
  const folder = await trained(t)
  await contender('train --force', folder)
  const cases = [
    ['01', /Unexpected run `01`, expected latest, at least 4 characters/],
    ['ffffffff', /Unknown run `ffffffff`: no run that is kept here or in the ledger begins so/],
    ['no.json', /Missing file no\.json, expected the run\.json of a training/],
    ['train.mjs/', /Missing|Unexpected/],
    [(await jsonIn<Run>(folder, RUN)).id.slice(0, 8), /Unexpected run `\w{8}`: .*, .* all begin so; name more of it/],
  ] as const
  for (const [name, said] of cases) {
    const { code, error } = await contender(`reproduce ${name}`, folder)
    assert.equal(code, 2, error)
    assert.match(error, said)
  }
  const outside = await folderWith(t)
  assert.equal((await contender('reproduce abcd', outside)).code, 2)
})

test('reproduce: a training that fails ends with 2 and leaves no checkout behind', async (t) => {
  const folder = await trained(t, {
    program: `if (process.cwd().includes('contender-commit-')) { console.log('no GPU'); process.exit(3) }\n${COPY}`,
  })
  const { code, error } = await contender(`reproduce ${RUN}`, folder)
  assert.equal(code, 2)
  assert.match(error, /exited with 3, its last lines:\nno GPU/)
  assert.equal(script(folder, 'git worktree list').split('\n').length, 1)
})

test('reproduce: what a run file says of itself never reaches the terminal as it is', async (t) => {
  const folder = await trained(t)
  const run = await jsonIn<Run>(folder, RUN)
  const other = {
    ...run,
    params: { '\u001b[2J': 1 },
    artifact: { ...run.artifact, digest: `sha256:${'0'.repeat(64)}` },
  }
  await writeFile(join(folder, 'other.json'), JSON.stringify(other))
  const { code, out } = await contender('reproduce other.json', folder)
  assert.equal(code, 1)
  assert.match(out, /what differed: params\.\ufffd\[2J is gone/)
})
