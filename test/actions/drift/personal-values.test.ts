import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csv, made, type Row, watchedFiles } from './production-logs.ts'
import { saidOf } from './said-of.ts'

/** Rows that came from a person, where others have an airport. */
const written = (rows: readonly Row[]) =>
  rows.map((row) => ({ ...row, origin: row.origin === 'JFK' ? 'ann@example.com' : row.origin }))

/** A week whose distances went up, in which some rows have a value that nobody had before. */
function week(): Record<string, string> {
  const rows = written(made({ from: '2026-01-15', rows: 200, seed: 2, shift: () => 1 }))
  const fresh = rows.map((row, at) => (at % 3 === 0 ? { ...row, origin: 'bob@example.org' } : row))
  const days = Map.groupBy(fresh, ({ at }) => at.slice(0, 10))
  const names = ['id', 'at', 'distance', 'origin', 'score']
  const files = Array.from(days, ([day, own]) => [`logs/${day}.csv`, csv(own, names)] as const)
  const train = written(made({ from: '2025-11-01', days: 40, rows: 70, seed: 11 }))
  return {
    ...watchedFiles({ more: 'segments: [origin]' }),
    'train.csv': csv(train, ['id', 'at', 'distance', 'origin', 'label']),
    ...Object.fromEntries(files),
  }
}

test('drift: neither a category that moved, nor one that is new, nor a segment is named by what looks personal', async (t) => {
  const said = await saidOf(t, week())
  assert.ok(!said.includes('@example'), said.match(/.{80}@example.{20}/)?.[0])
  assert.match(
    said,
    /origin has a value that was never there before, in 33 % of the rows; what looks personal is not shown/,
  )
  assert.match(said, /origin has 33 % of one value, which is new/)
  assert.match(
    said,
    /origin for 2 of its 4 values: 1 has fewer than 200 rows on a side; 1 looks personal, and no output names such a value/,
  )
  assert.match(said, /"origin": ?"LGA"/)
})
