import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type Drift, driftSchema } from '../../../core/artifacts/drift.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { byDay, csv, made, NOW, watchedFiles } from './production-logs.ts'

const LOGS = made({ days: 21, seed: 2 })
const NAMES = ['id', 'at', 'distance', 'origin', 'score']

async function judge(t: TestContext, files: Readonly<Record<string, string>>, line = '', expected = 0): Promise<Drift> {
  const folder = await folderWith(t, files)
  const { code, error, out } = await contender(`drift ${line} --json`, folder, {}, NOW)
  assert.equal(code, expected, error)
  return driftSchema.parse(JSON.parse(out))
}

/** Files of labels beside the logs, with these in the place of the first ones of the newest week. */
function watched(strange: readonly string[], word = String, data = ''): Record<string, string> {
  const more = 'labels: { files: labels.csv, column: truth }'
  const known = watchedFiles({ more, data })
  const week = LOGS.findIndex(({ at }) => at.startsWith('2026-01-15'))
  const labels = LOGS.map(({ id, label }, at) => ({ id, truth: strange[at - week] ?? word(label) }))
  const test = csv(
    made({ from: '2025-12-22', days: 10, rows: 60, seed: 12 }).map((row) => ({ ...row, label: word(row.label) })),
    ['id', 'at', 'score', 'label'],
  )
  return { ...known, 'test.csv': test, ...byDay(LOGS, NAMES), 'labels.csv': csv(labels) }
}

const labelRemarks = ({ quality }: Drift) =>
  quality.filter(({ check }) => check === 'labels').map(({ because }) => because)

test('drift: a label that can be none counts as without one, is told with its file, and the others are judged', async (t) => {
  const drift = await judge(t, watched(['unknown', 'unknown', '7']))
  assert.deepEqual(labelRemarks(drift), [
    '3 rows have a label in labels.csv that is neither 0 nor 1, such as `7` and `unknown`, and count as without one',
  ])
  assert.equal(drift.performance!.verdict, 'stable')
  assert.equal(drift.performance!.metrics.log_loss!.current.rows, 417)
  assert.equal(drift.label_coverage, 417 / 420)
})

test('drift: labels by name are those of the test rows; a sensitive one is not told', async (t) => {
  const word = (label: number) => (label === 1 ? 'late' : 'on time')
  const drift = await judge(t, watched(['cancelled'], word as never, ', positive: late'))
  assert.deepEqual(labelRemarks(drift), [
    '1 row has a label in labels.csv that is none of the test rows, such as `cancelled`, and counts as without one',
  ])
  assert.equal(drift.performance!.metrics.log_loss!.current.rows, 419)
  const hidden = await judge(t, watched(['cancelled'], word as never, ', positive: late, sensitive: [truth]'))
  assert.doesNotMatch(labelRemarks(hidden).join(), /cancelled/)
})

test('drift: where no label can be one nothing is called stable, and inputs are judged', async (t) => {
  const drift = await judge(t, watched(new Array<string>(2000).fill('?')), '', 3)
  assert.equal(drift.performance?.metrics.log_loss, undefined)
  assert.equal(drift.features.find(({ name }) => name === 'distance')!.verdict, 'stable')
})

test('drift: of two files too, a class that the reference does not have, and what is no number', async (t) => {
  const classes = ['a', 'b', 'c']
  const scored = (from: string, strange: readonly string[]) =>
    csv(
      made({ from, days: 12, rows: 60, seed: 3 }).map(({ distance }, at) => {
        const truth = classes[at % 3]!
        const scores = Object.fromEntries(classes.map((one) => [`score_${one}`, one === truth ? 0.6 : 0.2]))
        return { distance, ...scores, label: strange[at] ?? truth }
      }),
    )
  const line = '--reference ref.csv --current cur.csv --task'
  const some = await judge(
    t,
    { 'ref.csv': scored('2026-01-01', []), 'cur.csv': scored('2026-02-01', ['d']) },
    `${line} multiclass-classification`,
  )
  assert.deepEqual(labelRemarks(some), [
    '1 row has a label in cur.csv that is none of the test rows, such as `d`, and counts as without one',
  ])
  const priced = (from: string, strange: readonly string[]) =>
    csv(
      made({ from, days: 12, rows: 60, seed: 4 }).map(({ distance }, at) => ({
        ...{ distance, prediction: distance / 7, label: strange[at] ?? distance / 7 + (at % 5) },
      })),
    )
  const numbers = await judge(
    t,
    { 'ref.csv': priced('2026-01-01', []), 'cur.csv': priced('2026-02-01', ['n/a', 'inf']) },
    `${line} regression`,
  )
  assert.deepEqual(labelRemarks(numbers), [
    '2 rows have a label in cur.csv that is no number, such as `inf` and `n/a`, and count as without one',
  ])
  assert.equal(numbers.performance!.metrics[numbers.performance!.metric]!.current.rows, 718)
})

test('drift: logs of scores alone are judged by these', async (t) => {
  const files = { ...watchedFiles({ more: 'multivariate: true' }), ...byDay(LOGS, ['id', 'at', 'score']) }
  const drift = await judge(t, files)
  assert.deepEqual([drift.features, drift.multivariate], [[], null])
  assert.equal(drift.predictions!.verdict, 'stable')
  const [ref, cur] = [made({ days: 10 }), made({ days: 10, seed: 3 })].map((rows) => csv(rows, ['score', 'label']))
  const two = { 'ref.csv': ref!, 'cur.csv': cur! }
  const line = '--reference ref.csv --current cur.csv --task binary-classification'
  assert.equal((await judge(t, two, line)).predictions!.verdict, 'stable')
  const peer = await contender(`drift ${line} --compat evidently`, await folderWith(t, two))
  assert.deepEqual([peer.code, peer.error], [0, ''])
})
