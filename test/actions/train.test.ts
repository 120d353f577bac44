import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import type { Host } from '../../actions/action.ts'
import { openProject } from '../../actions/project.ts'
import { trainModel } from '../../actions/train/train-model.ts'
import type { Comparison } from '../../core/artifacts/comparison.ts'
import { type Run, runSchema } from '../../core/artifacts/run.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { scoreModel } from './score-model.ts'
import { jsonIn, trainedProject, WRITE } from './trained.ts'

const RUN = '.contender/delay/run.json'

test('train: the command runs beside contender.yml and is told model, params, seed and data', async (t) => {
  const folder = await trainedProject(t, {
    program: `${WRITE}
const params = JSON.parse(fs.readFileSync(env.CONTENDER_PARAMS, 'utf8'))
const { CONTENDER_SEED: seed, CONTENDER_TRAIN: train, CONTENDER_TEST: test } = env
fs.writeFileSync('seen.json', JSON.stringify({ cwd: process.cwd(), params, seed, train, test, rows: fs.readFileSync(train, 'utf8').length }))`,
    train: 'seed: 7, params: { depth: 3, names: [a, b] }, inputs: [train.mjs]',
  })
  const { code, error, out } = await contender('train', folder)
  assert.equal(code, 0, error)
  assert.match(out, /^delay {2}trained in 0\.0 s: the models\/m\.onnx, \d+ bytes$/m)
  assert.deepEqual(await jsonIn(folder, 'seen.json'), {
    cwd: folder,
    params: { depth: 3, names: ['a', 'b'] },
    seed: '7',
    train: join(folder, 'data/d.csv'),
    test: join(folder, 'data/*.csv'),
    rows: (await readFile(join(folder, 'data/d.csv'))).length,
  })
  const run = runSchema.parse(await jsonIn(folder, RUN))
  assert.deepEqual(run.seeds, [7])
  assert.deepEqual(run.params, { depth: 3, names: ['a', 'b'] })
  assert.equal(run.inputs[0]?.uri, 'train.mjs')
  assert.equal(run.artifact.bytes, scoreModel('a').length)
})

test('train: the command gets no token, no input of the action and no secret', async (t) => {
  const secrets = {
    INPUT_TOKEN: 'x',
    ACTIONS_RUNTIME_TOKEN: 'x',
    ACTIONS_RESULTS_URL: 'x',
    GITHUB_TOKEN: 'x',
    GITHUB_OUTPUT: 'x',
    NPM_API_KEY: 'x',
  }
  Object.assign(process.env, secrets, { CONTENDER_TEST_PLAIN: 'kept' })
  t.after(() => {
    for (const name of [...Object.keys(secrets), 'CONTENDER_TEST_PLAIN']) delete process.env[name]
  })
  const folder = await trainedProject(t, { program: `${WRITE}fs.writeFileSync('seen.json', JSON.stringify(env))` })
  assert.equal((await contender('train', folder)).code, 0)
  const seen = await jsonIn<Record<string, string>>(folder, 'seen.json')
  assert.equal(seen.CONTENDER_TEST_PLAIN, 'kept')
  for (const name of Object.keys(secrets)) assert.equal(seen[name], undefined, name)
})

test('train: output of the command goes to standard error, so that --json stays an artifact', async (t) => {
  const folder = await trainedProject(t, { program: `${WRITE}console.log('epoch 1'); console.error('a warning')` })
  const { code, error, out } = await contender('train --json', folder)
  assert.equal(code, 0)
  assert.match(error, /epoch 1/)
  assert.match(error, /a warning/)
  assert.equal(runSchema.parse(JSON.parse(out)).model, 'delay')
})

test('train: a command that writes nothing ends with 2, and the old model is not taken for a new one', async (t) => {
  const folder = await trainedProject(t, { program: '', files: { 'the models/m.onnx': scoreModel('b') } })
  const { code, error } = await contender('train', folder)
  assert.equal(code, 2)
  assert.match(error, /^error: The training command `.*train\.mjs` of delay wrote no model, expected it to write /)
  assert.deepEqual(await readFile(join(folder, 'the models/m.onnx')), Buffer.from(scoreModel('b')))
  assert.deepEqual(await readdir(join(folder, 'the models')), ['m.onnx'])
  await assert.rejects(readdir(join(folder, '.contender')))
})

test('train: what a failed attempt wrote is not taken for the model of the next one', async (t) => {
  const folder = await trainedProject(t, {
    program: `if (!fs.existsSync('tried')) { fs.writeFileSync('tried', ''); ${WRITE} process.exit(1) }`,
    train: 'retries: 1',
  })
  const { code, error } = await contender('train', folder)
  assert.equal(code, 2)
  assert.match(error, /wrote no model/)
})

test('train: a command that writes no ONNX ends with 2 and leaves the old model', async (t) => {
  const folder = await trainedProject(t, {
    program: "fs.writeFileSync(env.CONTENDER_MODEL, 'half a mod')",
    files: { 'the models/m.onnx': scoreModel('b') },
  })
  const { code, error } = await contender('train', folder)
  assert.equal(code, 2)
  assert.match(error, /^error: Could not load the models\/m\.onnx: it is not an ONNX model, or was cut short$/m)
  assert.deepEqual(await readFile(join(folder, 'the models/m.onnx')), Buffer.from(scoreModel('b')))
})

test('train: a command that fails ends with 2 and its last lines', async (t) => {
  const folder = await trainedProject(t, { program: "console.log('no GPU'); process.exit(7)" })
  const { code, error } = await contender('train', folder)
  assert.equal(code, 2)
  assert.match(error, /^error: \w+: Command `.*train\.mjs` exited with 7, its last lines:\nno GPU$/m)
  assert.deepEqual((await readdir(folder)).sort(), ['contender.yml', 'data', 'train.mjs', 'valid.onnx'])
})

test('train: retries run the command again until it succeeds', async (t) => {
  const folder = await trainedProject(t, {
    program: `const tries = fs.existsSync('tries') ? fs.readFileSync('tries', 'utf8') + 'x' : 'x'
fs.writeFileSync('tries', tries)
if (tries.length < 3) process.exit(1)
${WRITE}`,
    train: 'retries: 2',
  })
  const { code, error } = await contender('train', folder)
  assert.equal(code, 0, error)
  assert.match(error, /exited with 1 \(attempt 2 of 3\), trying again/)
})

test('train: past its timeout the command and all that it started are ended', async (t) => {
  const folder = await folderWith(t, {
    'contender.yml': `models:
  delay:
    task: binary-classification
    data: { test: d.csv, target: late }
    train: { run: 'sleep 100 & echo $! > pid; wait', timeout: 300ms }
    model: m.onnx
`,
  })
  const { code, error } = await contender('train', folder)
  assert.equal(code, 2)
  assert.match(error, /^error: delay: Command `sleep 100 .*` was stopped after 0\.3 s$/m)
  const state = ['-o', 'stat=', '-p', await readFile(join(folder, 'pid'), 'utf8')]
  assert.match(spawnSync('ps', state, { encoding: 'utf8' }).stdout, /^Z|^$/, 'the grandchild still runs')
})

test('train: files of `inputs` are looked for before the command runs', async (t) => {
  const folder = await trainedProject(t, { program: WRITE, train: 'inputs: [requirements.txt]' })
  const { code, error } = await contender('train', folder)
  assert.equal(code, 2)
  assert.match(error, /^error: Missing file .*requirements\.txt, known: /)
  assert.deepEqual((await readdir(folder)).sort(), ['contender.yml', 'data', 'train.mjs', 'valid.onnx'])
})

test('train: a project without training says so', async (t) => {
  const folder = await trainedProject(t, {
    program: '',
    files: { 'contender.yml': 'models: { m: { task: regression, predictions: p.csv } }' },
  })
  const { code, error } = await contender('train', folder)
  assert.equal(code, 2)
  assert.equal(error, 'error: No model of contender.yml has a `train` section, expected one with `run` or `builtin`\n')
})

const BY_SEED = "fs.copyFileSync(env.CONTENDER_SEED + '.onnx', env.CONTENDER_MODEL)"

const seeds = {
  '5.onnx': scoreModel('a', 1),
  '6.onnx': scoreModel('a', 0.9),
  '7.onnx': scoreModel('a', 0.8),
  'old.onnx': scoreModel('b'),
}

test('train.repeats: each seed trains a model of its own, and the verdict counts how they differ', async (t) => {
  const evaluate = 'evaluate: { metrics: [brier] }'
  const folder = await trainedProject(t, {
    program: BY_SEED,
    train: 'seed: 5, repeats: 3',
    more: `    ${evaluate}\n`,
    files: seeds,
  })
  const { code, error } = await contender('train', folder)
  assert.equal(code, 0, error)
  assert.deepEqual((await jsonIn<Run>(folder, RUN)).seeds, [5, 6, 7])
  assert.deepEqual(await readFile(join(folder, 'the models/m.onnx')), Buffer.from(seeds['5.onnx']))
  const repeats = await readdir(join(folder, '.contender/delay/repeats'))
  assert.deepEqual(repeats.map((path) => basename(path)).sort(), ['6-m.onnx', '7-m.onnx'])

  await contender('compare --baseline old.onnx', folder)
  const repeated = await jsonIn<Comparison>(folder, '.contender/delay/comparison.json')
  const once = await trainedProject(t, { program: BY_SEED, train: 'seed: 5', more: `    ${evaluate}\n`, files: seeds })
  await contender('train', once)
  await contender('compare --baseline old.onnx', once)
  const alone = await jsonIn<Comparison>(once, '.contender/delay/comparison.json')
  const seOf = ({ against }: Comparison) => against[0]!.metrics.brier!.se!
  assert.ok(seOf(repeated) > seOf(alone), `${seOf(repeated)} and ${seOf(alone)}`)
})

test('train.repeats: models of other seeds from an earlier training are gone after the next', async (t) => {
  const folder = await trainedProject(t, { program: BY_SEED, train: 'seed: 5, repeats: 3', files: seeds })
  await contender('train', folder)
  const config = await readFile(join(folder, 'contender.yml'), 'utf8')
  await writeFile(join(folder, 'contender.yml'), config.replace(', repeats: 3', ''))
  assert.equal((await contender('train', folder)).code, 0)
  await writeFile(join(folder, 'contender.yml'), config)
  const { code, error } = await contender('evaluate', folder)
  assert.equal(code, 2)
  assert.match(
    error,
    /^error: Missing model .*6-m\.onnx of delay, expected the file that training writes; run `contender train`/,
  )
})

test('train.repeats: a command that writes the model file itself too leaves the first model there, not the last', async (t) => {
  const program = `${BY_SEED}\nfs.mkdirSync('the models', { recursive: true })\nfs.copyFileSync(env.CONTENDER_MODEL, 'the models/m.onnx')\n`
  const folder = await trainedProject(t, { program, train: 'seed: 5, repeats: 3', files: seeds })
  assert.equal((await contender('train', folder)).code, 0)
  assert.deepEqual(await readFile(join(folder, 'the models/m.onnx')), Buffer.from(seeds['5.onnx']!))
})

test('train: a model that another training wrote at the same time is not kept as this one', async (t) => {
  const folder = await trainedProject(t, { program: WRITE })
  const other = () => writeFileSync(join(folder, 'the models/m.onnx'), 'of another training')
  const now = [() => undefined, other]
  const host: Host = {
    ...{ directory: folder, environment: {}, clock: () => 0, random: randomBytes },
    ...{ warn: () => undefined, stream: () => undefined, ask: undefined, paint: (_style, text) => text },
    step: (_name, work) => work(),
    now: () => {
      now.shift()?.()
      return new Date('2026-11-21T10:00:00Z')
    },
  }
  const project = await openProject({ config: 'contender.yml', out: '.contender' }, host)
  await assert.rejects(
    trainModel(project, project.models[0]!, host),
    /Cannot keep the model of delay: another program wrote the models\/m\.onnx while it was trained/,
  )
  await assert.rejects(readdir(join(folder, '.contender/.runs')), /ENOENT/)
})
