import { rmSync } from 'node:fs'
import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type Run, runSchema } from '../../../core/artifacts/run.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { peopleCsv } from '../people.ts'
import { script } from '../repository.ts'

/** A config of one small model that trains in a moment. */
export const configWith = (params: string, more = '') => `models:
  delay:
    task: binary-classification
    data: { train: train.csv, test: test.csv, target: late, id: id, exclude: [at, person] }
    train: { builtin: gradient-boosting, params: { ${params} }, seed: 7 }
    model: delay.onnx
    evaluate: { metrics: [roc_auc, log_loss] }
    gates: [{ metric: roc_auc, against: base, margin: 0.02 }]
${more}`

/** An empty repository with data for training. */
export async function emptyHistory(t: Pick<TestContext, 'after'>): Promise<string> {
  const folder = await folderWith(t, {
    'train.csv': peopleCsv({ rows: 400, seed: 1 }),
    'test.csv': peopleCsv({ rows: 300, seed: 2 }),
    '.gitignore': '.contender/\n',
    'contender.yml': configWith('rounds: 5'),
  })
  script(folder, 'git init -q -b main', 'git config user.name Ann', 'git config user.email ann@example.com')
  return folder
}

/**
 * Trains and judges under these parameters as a team would: commit the config, train, compare,
 * commit the model.
 *
 * @param hour of 21 November 2026
 */
export async function trainStep(folder: string, hour: number, params: string): Promise<Run> {
  const now = `2026-11-21T${String(hour).padStart(2, '0')}:00:00Z`
  await writeFile(join(folder, 'contender.yml'), configWith(params))
  script(folder, 'git add -A', `git commit -qm "Train with ${params}" --allow-empty`)
  const trained = await contender('train --json', folder, {}, now)
  if (trained.code !== 0) throw new Error(trained.error)
  const run = runSchema.parse(JSON.parse(trained.out))
  const compared = await contender('compare --json', folder, {}, now)
  if (![0, 1, 3].includes(compared.code)) throw new Error(compared.error)
  script(folder, 'git add -A', 'git commit -qm "Keep the model" --allow-empty')
  return run
}

/** Three trainings of one model, the newest last. Trained once a process; each test gets a copy. */
export async function threeRuns(t: Pick<TestContext, 'after'>): Promise<{ folder: string; runs: Run[] }> {
  original ??= trainThree()
  const { folder, runs } = await original
  const copy = await folderWith(t)
  await cp(folder, copy, { recursive: true, preserveTimestamps: true })
  return { folder: copy, runs }
}

let original: Promise<{ folder: string; runs: Run[] }> | undefined

async function trainThree(): Promise<{ folder: string; runs: Run[] }> {
  // No test may take it away from the others.
  const folder = await emptyHistory({ after: () => undefined })
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const runs: Run[] = []
  for (const [at, params] of ['rounds: 5', 'rounds: 20', 'rounds: 20, learning_rate: 0.3'].entries())
    runs.push(await trainStep(folder, 10 + at, params))
  return { folder, runs }
}
