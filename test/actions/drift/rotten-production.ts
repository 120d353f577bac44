import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type Drift, driftSchema } from '../../../core/artifacts/drift.ts'
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
      ...{ answer: row.late, label: next() < row[follows] ? 1 : 0 },
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
export type Version = (column: 'early' | 'late') => Readonly<Record<string, string | Uint8Array>>

export interface Rotten {
  readonly length?: string
  /** What the config says of the model. */
  readonly model?: string
  readonly version?: Version
  /** What the logs call the version that answered. */
  readonly served?: string
  /** Whether Git has the files of v1.0.0. */
  readonly kept?: boolean
  readonly files?: Readonly<Record<string, string | Uint8Array>>
}

const ONNX = 'train: { builtin: linear }\n    model: m.onnx'

/**
 * A repository where v1.0.0 answers by \`early\` and v2.0.0, in production, by \`late\`: which was right on its test rows,
 * and is not in the first two weeks of 2026.
 */
export async function rotten(
  t: TestContext,
  {
    files: more = {},
    kept = true,
    length = '14d',
    model = ONNX,
    served = 'v2.0.0',
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
  for (const [day, rows] of logged) files[`logs/${day}.csv`] = csv(rows.map((row) => ({ ...row, served })))
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

/** A program for Node that answers by the column that \`named\` says, and reads CSV alone, as its test rows are. */
export const program = (named: string, more = '') => `import fs from 'node:fs'
const { env } = process
const [head, ...lines] = fs.readFileSync(env.CONTENDER_DATA, 'utf8').trim().split('\\n').map((line) => line.split(','))
const [answer, id] = [head.indexOf(${named}), head.indexOf('id')]
const found = lines.map((cells) => \`\${cells[id]},\${cells[answer]}\`)
${more}
fs.writeFileSync(env.CONTENDER_PREDICTIONS, ['id,score', ...found].join('\\n') + '\\n')
`
export const RUN = `predict: { run: '"${process.execPath}" predict.mjs' }`
