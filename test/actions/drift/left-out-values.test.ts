import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { byDay, csv, jsonLines, made, type Row, watchedFiles } from './production-logs.ts'
import { saidOf } from './said-of.ts'

const LOGS = made({ days: 21, seed: 2 })
const NAMES = ['id', 'at', 'distance', 'origin', 'score']
const DAY = '2026-01-17'

/** Logs of which one day holds this for its distances, from its 31st row on: too often to be a code of what is missing. */
function slipped(value: string, data = '') {
  const ofDay = LOGS.findIndex(({ at }) => at.startsWith(DAY))
  const rows = LOGS.map((row, at) => (at >= ofDay + 30 && at < ofDay + 60 ? { ...row, distance: value } : row))
  return { ...watchedFiles({ data }), ...byDay(rows as readonly Row[], NAMES) }
}

test('drift: a file that is left out for a value names it', async (t) => {
  const said = await saidOf(t, slipped('seven miles'))
  assert.match(said, /2026-01-17\.csv was left out: Unexpected `seven miles` in column `distance`/)
})

test('drift: a file that is left out tells no value of a sensitive column, nor one that looks personal', async (t) => {
  for (const [value, data] of [
    ['seven miles', ', sensitive: [distance]'],
    ['ann@example.com', ''],
  ] as const) {
    const said = await saidOf(t, slipped(value, data))
    assert.match(said, /2026-01-17\.csv was left out: Unexpected value in column `distance` of .*/)
    assert.ok(!said.includes(value), value)
  }
})

test('drift: nor does a file of undated logs, of labels, or of JSON', async (t) => {
  const secret = 'Ann Smith'
  const logs = '{ files: "logs/*.csv", time: at, id: id, score: score }'
  const data = ', sensitive: [distance, truth]'
  const undated = { ...slipped(secret, data), ...watchedFiles({ logs, data }) }
  const labels = (rows: readonly Row[]) => rows.map(({ id, label }) => ({ id, truth: label as unknown }))
  const half = LOGS.length / 2
  const broken = labels(LOGS.slice(half))
  broken[30] = { ...broken[30]!, truth: secret }
  const more = 'labels: { files: "labels/*.csv", column: truth }'
  const labelled = {
    ...watchedFiles({ more, data }),
    ...byDay(LOGS, NAMES),
    'labels/1.csv': csv(labels(LOGS.slice(0, half))),
    'labels/2.csv': csv(labels(LOGS.slice(half))),
    'labels/3.csv': csv(broken),
  }
  const json = {
    ...watchedFiles({ logs: '{ files: "json/%Y-%m-%d.jsonl", time: at, id: id, score: score }', data }),
    ...Object.fromEntries(
      Array.from(
        Map.groupBy(LOGS, ({ at }) => at.slice(0, 10)),
        ([day, rows]) => [
          `json/${day}.jsonl`,
          jsonLines(rows.map((row, at) => (day === DAY && at >= 30 ? { ...row, distance: secret } : row))),
        ],
      ),
    ),
  }
  for (const [files, file] of [
    [undated, 'logs/2026-01-17.csv'],
    [labelled, 'labels/3.csv'],
    [json, 'json/2026-01-17.jsonl'],
  ] as const) {
    const said = await saidOf(t, files)
    assert.match(said, new RegExp(`${file} was left out: `))
    assert.ok(!said.includes(secret), file)
  }
})

test('evaluate and doctor quote no value of a sensitive column where a file cannot be read', async (t) => {
  const secret = 'Ann Smith'
  // What a column of CSV holds is told by its first 20,480 rows.
  const rows = made({ rows: 3200 }).map((row, at) => ({ ...row, distance: at === 22_000 ? secret : row.distance }))
  const config = (sensitive: string) => `models:
  delay:
    task: binary-classification
    data: { train: train.csv, test: test.csv, target: label, id: id, group: distance${sensitive} }
    predictions: test.csv
    evaluate: { metrics: [log_loss] }
`
  for (const sensitive of ['', ', sensitive: [distance]']) {
    const files = { 'contender.yml': config(sensitive), 'train.csv': csv(rows), 'test.csv': csv(rows) }
    const folder = await folderWith(t, files)
    for (const line of ['evaluate', 'doctor']) {
      const { code, error, out } = await contender(line, folder)
      assert.notEqual(code, 0)
      const said = `${out}${error}`
      assert.match(said, /column `distance` of/, said)
      assert.equal(said.includes(secret), sensitive === '', said)
    }
  }
})
