import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contender } from '../../command-line.ts'
import { judge, LABELLED } from './newest-week.ts'
import { byDay, csv, made, NOW, type Row, watchedFiles } from './production-logs.ts'

/** Logs of which some rows have a label, and test rows of which some are there. */
function files(hasLabel: (row: Row, at: number) => boolean, isTested: (row: Row) => boolean = () => true) {
  const rows = made({ days: 21, rows: 120, seed: 2 }).map((row, at) =>
    hasLabel(row, at) ? row : { ...row, label: '' },
  )
  const tested = made({ from: '2025-12-02', days: 30, rows: 60, seed: 12 }).filter(isTested)
  return {
    ...watchedFiles(),
    'test.csv': csv(tested, ['id', 'at', 'score', 'label']),
    ...byDay(rows as readonly Row[], LABELLED),
  }
}

const remarks = (drift: Awaited<ReturnType<typeof judge>>['drift']) =>
  drift.quality.filter(({ check, because }) => check === 'labels' && because.includes('answer otherwise'))

test('drift: labels of positives alone show no performance, and the window is not stable', async (t) => {
  const { code, drift, folder } = await judge(
    t,
    files(({ label }) => label === 1),
  )
  assert.deepEqual([code, drift.verdict, drift.performance!.verdict], [3, 'insufficient', 'insufficient'])
  assert.equal(drift.performance!.labels_unlike, true)
  assert.match(drift.because[0]!, /^log_loss is not judged: the rows that have a label are answered otherwise/)
  assert.deepEqual(
    remarks(drift).map(({ level }) => level),
    ['warning'],
  )
  assert.match(remarks(drift)[0]!.because, /: score went 1\.\d+ standard deviations up; and than the test rows/)
  const { out } = await contender('drift', folder, {}, NOW)
  assert.match(out, /See which rows get their labels first, or at all/)
})

test('drift: a loss by labels of the rows that nobody was sure of is none of the others', async (t) => {
  const { drift } = await judge(
    t,
    files(({ score }) => Math.abs(score - 0.5) < 0.25),
  )
  assert.deepEqual([drift.verdict, drift.performance!.over, drift.retrain], ['insufficient', false, null])
  assert.match(drift.because[0]!, /than the test rows/)
})

test('drift: labels of any half of the rows are a fair sample', async (t) => {
  const { drift } = await judge(
    t,
    files((_, at) => at % 2 === 0),
  )
  assert.deepEqual([drift.verdict, drift.performance!.verdict, remarks(drift)], ['stable', 'stable', []])
})

test('drift: labels that only some rows ever get are judged beside test rows that came the same way', async (t) => {
  const given = ({ score }: Row) => score > 0.5
  const { drift } = await judge(t, files(given, given))
  assert.equal(drift.performance!.verdict, 'stable')
  assert.equal(drift.performance!.labels_unlike, undefined)
  assert.match(remarks(drift)[0]!.because, /as the test rows do, so what the labels show holds for rows such as those$/)
  assert.equal(remarks(drift)[0]!.level, 'note')
})
