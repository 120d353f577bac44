import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openEngine } from '../../core/data/engine.ts'
import { timeOf } from '../../core/data/written-check.ts'
import { folderWith } from '../folder.ts'

const ZONED = "CAST(x AS TIMESTAMPTZ) AT TIME ZONE 'UTC'"

test('timeOf: each day of ten thousand years is what a cast that knows zones says', async (t) => {
  const folder = await folderWith(t)
  await using engine = await openEngine({ directory: folder, root: folder })
  const days = `SELECT strftime(d, '%Y-%m-%d') AS x FROM range(TIMESTAMP '0001-01-01', TIMESTAMP '9999-12-31', INTERVAL 5 DAY) t(d)`
  const sql = `SELECT count(*) > 700000, count(*) FILTER (WHERE (${timeOf('x')}) IS DISTINCT FROM ${ZONED}) FROM (${days})`
  assert.deepEqual(await engine.query(sql, 'days'), [[true, 0n]])
})

test('timeOf: zones count, in each way that ISO 8601 writes them', async (t) => {
  const folder = await folderWith(t)
  await using engine = await openEngine({ directory: folder, root: folder })
  for (const [written, utc] of [
    ['2024-01-31', '2024-01-31T00:00:00.000Z'],
    ['2024-01-31 10:00', '2024-01-31T10:00:00.000Z'],
    ['2024-01-31T10:00:00.25', '2024-01-31T10:00:00.250Z'],
    ['2024-01-31T10:00:00Z', '2024-01-31T10:00:00.000Z'],
    ['2024-01-31T10:00:00+02:00', '2024-01-31T08:00:00.000Z'],
    ['2024-01-31 10:00:00.5-02:30', '2024-01-31T12:30:00.500Z'],
    ['2024-01-31T10:00:00+02', '2024-01-31T08:00:00.000Z'],
  ] as const) {
    const [[time]] = (await engine.query(`SELECT ${timeOf('x')} FROM (SELECT '${written}' AS x)`, 'one')) as [[Date]]
    assert.equal(time.toISOString(), utc, written)
  }
})
