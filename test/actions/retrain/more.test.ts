import assert from 'node:assert/strict'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { driftSchema } from '../../../core/artifacts/drift.ts'
import type { Evaluation } from '../../../core/artifacts/evaluation.ts'
import type { Reproduction } from '../../../core/artifacts/reproduction.ts'
import type { Run } from '../../../core/artifacts/run.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { script } from '../repository.ts'
import { production } from './production.ts'

/** A repository of production's files, with others in their place. */
async function repository(t: TestContext, files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await folderWith(t, { ...production({ rows: 15 }), ...files })
  script(folder, 'git init -q -b main && git config user.name Ann && git config user.email ann@example.com')
  script(folder, 'git add -A', 'git commit -qm First')
  return folder
}

const NOW = '--at 2026-03-29'

async function json<T>(folder: string, file: string): Promise<T> {
  return JSON.parse(await readFile(join(folder, '.contender/delay', file), 'utf8'))
}

test('what the registry has in production is what is to be beaten', async (t) => {
  const folder = await repository(t)
  const none = `--digest sha256:${'0'.repeat(64)}`
  for (const line of [
    `register delay v1.0.0 ${none}`,
    'assign delay v1.0.0 staging',
    'assign delay v1.0.0 production',
  ]) {
    const { code, error } = await contender(`registry ${line}`, folder)
    assert.equal(code, 0, error)
  }
  const { code, error, out } = await contender(`retrain --model delay ${NOW} --json`, folder)
  assert.equal(code, 0, error)
  const [model] = JSON.parse(out).models
  assert.match(model.because, /^in log_loss the challenger is better than production, by \+/)
  assert.equal(model.tried.event.version, 'v1.0.0')
  assert.deepEqual(
    model.tried.comparison.against.map(({ role }: { role: string }) => role),
    ['base', 'production'],
  )
})

test('a retrained model is reproduced bit for bit, and is what the next one has to beat', async (t) => {
  const folder = await repository(t)
  const win = await contender(`retrain --model delay ${NOW} --write`, folder)
  assert.equal(win.code, 0, win.error)
  script(folder, 'git add -A', 'git commit -qm Retrain')
  const { code, error } = await contender('pipeline', folder)
  assert.equal(code, 0, error)
  assert.equal((await json<Evaluation>(folder, 'evaluation.json')).dataset.rows, 14 * 15)
  const run = await json<Run>(folder, 'run.json')
  const again = await contender(`reproduce ${run.id} --json`, folder)
  assert.equal(again.code, 0, again.error)
  assert.equal(
    (JSON.parse(again.out) as Reproduction).recorded.digest,
    (JSON.parse(again.out) as Reproduction).again.digest,
  )
  const next = await contender('retrain --model delay --at 2026-03-30 --force --json', folder)
  const [model] = JSON.parse(next.out).models
  assert.equal(model.tried.event.holdout.to, '2026-03-28T00:00:00.000Z', next.error)
  const early = await contender('retrain --model delay --at 2026-03-25 --force', folder)
  assert.equal(early.code, 3)
  assert.match(
    early.out,
    /the model of the branch has learned from rows up to 2026-03-12, and the holdout is 2026-03-09 /,
  )
})

test('rows may come from tables of the prepare SQL, logs and labels too', async (t) => {
  const files = production({ rows: 15 })
  const config = files['contender.yml']!.replace(
    'train: train.csv, test: test.csv',
    'prepare: prepare.sql, train: early, test: late_rows',
  )
    .replace('"logs/%Y-%m-%d.csv"', 'logged')
    .replace('files: labels.csv', 'files: known')
  const folder = await repository(t, {
    'contender.yml': config,
    'prepare.sql': `CREATE VIEW early AS SELECT *, a * b AS ab FROM 'train.csv';
CREATE VIEW late_rows AS SELECT *, a * b AS ab FROM 'test.csv';
CREATE TABLE logged AS SELECT *, a * b AS ab FROM 'logs/*.csv';
CREATE VIEW known AS FROM 'labels.csv';
`,
  })
  const { code, error } = await contender(`retrain --model delay ${NOW} --write`, folder)
  assert.equal(code, 0, error)
  script(folder, 'git checkout -qb work', 'git add -A', 'git commit -qm Retrain')
  const judged = await contender('pipeline --base main', folder)
  assert.equal(judged.code, 0, judged.error)
  assert.doesNotMatch(judged.error, /others than when/)
})

test('what drift.json asks for is the reason, by the name that it has there', async (t) => {
  const folder = await repository(t)
  const value = { value: 0.5, ci: null, rows: 100, groups: null }
  const asks = {
    evidence: 'performance of v1.0.0 since 2026-03-19T00:00:00.000Z',
    because: 'log_loss is 0.5 worse than on the test rows',
  }
  const drift = driftSchema.parse({
    ...{ schema: 'contender/drift@1', model: 'delay', commit: null, config: null, seed: null, contender: '1' },
    window: { from: '2026-03-19T00:00:00.000Z', to: '2026-03-26T00:00:00.000Z', complete: true },
    ...{ versions: ['v1.0.0'], compat: null, label_coverage: 1, calibrated: false, features: [], predictions: null },
    reference: { uri: 'train.csv', rows: 1, by: 'rows', predictions: null },
    current: { uri: 'logs', rows: 1, other_versions: 0 },
    performance: {
      ...{ metric: 'log_loss', higher_is_better: false, margin: 0.01, margin_rule: '1%', loss: null, times: 3 },
      metrics: { log_loss: { reference: value, current: value } },
      ...{ cohort: null, coverage: 1, estimate: null, concept: [], over: true, verdict: 'drift' },
      because: 'log_loss is 0.5 worse than on the test rows',
    },
    ...{
      labels: null,
      multivariate: null,
      quality: [],
      segments: [],
      causes: [],
      history: [],
      retrain: asks,
      verdict: 'drift',
    },
    operations: { rows: 1, latency: null, error_rate: null, source: null },
    because: ['performance'],
  })
  await mkdir(join(folder, '.contender/delay'), { recursive: true })
  await writeFile(join(folder, '.contender/delay/drift.json'), JSON.stringify(drift))
  const { code, error, out } = await contender(`retrain ${NOW} --json`, folder)
  assert.equal(code, 0, error)
  const { event } = JSON.parse(out).models[0].tried
  assert.deepEqual({ evidence: event.evidence, because: event.because }, asks)
})

test('rows that fail their contract are not learned from, and that is an answer with exit 1', async (t) => {
  const folder = await repository(t, {
    'contender.schema.yml': 'models: { delay: { columns: { a: { type: float, min: 0 } } } }\n',
  })
  const { code, error, out } = await contender(`retrain --model delay ${NOW}`, folder)
  assert.equal(code, 1, error)
  assert.match(
    out,
    /delay {2}could not be trained: the rows of the new windows fail their checks: \d of \d+ checks failed: range \(a in train\): [\d,]+ rows below 0;.* all of them are in \.contender\/retrain\/delay\/validation\.json/,
  )
})

test('a training that fails is an answer with exit 1 too', async (t) => {
  const files = production({ rows: 15 })
  const folder = await repository(t, {
    'contender.yml': files['contender.yml']!.replace('builtin: linear', 'run: "false"'),
  })
  const { code, out } = await contender(`retrain --model delay ${NOW} --json`, folder)
  assert.equal(code, 1)
  const [model] = JSON.parse(out).models
  assert.deepEqual([model.became, model.tried.event.outcome, model.tried.event.artifact], ['failed', 'failed', null])
  assert.match(model.issue, /^Training anew came to nothing: /)
})

test('a training that fails costs what it took, and the budget of minutes holds', async (t) => {
  const files = production({ rows: 15, more: ', budget: { minutes: 2 }' })
  const folder = await repository(t, {
    'contender.yml': files['contender.yml']!.replace('builtin: linear', 'run: "false"'),
  })
  let minutes = 0
  const clock = () => 60_000 * minutes++
  const failed = await contender(`retrain --model delay ${NOW} --write --json`, folder, {}, undefined, clock)
  assert.equal(failed.code, 1, failed.error)
  const [{ tried }] = JSON.parse(failed.out).models
  assert.ok(tried.event.minutes >= 1 && tried.event.minutes <= minutes, `${tried.event.minutes} of ${minutes} minutes`)
  await contender(`retrain --model delay ${NOW} --write --force`, folder, {}, undefined, clock)
  const held = await contender(`retrain --model delay ${NOW} --write --force`, folder, {}, undefined, clock)
  assert.match(held.out, /the budget of 2026-03 is used up: \d+ of 2 minutes in `retrain\.budget\.minutes`/, held.error)
})
