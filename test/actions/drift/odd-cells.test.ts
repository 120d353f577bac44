import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { folderWith } from '../../folder.ts'
import { judgeIn } from './judge-in.ts'
import { csv, made, watchedFiles } from './production-logs.ts'

const NAMES = ['id', 'at', 'distance', 'origin', 'score', 'ms']

/** Three weeks whose last moved far up, and what stands in the place of some distances and latencies of it. */
async function judge(t: TestContext, cellOf: (day: number, row: number) => { distance?: string; ms?: string }) {
  const rows = made({ days: 21, seed: 2, shift: (day) => (day < 14 ? 0 : 3) })
  const changed = rows.map((row, at) => {
    const day = Math.floor(at / 60)
    return { ...row, ms: 50, ...(day < 14 ? {} : cellOf(day - 14, at % 60)) }
  })
  const files = Array.from(
    Map.groupBy(changed, ({ at }) => at.slice(0, 10)),
    ([day, own]) => [`logs/${day}.csv`, csv(own, NAMES)] as const,
  )
  const logs = '{ files: "logs/%Y-%m-%d.csv", time: at, id: id, score: score, latency: ms }'
  const { drift, said } = await judgeIn(
    await folderWith(t, { ...watchedFiles({ logs }), ...Object.fromEntries(files) }),
  )
  return {
    said,
    rows: drift.current.rows,
    latency: drift.operations.latency?.p50,
    distance: drift.features.find(({ name }) => name === 'distance'),
  }
}

test('drift: a column with one text a day among its numbers is judged all the same', async (t) => {
  const { distance, rows, said } = await judge(t, (_, row) => (row === 30 ? { distance: 'N/A' } : {}))
  assert.equal(rows, 420)
  assert.equal(distance?.verdict, 'drift')
  assert.equal(distance.missing.current, 7 / 420)
  assert.equal(
    said,
    'distance holds 7 values that are no number, the first `N/A`, in logs/%Y-%m-%d.csv: they count as missing\ndistance is missing in 1.7 % of the rows, where it was in 0 %',
  )
})

test('drift: one text in one file leaves out nothing', async (t) => {
  const { distance, latency, rows, said } = await judge(t, (day, row) =>
    day === 3 && row === 5 ? { distance: 'N/A', ms: 'timeout' } : {},
  )
  assert.equal(rows, 420)
  assert.equal(latency, 50)
  assert.equal(distance?.verdict, 'drift')
  assert.match(
    said,
    /^distance holds 1 value that is no number, `N\/A`, in logs\/%Y-%m-%d\.csv: it counts as missing$/m,
  )
})

test('drift: such a text that looks personal is counted and not shown', async (t) => {
  const { said } = await judge(t, (day, row) => (day === 3 && row === 5 ? { distance: 'ann@example.com' } : {}))
  assert.match(said, /^distance holds 1 value that is no number in logs\/%Y-%m-%d\.csv: it counts as missing$/m)
})

test('drift: a column of which more than a twentieth is text cannot be compared', async (t) => {
  const { distance, rows, said } = await judge(t, (_, row) => (row % 15 === 0 ? { distance: 'N/A' } : {}))
  assert.equal(rows, 420)
  assert.equal(distance, undefined)
  assert.match(said, /^distance holds 28 values that are no number, the first `N\/A`, in .*: it cannot be compared$/m)
})

test('drift: a file whose column is text is left out, with its first value', async (t) => {
  const { rows, said } = await judge(t, (day, row) => (day === 3 ? { distance: `${row},5` } : {}))
  assert.equal(rows, 360)
  assert.match(
    said,
    /^logs\/2026-01-18\.csv was left out: Unexpected `0,5` in column `distance` of `logs\/2026-01-18\.csv`, row 1, expected a number as in other files$/m,
  )
})
