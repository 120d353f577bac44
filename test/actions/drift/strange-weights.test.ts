import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type Drift, driftSchema } from '../../../core/artifacts/drift.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { LOGS, NEWEST } from './newest-week.ts'
import { byDay, csv, made, NOW, watchedFiles } from './production-logs.ts'

const NAMES = ['id', 'at', 'distance', 'origin', 'score', 'label', 'w']

const weighted = (weightOf: (at: number) => unknown) =>
  LOGS.map((row, at) => ({ ...row, w: at < NEWEST ? 1000 : weightOf(at - NEWEST) }))

function files(weightOf: (at: number) => unknown, logs?: string) {
  const watched = watchedFiles({ data: ', weight: w', ...(logs !== undefined && { logs }) })
  const tested = made({ from: '2025-12-22', days: 10, rows: 60, seed: 12 }).map((row) => ({ ...row, w: 1000 }))
  const rows = weighted(weightOf)
  const logged = logs === undefined ? byDay(rows, NAMES) : { 'logs.csv': csv(rows.slice(NEWEST), NAMES) }
  return { ...watched, ...logged, 'test.csv': csv(tested, ['id', 'at', 'score', 'label', 'w']) }
}

async function judge(t: TestContext, given: Readonly<Record<string, string>>) {
  const folder = await folderWith(t, given)
  const { code, error, out } = await contender('drift --json', folder, {}, NOW)
  assert.equal(code, 0, error)
  const drift: Drift = driftSchema.parse(JSON.parse(out))
  return {
    drift,
    loss: drift.performance!.metrics.log_loss!.current,
    told: drift.quality.map(({ because }) => because),
  }
}

test('drift: a weight that can be none makes its row count as the others do on average, and is told', async (t) => {
  const even = await judge(
    t,
    files(() => 1000),
  )
  const odd = await judge(
    t,
    files((at) => ['-1', '', 'inf'][at] ?? 1000),
  )
  assert.deepEqual(odd.loss, even.loss)
  assert.ok(
    odd.told.includes(
      '3 rows of logs/%Y-%m-%d.csv have no finite w of at least 0, and count as much as the others do on average',
    ),
    odd.told.join('\n'),
  )
  assert.deepEqual(
    even.told.filter((one) => /\bw\b/.test(one)),
    [],
  )
})

test('drift: a text among weights is one that can be none', async (t) => {
  const one = '{ files: logs.csv, time: at, id: id, score: score }'
  const { loss, told } = await judge(
    t,
    files((at) => (at === 5 ? 'heavy' : 1000), one),
  )
  assert.equal(loss.rows, 420)
  assert.match(told.join('\n'), /1 row of logs\.csv has no finite w of at least 0, and counts as much/)
})

test('drift: where no weight is above 0 rows count alike, and that is told', async (t) => {
  const { loss, told } = await judge(
    t,
    files(() => 0),
  )
  assert.equal(loss.rows, 420)
  assert.match(told.join('\n'), /count alike, for they have no w, by which the test rows are weighted/)
})

test('drift: of two files those of the window may have a strange weight, those that they are compared with may not', async (t) => {
  const rows = (from: string, first: unknown) =>
    csv(
      made({ from, days: 12, seed: 3 }).map(({ distance, label, score }, at) => ({
        ...{ distance, score, label, w: at === 0 ? first : 2 },
      })),
    )
  const run = async (reference: unknown, current: unknown) => {
    const folder = await folderWith(t, {
      'ref.csv': rows('2026-01-01', reference),
      'cur.csv': rows('2026-02-01', current),
    })
    const line = 'drift --reference ref.csv --current cur.csv --task binary-classification --weight w --json'
    return contender(line, folder)
  }
  const { code, error, out } = await run(2, -3)
  assert.equal(code, 0, error)
  assert.match(out, /1 row of cur\.csv has no finite w of at least 0/)
  const wrong = await run(-3, 2)
  assert.equal(wrong.code, 2)
  assert.match(wrong.error, /Unexpected `-3` in column `w` of ref\.csv/)
})
