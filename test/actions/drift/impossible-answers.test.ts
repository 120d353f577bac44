import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { answering, judge, LABELLED, LOGS, NEWEST } from './newest-week.ts'
import { byDay, csv, made, NOW, type Row, watchedFiles } from './production-logs.ts'

/** Logs of one file of CSV, with texts among the first scores: all of them are text then. */
function inOneFile(strange: readonly unknown[]) {
  const logs = '{ files: logs.csv, time: at, id: id, score: score }'
  const rows = LOGS.slice(NEWEST).map((row, at) => ({ ...row, score: strange[at] ?? row.score }))
  return { ...watchedFiles({ logs }), 'logs.csv': csv(rows, LABELLED) }
}

const first = (strange: readonly unknown[]) => (row: Row, at: number) => strange[at] ?? row.score
const logit = ({ score }: Row) => Math.log(score / (1 - score)).toFixed(4)

test('drift: a score that is no probability counts as none, is told with an example, and the others are judged', async (t) => {
  const { code, drift, told } = await judge(t, answering(first([1.7, '', '-inf'])))
  assert.deepEqual(told, [
    '2 rows of logs/%Y-%m-%d.csv have an answer that is impossible, such as `-inf` in score, where a probability in [0, 1] is expected, and count as without one',
  ])
  assert.deepEqual([code, drift.verdict], [0, 'stable'])
  assert.equal(drift.predictions!.features[0]!.rows.current, 417)
  assert.equal(drift.performance!.verdict, 'stable')
  assert.equal(drift.performance!.metrics.log_loss!.current.rows, 417)
})

test('drift: what rounding does to a probability is none of it', async (t) => {
  const { drift, told } = await judge(t, answering(first([1.0000005, -0.0000005])))
  assert.deepEqual(told, [])
  assert.equal(drift.performance!.metrics.log_loss!.current.rows, 420)
})

test('drift: a model that gives raw scores for probabilities is drift at once, and asks for no training', async (t) => {
  const { code, drift, folder } = await judge(t, answering(logit))
  assert.deepEqual([code, drift.verdict, drift.predictions!.verdict], [1, 'drift', 'drift'])
  assert.match(
    drift.because[0]!,
    /^impossible answers are \d+ of 420, such as `-?\d\.\d{1,7}` in score, where a probability in \[0, 1\] is expected, \d\d\.\d times its floor of 0\.01$/,
  )
  assert.deepEqual([drift.performance!.verdict, drift.retrain], ['insufficient', null])
  assert.match(drift.because.join('\n'), /log_loss is not judged: too many answers are impossible/)
  assert.deepEqual(
    drift.features.map(({ verdict }) => verdict),
    ['stable', 'stable'],
  )
  const { error, out } = await contender('drift', folder, {}, NOW)
  assert.doesNotMatch(out, /stable: .*impossible answers/)
  assert.match(out, /impossible answers/, error)
  assert.doesNotMatch(out, /Moved inputs alone/)
  assert.match(out, /Look first at what answers and at what writes the logs/)
})

test('drift: a week without any possible answer is drift too', async (t) => {
  const { code, drift } = await judge(
    t,
    answering(() => -1),
  )
  assert.deepEqual([code, drift.verdict], [1, 'drift'])
  assert.match(drift.because[0]!, /^impossible answers are 420 of 420, such as `-1` in score/)
})

test('drift: above 1 % once is watch, and twice is drift', async (t) => {
  // Eight of the 420 answers of each week.
  const rows = LOGS.map((row, at) => ({ ...row, score: at % 420 < 8 ? 3 : row.score }))
  const files = { ...watchedFiles(), ...byDay(rows, LABELLED) }
  assert.equal((await judge(t, files)).drift.verdict, 'watch')
  assert.equal((await judge(t, files, '--windows 2')).drift.verdict, 'drift')
})

test('drift: an answer is not told where its column is sensitive, or where it looks personal', async (t) => {
  const hidden = await judge(t, answering(first([1.75]), { data: ', sensitive: [score]' }))
  assert.deepEqual(hidden.told, [
    '1 row of logs/%Y-%m-%d.csv has an answer that is impossible, in score, where a probability in [0, 1] is expected, and counts as without one',
  ])
  const person = await judge(t, inOneFile(['ann@example.com']))
  assert.match(person.told.join(), /^1 row of .* is impossible, in score, where/)
  assert.doesNotMatch(JSON.stringify(person.drift), /ann@example/)
})

test('drift: a text among scores counts as no answer', async (t) => {
  const { drift, told } = await judge(t, inOneFile(['n/a', 'n/a', '']))
  assert.match(told.join(), /^2 rows of .* such as `n\/a` in score/)
  assert.equal(drift.performance!.metrics.log_loss!.current.rows, 417)
})

test('drift: where a row of an id has an impossible answer, the one with an answer counts', async (t) => {
  const files = answering((row) => row.score)
  const day = 'logs/2026-01-15.csv' as keyof typeof files
  const again = { ...LOGS[NEWEST]!, at: '2026-01-15 00:00:00', score: 7, distance: 0 }
  const { drift, told } = await judge(t, { ...files, [day]: `${files[day]}${csv([again], LABELLED).split('\n')[1]}\n` })
  assert.deepEqual(told, [])
  assert.equal(drift.performance!.metrics.log_loss!.current.rows, 420)
})

const CLASSES = ['a', 'b', 'c']

/** Rows whose answers are probabilities of three classes, or a class. */
function classified(from: string, strange: readonly object[] = []) {
  const rows = made({ from, days: 12, rows: 60, seed: 3 }).map(({ distance }, at) => {
    const label = CLASSES[at % 3]!
    const scores = Object.fromEntries(CLASSES.map((one) => [`score_${one}`, one === label ? 0.6 : 0.2]))
    return { distance, ...scores, label, ...strange[at] }
  })
  return csv(rows)
}

const FILES = '--reference ref.csv --current cur.csv --task'

test('drift: probabilities of classes that do not sum to 1 are none; by 0.001 they may differ', async (t) => {
  const odd = [
    { score_a: 0.6, score_b: 0.6, score_c: 0.6 },
    { score_a: 0.5, score_b: 0.25, score_c: 0.249 },
    { score_a: 0.6, score_b: 0.2, score_c: 0.201 },
  ]
  const files = { 'ref.csv': classified('2026-01-01'), 'cur.csv': classified('2026-02-01', odd) }
  const { drift, told } = await judge(t, files, `${FILES} multiclass-classification`)
  assert.deepEqual(told, [
    '1 row of cur.csv has an answer that is impossible, such as probabilities that sum to 1.8000, where 1 is expected, and counts as without one',
  ])
  assert.equal(drift.performance!.metrics[drift.performance!.metric]!.current.rows, 719)
})

test('drift: a class that nobody knows, and a number that is none, are no answers', async (t) => {
  const named = (from: string, strange: readonly string[]) =>
    csv(
      made({ from, days: 12, rows: 60, seed: 3 }).map(({ distance }, at) => {
        const label = CLASSES[at % 3]!
        return { distance, prediction: strange[at] ?? (at % 7 === 0 ? 'a' : label), label }
      }),
    )
  const classes = { 'ref.csv': named('2026-01-01', []), 'cur.csv': named('2026-02-01', ['error']) }
  const some = await judge(t, classes, `${FILES} multiclass-classification`)
  assert.match(some.told.join(), /such as `error` in prediction, where a class of the test rows is expected/)
  assert.equal(some.drift.performance!.metrics[some.drift.performance!.metric]!.current.rows, 719)
  const priced = (from: string, strange: readonly string[]) =>
    csv(
      made({ from, days: 12, rows: 60, seed: 4 }).map(({ distance }, at) => ({
        ...{ distance, prediction: strange[at] ?? distance / 7, label: distance / 7 + (at % 5) },
      })),
    )
  const numbers = { 'ref.csv': priced('2026-01-01', []), 'cur.csv': priced('2026-02-01', ['inf', 'timeout', '']) }
  const regression = await judge(t, numbers, `${FILES} regression`)
  assert.match(regression.told.join(), /^2 rows of cur\.csv .* such as `inf` in prediction, where a finite number is/)
  assert.equal(regression.drift.performance!.metrics[regression.drift.performance!.metric]!.current.rows, 717)
})

test('drift: where no row has a label, decisions may be called as they like', async (t) => {
  const named = (from: string) =>
    csv(
      made({ from, days: 12, rows: 60, seed: 3 }).map(({ score }) => ({
        prediction: score > 0.5 ? 'late' : 'on time',
      })),
    )
  const files = { 'ref.csv': named('2026-01-01'), 'cur.csv': named('2026-02-01') }
  const { drift, told } = await judge(t, files, `${FILES} binary-classification`)
  assert.deepEqual([told, drift.predictions!.verdict], [[], 'stable'])
})

test('drift: an answer of the rows that others are compared with is held to be right', async (t) => {
  const strange = classified('2026-01-01', [{ score_a: 0.9 }])
  const folder = await folderWith(t, { 'ref.csv': strange, 'cur.csv': classified('2026-02-01') })
  const { code, error } = await contender(`drift ${FILES} multiclass-classification`, folder)
  assert.equal(code, 2)
  assert.match(error, /Unexpected sum 1\.3.* of the `score_` columns of ref\.csv, row 1/)
})
