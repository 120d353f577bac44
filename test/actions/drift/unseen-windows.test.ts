import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { judgeIn } from './judge-in.ts'
import { byDay, csv, made, NOW, type Row, type Watched, watchedFiles } from './production-logs.ts'

type Test = Parameters<typeof folderWith>[0]
type Files = Readonly<Record<string, string>>

const LOGS = made({ days: 21, seed: 2 })
const dayOf = ({ at }: Row) => Number(at.slice(8, 10))

async function judge(t: Test, files: Files, watched: Watched = {}, line = '') {
  const folder = await folderWith(t, { ...watchedFiles(watched), ...files })
  const found = await judgeIn(folder, NOW, line)
  const { out } = await contender(`drift ${line}`, folder, {}, NOW)
  return { ...found, text: out }
}

/** Without the files of some days of January. */
function without(files: Files, days: readonly number[], folder = 'logs'): Files {
  const gone = days.map((day) => `${folder}/2026-01-${String(day).padStart(2, '0')}.csv`)
  return Object.fromEntries(Object.entries(files).filter(([name]) => !gone.includes(name)))
}

const CROWDED = byDay(made({ days: 21, seed: 2, rows: 300 }))

test('drift: a window most of whose files of logs are missing is not called stable, however many rows are left', async (t) => {
  const { code, drift, said, text } = await judge(t, without(CROWDED, [15, 16, 17, 18, 20]))
  assert.equal(drift.current.rows, 600)
  assert.deepEqual([code, drift.verdict], [3, 'insufficient'])
  assert.deepEqual(drift.unseen, [{ what: 'logs', missing: 5, of: 7 }])
  assert.equal(drift.because[0], '5 of the 7 log files of the window are missing')
  assert.match(
    said,
    /^logs\/2026-01-15\.csv, .*, logs\/2026-01-20\.csv are not there, where the weeks before had such files: see whether what writes them still does$/m,
  )
  assert.match(text, /INSUFFICIENT .* 5 of the 7 log files of the window are missing\./)
  assert.match(text, /What now\?\n.*\n? *See what writes the logs and brings them here/)
})

test('drift: of fewer missing files it warns', async (t) => {
  const { code, drift, text } = await judge(t, without(CROWDED, [16, 17]))
  assert.deepEqual([code, drift.verdict], [0, 'stable'])
  assert.deepEqual(drift.unseen, [{ what: 'logs', missing: 2, of: 7 }])
  assert.deepEqual(
    drift.quality.map(({ check, level }) => [check, level]),
    [['file', 'warning']],
  )
  assert.match(text, /Look at the remarks on the data: `stable` says nothing of what they tell of/)
})

test('drift: files that cannot be read, and those that hold another day, are missing too', async (t) => {
  const broken = { 'logs/2026-01-15.csv': '', 'logs/2026-01-16.csv': 'id,at,dis', 'logs/2026-01-18.csv': '' }
  const copied = { 'logs/2026-01-17.csv': CROWDED['logs/2026-01-14.csv']! }
  const { code, drift } = await judge(t, { ...CROWDED, ...broken, ...copied })
  assert.deepEqual([code, drift.unseen], [3, [{ what: 'logs', missing: 4, of: 7 }]])
})

test('drift: days without a file in the weeks before either are not missed', async (t) => {
  const weekend = [3, 4, 10, 11, 17, 18]
  const { code, drift, said } = await judge(t, without(CROWDED, weekend))
  assert.deepEqual([code, drift.verdict, drift.unseen], [0, 'stable', undefined])
  assert.match(said, /^logs\/2026-01-17\.csv, logs\/2026-01-18\.csv are not there$/m)
  assert.ok(drift.quality.every(({ level }) => level === 'note'))
  // Two files a week are all that there ever are.
  const few = await judge(t, without(CROWDED, [1, 2, 3, 5, 6, 8, 9, 10, 12, 13, 15, 16, 17, 19, 20]))
  assert.deepEqual([few.drift.current.rows, few.drift.verdict, few.drift.unseen], [600, 'stable', undefined])
})

test('drift: in the first week of a model days before its first file are not missed, and most of those after it are', async (t) => {
  const first = Object.fromEntries(Object.entries(CROWDED).filter(([name]) => name >= 'logs/2026-01-15'))
  const begun = await judge(t, without(first, [15, 16, 17, 18, 19]))
  assert.deepEqual([begun.drift.verdict, begun.drift.unseen], ['stable', undefined])
  const holes = await judge(t, without(first, [16, 17, 18, 19, 20]))
  assert.deepEqual([holes.code, holes.drift.unseen], [3, [{ what: 'logs', missing: 5, of: 7 }]])
})

const LABELS = { more: 'labels: { files: "labels/%Y-%m-%d.csv", id: id, available_after: 1d }' }
const labelled = (rows: readonly Row[]) =>
  Object.fromEntries(
    Object.entries(byDay(rows, ['id', 'label'])).map(([name, text]) => [name.replace('logs/', 'labels/'), text]),
  )
const NEXT_DAY = '2026-01-23T06:00:00Z'

async function judgeLabels(t: Test, files: Files, watched = LABELS, line = '') {
  const folder = await folderWith(t, { ...watchedFiles(watched), ...byDay(LOGS), ...files })
  return { folder, ...(await judgeIn(folder, NEXT_DAY, line)) }
}

test('drift: a window most of whose files of labels are missing is not called stable', async (t) => {
  const { code, drift, said } = await judgeLabels(t, without(labelled(LOGS), [15, 16, 17, 18, 20, 21], 'labels'))
  assert.deepEqual([code, drift.verdict, drift.performance!.verdict], [3, 'insufficient', 'insufficient'])
  assert.deepEqual(drift.unseen, [{ what: 'labels', missing: 360, of: 420 }])
  assert.match(drift.because[0]!, /; only 60 of about 420 labels that are due have come$/)
  assert.match(
    said,
    /^labels\/2026-01-15\.csv, .*, labels\/2026-01-21\.csv are not there, where the weeks before had such files/m,
  )
  assert.match(
    said,
    /^14 % of 420 rows that should have a label by now have one, and most of the files of labels are not there/m,
  )
  assert.ok(drift.features.every(({ verdict }) => verdict === 'stable'))
})

test('drift: labels are held beside the share that earlier windows had', async (t) => {
  const some = (share: (day: number) => number) => LOGS.filter((row, at) => at % 10 < 10 * share(dayOf(row)))
  const undated = { more: 'labels: { files: labels.csv, id: id, available_after: 1d }' }
  const asFile = (rows: readonly Row[]) => ({ 'labels.csv': csv(rows, ['id', 'label']) })
  const usual = await judgeLabels(t, asFile(some(() => 0.4)), undated, '--windows 3')
  assert.deepEqual([usual.drift.performance!.verdict, usual.drift.unseen], ['stable', undefined])
  assert.doesNotMatch(usual.said, /should have a label/)
  const fewer = await judgeLabels(t, asFile(some((day) => (day < 15 ? 0.8 : 0.3))), undated, '--windows 3')
  assert.deepEqual([fewer.code, fewer.drift.unseen], [3, [{ what: 'labels', missing: 210, of: 336 }]])
  assert.match(fewer.said, /^30 % of 420 rows .* where earlier windows had one in 80 %/m)
  const less = await judgeLabels(t, asFile(some((day) => (day < 15 ? 0.9 : 0.6))), undated, '--windows 3')
  assert.deepEqual([less.code, less.drift.verdict], [0, 'stable'])
  assert.match(less.said, /^60 % of 420 rows .* where earlier windows had one in 90 %/m)
  // Nobody knows whether other rows ever get one: it is told, and no more.
  const alone = await judgeLabels(t, asFile(some(() => 0.3)), undated)
  const { out } = await contender('drift', alone.folder, {}, NEXT_DAY)
  assert.match(out, /What now\?\n {2}Look at the remarks on the data/)
  assert.deepEqual([alone.code, alone.drift.unseen], [0, undefined])
  assert.match(alone.said, /^30 % of 420 rows .* and no earlier window tells whether more are to come/m)
})

test('drift: rows most of which have no time are not called stable', async (t) => {
  const timeless = (share: number) =>
    Object.fromEntries(
      Object.entries(CROWDED).map(([name, text]) => [
        name,
        text.replace(/^([^,\n]+),2026-[^,]+,/gm, (line, id: string) =>
          Number(id.split('/')[1]) % 10 < 10 * share ? `${id},,` : line,
        ),
      ]),
    )
  const { code, drift, text } = await judge(t, timeless(0.8))
  assert.deepEqual([code, drift.verdict, drift.current.rows], [3, 'insufficient', 420])
  assert.deepEqual(drift.unseen, [{ what: 'times', missing: 1680, of: 2100 }])
  assert.equal(
    drift.because[0],
    '1,680 of 2,100 rows of the logs have no time, so nobody can tell whether they belong to the window',
  )
  assert.match(text, /See what writes the logs: most rows have no time/)
  const some = await judge(t, timeless(0.3))
  assert.deepEqual([some.code, some.drift.verdict, some.drift.unseen], [0, 'stable', undefined])
  assert.match(some.said, /have no time/)
})
