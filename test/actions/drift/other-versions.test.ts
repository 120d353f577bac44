import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Drift, driftSchema } from '../../../core/artifacts/drift.ts'
import { withoutShape } from '../../../core/drift/shape/keep-shapes.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { byDay, csv, made, NOW, type Row, watchedFiles } from './production-logs.ts'

interface Answer extends Row {
  readonly version: string | null
}

const NAMES = ['id', 'at', 'distance', 'origin', 'score', 'version']
const LABELS = 'labels: { files: labels.csv, id: id, column: label, available_after: 3d }\n'
const by = (version: string | null, rows: readonly Row[]): Answer[] => rows.map((row) => ({ ...row, version }))
/** Rows that a canary answers are the last of each moment: that puts it in charge of nothing. */
const later = (rows: readonly Row[]) => rows.map((row) => ({ ...row, at: row.at.replace(/\d$/, '9') }))

async function judge(t: TestContext, rows: readonly Answer[], line = '') {
  const logs = '{ files: "logs/%Y-%m-%d.csv", time: at, id: id, score: score, version: version }'
  const labels = csv(rows, ['id', 'label'])
  const files = { ...watchedFiles({ logs, more: LABELS }), ...byDay(rows, NAMES), 'labels.csv': labels }
  const folder = await folderWith(t, files)
  const { code, error, out } = await contender(`drift --json ${line}`, folder, {}, NOW)
  assert.notEqual(code, 2, error)
  const drift: Drift = driftSchema.parse(JSON.parse(out))
  return { code, drift, report: await readFile(join(folder, '.contender/drift.md'), 'utf8') }
}

const CURRENT = made({ days: 21, seed: 2 })
const CANARY = later(made({ days: 21, seed: 3, rows: 40, turned: true })).map((row) => ({
  ...row,
  id: `canary/${row.id}`,
}))

test('drift: a canary that does worse is judged as it would be alone, is shown in the report, and starts nothing', async (t) => {
  const { code, drift, report } = await judge(t, [...by('v1', CURRENT), ...by('v2', CANARY)], '--windows 3')
  const alone = await judge(t, by('v1', CURRENT), '--windows 3')
  assert.deepEqual([code, drift.verdict, drift.versions, drift.retrain], [0, 'stable', ['v1'], null])
  // Of the version in charge the same is said as if there were no other one.
  const { operations: _, ...said } = drift.history.at(-1)!
  const { operations: __, ...before } = alone.drift.history.at(-1)!
  assert.deepEqual([drift.performance, drift.features, said], [alone.drift.performance, alone.drift.features, before])
  const [canary, ...more] = drift.other_versions!
  assert.deepEqual([canary!.version, canary!.rows, canary!.verdict, more], ['v2', 280, 'drift', []])
  const { drift: own } = await judge(t, by('v2', CANARY))
  assert.deepEqual(canary!.performance, { ...own.performance!, estimate: null })
  // Pictures are of the version in charge.
  const { features, verdict } = own.predictions!
  assert.deepEqual(
    [canary!.features, canary!.predictions],
    [own.features.map(withoutShape), { features: features.map(withoutShape), verdict }],
  )
  assert.deepEqual([canary!.because, canary!.label_coverage], [own.because, 1])
  const { ci, over, value } = canary!.beside!
  assert.ok(over && ci[0] > 0.3 && value > ci[0] && value < ci[1])
  const warned = /> Another version, v2, is drift: log_loss is worse than on the test rows, .* wholly beyond the margin/
  assert.match(report, warned)
  assert.match(report, /; it does worse than v1: log_loss by .*, beyond the margin\. Nothing follows by itself/)
  assert.match(report, /#### Versions in this window\n\n[\s\S]*v1,.in.charge.*stable.*420[\s\S]*v2 .*drift.*280/)
})

test('drift: a version that a release ended is judged by its days and labels of the window, beside earlier windows of its own', async (t) => {
  const rows = made({ days: 21, rows: 100, seed: 2, shift: (day) => (day === 14 || day === 15 || day === 9 ? 3 : 0) })
  const version = ({ at }: Row) => (at < '2026-01-18' ? 'v1' : 'v2')
  const answers = rows.map((row): Answer => ({ ...row, version: version(row) }))
  const { code, drift } = await judge(t, answers, '--windows 3')
  assert.deepEqual([code, drift.versions, drift.current.rows, drift.current.other_versions], [0, ['v2'], 400, 300])
  const [v1] = drift.other_versions!
  assert.deepEqual([v1!.version, v1!.rows], ['v1', 300])
  // Labels are due of 2026-01-12 to 2026-01-19, of which six days were its own.
  assert.deepEqual(v1!.performance!.metrics.log_loss!.current.rows, 600)
  assert.equal(drift.performance!.metrics.log_loss!.current.rows, 100)
  // A single day of the version in charge tells too little to lay the other beside it.
  assert.equal(v1!.beside, null)
  assert.match(v1!.because.join(), /^distance went .* up/)
  assert.notEqual(drift.verdict, v1!.verdict)
})

test('drift: versions with too few rows are named with how many they have, and rows of none are counted', async (t) => {
  const few = made({ from: '2026-01-16', days: 1, rows: 12, seed: 4 }).map((row) => ({ ...row, id: `few/${row.id}` }))
  const none = made({ from: '2026-01-17', days: 1, rows: 7, seed: 5 }).map((row) => ({ ...row, id: `no/${row.id}` }))
  const { drift, report } = await judge(t, [...by('v1', CURRENT), ...by('v0', few), ...by(null, none)])
  const [v0, ...more] = drift.other_versions!
  assert.deepEqual([drift.current.rows, drift.current.other_versions, more], [420, 19, []])
  assert.deepEqual([v0!.version, v0!.rows, v0!.verdict, v0!.features], ['v0', 12, 'insufficient', []])
  assert.deepEqual(v0!.because, ['it has 12 of the 200 rows needed'])
  assert.match(report, /\| v0 +\| ⏳.insufficient +\| +12 \|/)
  assert.match(
    report,
    /- A version with fewer than 200 rows is not judged\.\n- 7 more rows are of further versions, or of none\./,
  )
})

test('drift: where one version answers no other is told of, and a column that names no versions names 20 of them', async (t) => {
  const { drift, report } = await judge(t, by('v1', CURRENT))
  assert.equal('other_versions' in drift, false)
  assert.doesNotMatch(report, /Versions in this window/)
  const each = await judge(
    t,
    CURRENT.map((row) => ({ ...row, version: row.id })),
  )
  assert.equal(each.drift.other_versions!.length, 20)
  assert.match(each.report, /- 399 more rows are of further versions, or of none\./)
})

test("drift: a peer's verdict is given of each version too", async (t) => {
  const { drift } = await judge(t, [...by('v1', CURRENT), ...by('v2', CANARY)], '--compat evidently')
  const [canary] = drift.other_versions!
  assert.deepEqual([canary!.version, canary!.performance, canary!.predictions], ['v2', null, null])
  assert.deepEqual(
    canary!.features.map(({ name }) => name),
    drift.features.map(({ name }) => name),
  )
})

test('drift: a column of versions that holds none is told, for releases look like drift then', async (t) => {
  const { code, drift } = await judge(t, by(null, CURRENT))
  assert.deepEqual([code, drift.versions], [0, []])
  assert.deepEqual(
    drift.quality.filter(({ column }) => column === 'version'),
    [
      {
        ...{ check: 'column', column: 'version', level: 'warning' },
        because:
          'none of 420 rows of logs/%Y-%m-%d.csv says a version in the column version, as `drift.logs.version` promises: they are judged as of one version, and a release looks like drift; see what writes it, or name another column',
      },
    ],
  )
  const some = await judge(t, [...by(null, CURRENT.slice(0, 100)), ...by('v1', CURRENT.slice(100))])
  assert.ok(some.drift.quality.every(({ column }) => column !== 'version'))
})
