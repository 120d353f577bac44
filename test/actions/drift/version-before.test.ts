import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Drift, driftSchema } from '../../../core/artifacts/drift.ts'
import { exists } from '../../../core/io/files.ts'
import { sha256 } from '../../../core/sha256.ts'
import { contender } from '../../command-line.ts'
import { folderWith, writeFiles } from '../../folder.ts'
import { startGitHub } from '../../github/github.ts'
import { seeded } from '../../training/seeded.ts'
import { script } from '../repository.ts'
import { jobEnvironment } from '../runner-event.ts'
import { scoreModel } from '../score-model.ts'
import { csv } from './production-logs.ts'

/** Rows of some days, of which `follows` says what is true, and `answers` what was answered. */
function rowsOf(from: string, days: number, { follows, seed }: { follows: 'early' | 'late'; seed: number }) {
  const next = seeded(seed)
  return Array.from({ length: days * 40 }, (_, at) => {
    const day = new Date(Date.parse(from) + Math.floor(at / 40) * 86_400_000).toISOString().slice(0, 10)
    const row = { early: Number((0.05 + 0.9 * next()).toFixed(4)), late: Number((0.05 + 0.9 * next()).toFixed(4)) }
    return {
      ...{ request: `${from}/${at}`, at: `${day} ${String(Math.floor((at % 40) / 2)).padStart(2, '0')}:30:00`, ...row },
      ...{ answer: row.late, served: 'v2.0.0', label: next() < row[follows] ? 1 : 0 },
    }
  })
}

const config = (length: string, model: string) => `models:
  delay:
    task: binary-classification
    data: { train: train.csv, test: test.csv, target: label, id: id, time: at, group: { time: at, every: 1d }, exclude: [at] }
    ${model}
    evaluate: { metrics: [log_loss] }
    drift:
      logs: { files: "logs/%Y-%m-%d.csv", time: at, id: request, score: answer, version: served }
      window: ${length}
${model.includes('train:') ? '    retrain: {}\n' : ''}`

/** Files of a version, whose model answers by one column. */
type Version = (column: 'early' | 'late') => Readonly<Record<string, string | Uint8Array>>

interface Rotten {
  readonly length?: string
  /** What the config says of the model. */
  readonly model?: string
  readonly version?: Version
  /** Whether Git has the files of v1.0.0. */
  readonly kept?: boolean
  readonly files?: Readonly<Record<string, string | Uint8Array>>
}

const ONNX = 'train: { builtin: linear }\n    model: m.onnx'

/**
 * A repository where v1.0.0 answers by \`early\` and v2.0.0, in production, by \`late\`: which was right on its test rows,
 * and is not in the first two weeks of 2026.
 */
async function rotten(
  t: TestContext,
  {
    files: more = {},
    kept = true,
    length = '14d',
    model = ONNX,
    version = (column) => ({ 'm.onnx': scoreModel(column) }),
  }: Rotten = {},
) {
  const known = rowsOf('2025-12-01', 30, { follows: 'late', seed: 1 })
  const files: Record<string, string | Uint8Array> = {
    'contender.yml': config(length, model),
    '.gitignore': '.contender/\n',
    'train.csv': csv(
      known.slice(0, 800).map(({ request: id, ...row }) => ({ id, ...row })),
      NAMES,
    ),
    'test.csv': csv(
      known.slice(800).map(({ request: id, ...row }) => ({ id, ...row })),
      NAMES,
    ),
  }
  const logged = Map.groupBy(rowsOf('2026-01-01', 14, { follows: 'early', seed: 2 }), ({ at }) => at.slice(0, 10))
  for (const [day, rows] of logged) files[`logs/${day}.csv`] = csv(rows)
  const folder = await folderWith(t, { ...files, ...more })
  script(folder, 'git init -q -b main && git config user.name Ann && git config user.email ann@example.com')
  for (const [name, column] of [
    ['v1.0.0', 'early'],
    ['v2.0.0', 'late'],
  ] as const) {
    const own = version(column)
    await writeFiles(folder, own)
    const left = kept || name === 'v2.0.0' ? '' : ` && git rm -q --cached ${Object.keys(own).join(' ')}`
    script(folder, `git add -A${left}`, `git commit -qm ${name}`)
    const digest = own['m.onnx'] === undefined ? '' : `--digest ${sha256(own['m.onnx'] as Uint8Array)}`
    for (const line of [
      `register delay ${name} ${digest}`,
      `assign delay ${name} staging`,
      `assign delay ${name} production`,
    ]) {
      const { code, error } = await contender(`registry ${line}`, folder)
      assert.equal(code, 0, error)
    }
  }
  const github = await startGitHub({ t, from: folder })
  const token = github.jobToken({ permissions: { contents: 'write', issues: 'write' }, event: 'schedule' })
  return {
    folder,
    drift: async (more = '') =>
      contender(`drift --at 2026-01-15T06:00 --respond ${more}`, folder, jobEnvironment(github, token)),
    told: async () =>
      driftSchema.parse(JSON.parse(await readFile(join(folder, '.contender/delay/drift.json'), 'utf8'))) as Drift,
    issue: async () => {
      const { body } = await github.request('GET', '/repos/acme/models/issues/1')
      return (body as { body: string }).body
    },
  }
}

const NAMES = ['id', 'at', 'early', 'late', 'label']

test('where the version before is better on the same rows, the issue proposes to roll back, and no training is begun', async (t) => {
  const { drift, folder, issue, told } = await rotten(t)
  const { code, error, out } = await drift()
  assert.equal(code, 1, error)
  assert.match(out, /v1\.0\.0 has a better log_loss than v2\.0\.0 on the same rows of this window/)
  assert.match(await issue(), /\*\*Roll back\*\*, where you agree: `\/contender rollback delay production`/)
  assert.match(await issue(), /It is \*\*not\*\* trained anew: v1\\?\.0\\?\.0 is better on the same rows/)
  assert.doesNotMatch(error, /Nobody can tell/)
  const { performance, retrain } = await told()
  assert.deepEqual([performance!.verdict, retrain], ['drift', null])
  assert.equal(await exists(join(folder, '.contender/delay/window-before.parquet')), false)
  const idle = await contender('retrain --at 2026-01-16 --dry-run', folder)
  assert.match(idle.out, /is not trained anew: its performance from .* is `drift`, and the version before is better/)
})

test('a week has too few days to tell that another version is better: the model is trained anew', async (t) => {
  const { drift, issue, told } = await rotten(t, { length: '7d' })
  const { error, out } = await drift()
  assert.match(out, /delay is to be trained anew, by `contender retrain`/, error)
  assert.doesNotMatch(await issue(), /Roll back\*\*/)
  assert.match((await told()).retrain!.evidence, /^performance of v2\.0\.0 since 2026-01-08/)
})

test('where the model of the version before cannot be had, a warning says so, and the model is trained anew', async (t) => {
  const { drift, told } = await rotten(t, { kept: false })
  const { error, out } = await drift()
  assert.match(error, /Nobody can tell how the version of delay before would have done .* The v1\.0\.0 model m\.onnx/)
  assert.match(out, /delay is to be trained anew/)
  assert.match((await told()).retrain!.evidence, /^performance of v2\.0\.0 since 2026-01-01/)
})

/** A program for Node that answers by the column that \`named\` says, and reads CSV alone, as its test rows are. */
const program = (named: string, more = '') => `import fs from 'node:fs'
const { env } = process
const [head, ...lines] = fs.readFileSync(env.CONTENDER_DATA, 'utf8').trim().split('\\n').map((line) => line.split(','))
const [answer, id] = [head.indexOf(${named}), head.indexOf('id')]
const found = lines.map((cells) => \`\${cells[id]},\${cells[answer]}\`)
${more}
fs.writeFileSync(env.CONTENDER_PREDICTIONS, ['id,score', ...found].join('\\n') + '\\n')
`
const RUN = `predict: { run: '"${process.execPath}" predict.mjs' }`

const COMMANDS: readonly (readonly [title: string, how: Rotten])[] = [
  ['a command', { model: RUN, version: (column) => ({ 'predict.mjs': program(`'${column}'`) }) }],
  [
    'a command that answers in another order, by id',
    { model: RUN, version: (column) => ({ 'predict.mjs': program(`'${column}'`, 'found.reverse()') }) },
  ],
  [
    'a command with a model file',
    {
      model: `train: { run: 'true' }\n    model: m.onnx\n    ${RUN}`,
      files: { 'predict.mjs': program(`fs.readFileSync(env.CONTENDER_MODEL, 'utf8').trim()`) },
      version: (column) => ({ 'm.onnx': new TextEncoder().encode(column) }),
    },
  ],
]

for (const [title, how] of COMMANDS)
  test(`the version before is ${title}: it predicts the window as its commit has it`, async (t) => {
    const { drift, folder, told } = await rotten(t, how)
    const { code, error, out } = await drift()
    assert.equal(code, 1, error)
    assert.doesNotMatch(error, /Nobody can tell/)
    assert.match(out, /v1\.0\.0 has a better log_loss than v2\.0\.0 on the same rows of this window/)
    assert.equal((await told()).retrain, null)
    assert.equal(await exists(join(folder, '.contender/delay/window-before.csv')), false)
  })

test('a command of the version before that fails is a warning, and the model is trained anew', async (t) => {
  const version: Version = (column) => ({
    'predict.mjs': column === 'early' ? 'process.exit(3)' : program(`'${column}'`),
  })
  const model = `train: { run: 'true' }\n    model: m.bin\n    ${RUN}`
  const { drift, folder, told } = await rotten(t, { model, version, files: { 'm.bin': 'm' } })
  const { code, error } = await drift()
  assert.equal(code, 1, error)
  assert.match(error, /Nobody can tell how the version of delay before would have done .*predict\.mjs/)
  assert.match((await told()).retrain!.evidence, /^performance of v2\.0\.0/)
  assert.equal(await exists(join(folder, '.contender/delay/window-before.csv')), false)
})

test('artifacts may go out of the repository: the version before predicts all the same', async (t) => {
  const { drift } = await rotten(t)
  const { code, error, out } = await drift(`--out ${await folderWith(t)}`)
  assert.equal(code, 1, error)
  assert.match(out, /v1\.0\.0 has a better log_loss/)
})
