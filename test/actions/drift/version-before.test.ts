import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Drift, driftSchema } from '../../../core/artifacts/drift.ts'
import { exists } from '../../../core/io/files.ts'
import { sha256 } from '../../../core/sha256.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
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

const config = (length: string, retrain = '{}') => `models:
  delay:
    task: binary-classification
    data: { train: train.csv, test: test.csv, target: label, id: id, time: at, group: { time: at, every: 1d }, exclude: [at] }
    train: { builtin: linear }
    model: m.onnx
    evaluate: { metrics: [log_loss] }
    drift:
      logs: { files: "logs/%Y-%m-%d.csv", time: at, id: request, score: answer, version: served }
      window: ${length}
    retrain: ${retrain}
`

/**
 * A repository where v1.0.0 answers by \`early\` and v2.0.0, in production, by \`late\`: which was right on its test rows,
 * and is not in the first two weeks of 2026.
 *
 * @param kept whether Git has the model of v1.0.0
 */
async function rotten(t: TestContext, length: string, { kept = true } = {}) {
  const known = rowsOf('2025-12-01', 30, { follows: 'late', seed: 1 })
  const files: Record<string, string | Uint8Array> = {
    'contender.yml': config(length),
    '.gitignore': '.contender/\n',
    'm.onnx': scoreModel('early'),
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
  const folder = await folderWith(t, files)
  script(folder, 'git init -q -b main && git config user.name Ann && git config user.email ann@example.com')
  for (const [version, column] of [
    ['v1.0.0', 'early'],
    ['v2.0.0', 'late'],
  ] as const) {
    const model = scoreModel(column)
    await writeFile(join(folder, 'm.onnx'), model)
    script(folder, kept || version === 'v2.0.0' ? 'git add -A' : 'git add -A && git rm -q --cached m.onnx')
    script(folder, `git commit -qm ${version}`)
    for (const line of [
      `register delay ${version} --digest ${sha256(model)}`,
      `assign delay ${version} staging`,
      `assign delay ${version} production`,
    ]) {
      const { code, error } = await contender(`registry ${line}`, folder)
      assert.equal(code, 0, error)
    }
  }
  const github = await startGitHub({ t, from: folder })
  const token = github.jobToken({ permissions: { contents: 'write', issues: 'write' }, event: 'schedule' })
  return {
    folder,
    drift: async () => contender('drift --at 2026-01-15T06:00 --respond', folder, jobEnvironment(github, token)),
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
  const { drift, folder, issue, told } = await rotten(t, '14d')
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
  const { drift, issue, told } = await rotten(t, '7d')
  const { error, out } = await drift()
  assert.match(out, /delay is to be trained anew, by `contender retrain`/, error)
  assert.doesNotMatch(await issue(), /Roll back\*\*/)
  assert.match((await told()).retrain!.evidence, /^performance of v2\.0\.0 since 2026-01-08/)
})

test('where the model of the version before cannot be had, a warning says so, and the model is trained anew', async (t) => {
  const { drift, told } = await rotten(t, '14d', { kept: false })
  const { error, out } = await drift()
  assert.match(error, /Nobody can tell how the version of delay before would have done .* The v1\.0\.0 model m\.onnx/)
  assert.match(out, /delay is to be trained anew/)
  assert.match((await told()).retrain!.evidence, /^performance of v2\.0\.0 since 2026-01-01/)
})
