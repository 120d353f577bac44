import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Kind, PER_DAY } from './kinds.ts'
import { DAY, drawer, type Row, rowsOfDays, usualRow } from './rows.ts'

/** A Thursday, with which windows of seven days begin. */
const START = Date.parse('2026-01-01T00:00:00Z')
const REFERENCE_DAYS = 28
const TEST_DAYS = 14

/** Weeks of production, and how many of them are as the reference was. */
export const WEEKS = 5
export const QUIET = 2

/** When the last week is over and has its labels. */
export const END = START + (REFERENCE_DAYS + TEST_DAYS + 7 * WEEKS + 1) * DAY

const FEATURES = ['amount', 'minutes', 'channel', 'region', 'sensor', 'load', 'pressure', 'visits', 'age'] as const

/** Writes what a team would have of a model in whose production this is planted: reference, predictions, logs and labels. */
export function writeFiles(folder: string, kind: Kind, seed: number): void {
  const draw = drawer(seed)
  const perDay = () => PER_DAY
  const reference = rowsOfDays({ days: REFERENCE_DAYS, from: START, perDay }, draw)
  const test = rowsOfDays({ days: TEST_DAYS, from: START + REFERENCE_DAYS * DAY, perDay }, draw)
  write(folder, 'reference.csv', table(reference, 'r', [...FEATURES, 'late']))
  write(folder, 'predictions.csv', table(test, 't', ['score', 'late'], { late: 'label' }))
  for (let day = 0; day < 7 * WEEKS; day++) {
    const from = START + (REFERENCE_DAYS + TEST_DAYS + day) * DAY
    const isPlanted = day >= 7 * QUIET
    const days = { days: 1, from, perDay: (isPlanted && kind.perDay) || perDay }
    const rows = rowsOfDays(days, draw, isPlanted ? kind.row : usualRow)
    const name = `${new Date(from).toISOString().slice(0, 10)}.csv`
    write(folder, `logs/${name}`, table(rows, `p${day}-`, [...FEATURES, 'score'], isPlanted ? kind.renamed : {}))
    write(folder, `labels/${name}`, table(rows, `p${day}-`, ['late']))
  }
}

function table(
  rows: readonly Row[],
  prefix: string,
  columns: readonly (keyof Row)[],
  renamed: Readonly<Record<string, string>> = {},
): string {
  const lines = rows.map((row, at) =>
    [`${prefix}${at}`, new Date(row.at).toISOString().slice(0, 19), ...columns.map((name) => row[name] ?? '')].join(
      ',',
    ),
  )
  return `${['id', 'at', ...columns.map((name) => renamed[name] ?? name)].join(',')}\n${lines.join('\n')}\n`
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}
