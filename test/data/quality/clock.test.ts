import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openEngine } from '../../../core/data/engine.ts'
import { type ClockTask, findClocks } from '../../../core/data/quality/clock.ts'
import { openRows } from '../../../core/data/quality/rows.ts'
import { folderWith } from '../../folder.ts'
import { seeded } from '../../training/seeded.ts'
import { csv, findingsBy } from './checked.ts'

interface Times {
  readonly rows: number
  readonly days: number
  readonly seed: number
  /** How much rarer the target is on round minutes. */
  readonly leak: number
}

/** Rows of busy and quiet hours, good and bad days; round minutes are commoner at busy hours. */
function times({ days, leak, rows, seed }: Times): string {
  const next = seeded(seed)
  const bad = Array.from({ length: days }, () => next() * 0.5)
  return csv('at,x,y', rows, () => {
    const day = Math.floor(next() * days)
    const hour = Math.floor(next() * 24)
    const round = next() < (hour < 12 ? 0.6 : 0.2)
    const minute = round ? 5 * Math.floor(next() * 12) : Math.floor(next() * 60)
    const chance = 0.2 + bad[day]! + (hour < 12 ? 0.2 : 0) - (minute % 5 === 0 ? leak : 0)
    const at = new Date(Date.UTC(2026, 2, 1 + day, hour, minute))
    return [at.toISOString(), next().toFixed(5), next() < chance ? 1 : 0]
  })
}

test('clock: round minutes that are rarely late warn, in the hour and the day', async (t) => {
  const train = times({ rows: 6000, days: 30, seed: 1, leak: 0.15 })
  assert.deepEqual(await findingsBy(t, 'clock', { train, data: 'time: at' }), [
    { source: 'train', column: 'at', outcome: 'warn', rows: 6000, row_numbers: [] },
  ])
  const failing = await findingsBy(t, 'clock', { train, contract: '{ checks: { clock: fail } }' })
  assert.equal(failing?.[0]?.outcome, 'fail')
})

test('clock: busy hours with round minutes and bad days are no leak', async (t) => {
  const train = times({ rows: 6000, days: 30, seed: 2, leak: 0 })
  assert.deepEqual(await findingsBy(t, 'clock', { train, data: 'time: at' }), [])
})

test('clock: dates without a time have no digits to tell of', async (t) => {
  const train = csv('at,y', 100, (at) => [`2026-03-${String((at % 28) + 1).padStart(2, '0')}`, at % 2])
  assert.deepEqual(await findingsBy(t, 'clock', { train }), [])
})

test('clock: in 200 data sets of noise at most one false alarm, and the leak is found in 20 of 20', async (t) => {
  const sets = Array.from({ length: 220 }, (_, at) =>
    at < 200 ? { rows: 400, days: 12, seed: at, leak: 0 } : { rows: 4000, days: 30, seed: at, leak: 0.2 },
  )
  const lines = sets.map((set, at) =>
    times(set)
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => `${at},${line}`)
      .join('\n'),
  )
  const folder = await folderWith(t, { 'all.csv': `number,at,x,y\n${lines.join('\n')}\n` })
  const views = sets.map((_, at) => `CREATE VIEW set${at} AS FROM sets WHERE number = ${at}`)
  const sql = ["CREATE TABLE sets AS FROM 'all.csv'", ...views].join(';\n')
  await using engine = await openEngine({ directory: folder, root: folder, prepare: { path: 'sets', sql } })
  const task: ClockTask = { target: 'y', task: 'binary-classification', label: '1', group: undefined }
  let [alarms, found] = [0, 0]
  for (const [at, { leak }] of sets.entries()) {
    const clocks = await findClocks(await openRows(engine, 'train', `set${at}`), task)
    if (leak === 0) alarms += clocks.length
    else found += clocks.length
  }
  assert.ok(alarms <= 1, `${alarms} false alarms`)
  assert.equal(found, 20)
})
