import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupsIn, stretchOf } from '../../../actions/drift/groups-in.ts'
import { type Drift, driftSchema } from '../../../core/artifacts/drift.ts'
import type { Table } from '../../../core/data/table.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { byDay, csv, made, NOW, watchedConfig, watchedFiles } from './production-logs.ts'

const DAY = 86_400_000
const HOUR = DAY / 24

/** A row every six hours. */
function table(days: number): Table {
  const values = Float64Array.from({ length: 4 * days }, (_, row) => 6 * HOUR * row)
  const codes = Int32Array.from(values, (_, row) => row % 2)
  return {
    rows: values.length,
    columns: new Map([
      ['at', { kind: 'number', type: 'time', values }],
      ['origin', { kind: 'text', levels: ['EWR', 'JFK'], codes }],
    ]),
  }
}

test('groupsIn: a group before days, days before hours, and nothing where neither is named', () => {
  const count = (days: number, place: Partial<Parameters<typeof groupsIn>[1]>) =>
    groupsIn(table(days), { time: undefined, group: undefined, ...place })?.count
  assert.equal(count(6, { time: 'at', group: 'origin' }), 2)
  assert.equal(count(6, { time: 'at' }), 6)
  assert.equal(count(4, { time: 'at' }), 16)
  assert.equal(count(4, { time: 'at', every: DAY }), 4)
  assert.equal(count(6, { time: 'at', every: 12 * HOUR }), 12)
  assert.equal(count(6, {}), undefined)
})

test('stretchOf: days where either side has five of them', () => {
  assert.equal(stretchOf([table(30), table(1)], 'at'), DAY)
  assert.equal(stretchOf([table(1), table(5)], 'at'), DAY)
  assert.equal(stretchOf([table(4), table(4)], 'at'), HOUR)
})

const LOGS = made({ days: 21, seed: 2 })
const GROUPED = ', group: { time: at, every: 1d }'

async function judge(t: Parameters<typeof folderWith>[0], config: string, test = ['id', 'at', 'score', 'label']) {
  const rows = made({ from: '2025-12-22', days: 10, rows: 60, seed: 12 })
  const folder = await folderWith(t, {
    ...watchedFiles(),
    ...byDay(LOGS, ['id', 'at', 'distance', 'origin', 'score', 'label']),
    'contender.yml': config,
    'test.csv': csv(rows, test),
  })
  const { error, out } = await contender('drift --json', folder, {}, NOW)
  const drift: Drift = driftSchema.parse(JSON.parse(out), { error: () => error })
  const { current, reference } = drift.performance!.metrics.log_loss!
  return { drift, performance: drift.performance!, groups: [reference.groups, current.groups] }
}

test('drift: without a group in the config the days of test rows and window are groups alike', async (t) => {
  const { drift, groups } = await judge(t, watchedConfig().replace(GROUPED, ''))
  assert.deepEqual(groups, [10, 7])
  assert.doesNotMatch(JSON.stringify(drift.quality), /independent/)
})

test('drift: stretches of time that the config names are those of both sides', async (t) => {
  const { groups } = await judge(t, watchedConfig().replace('every: 1d', 'every: 12h'))
  assert.deepEqual(groups, [20, 14])
})

test('drift: test rows without a time count as independent, and it is said', async (t) => {
  const config = watchedConfig().replace(GROUPED, '').replace(', time: at }', ' }')
  const { drift, groups } = await judge(t, config, ['id', 'score', 'label'])
  assert.deepEqual(groups, [null, 7])
  const [remark] = drift.quality.filter(({ because }) => because.includes('independent'))
  assert.equal(remark?.level, 'note')
  assert.match(remark.because, /^the rows of .*test\.csv.* count as independent, for they have no time/)
})

test('drift: a window of one day is one group beside ten days, of which nothing is concluded', async (t) => {
  const { groups, performance } = await judge(
    t,
    watchedConfig().replace(GROUPED, '').replace('window: 7d', 'window: 1d'),
  )
  assert.deepEqual(groups, [10, 1])
  assert.equal(performance.verdict, 'insufficient')
  assert.match(performance.because, /only 1 group in the window, at least 5 are needed|too few rows or groups/)
})
