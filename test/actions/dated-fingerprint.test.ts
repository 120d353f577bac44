import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Host } from '../../actions/action.ts'
import { datedCover } from '../../actions/dated-fingerprint.ts'
import { openInventory } from '../../actions/inventory.ts'
import { openProject } from '../../actions/project.ts'
import type { DatedRows } from '../../core/data/dated-rows.ts'
import { folderWith } from '../folder.ts'

const day = (text: string) => Date.parse(`${text}T00:00Z`)
const rows: DatedRows = {
  windows: {
    train: { from: day('2026-01-02'), to: day('2026-01-03') },
    test: { from: day('2026-01-05'), to: day('2026-01-06') },
  },
  ...{ found: undefined, named: { train: 'train.csv', test: undefined } },
  ...{ time: 'at', id: undefined, target: 'y', task: 'binary-classification', classes: undefined, optional: [] },
  logs: { files: 'logs/%Y-%m-%d.csv', time: 'at', id: undefined },
  labels: undefined,
}

const log = (at: string) => `at,x,y\n${at},1,0\n`
const LOGS = {
  'logs/2026-01-01.csv': log('2026-01-01T12:00:00Z'),
  'logs/2026-01-02.csv': log('2026-01-02T12:00:00Z'),
  // By local time: a row of the window stands in the file of the day after.
  'logs/2026-01-03.csv': log('2026-01-02T23:30:00Z'),
  'logs/2026-01-04.csv': log('2026-01-04T12:00:00Z'),
}

test('datedCover: a file beside the window that DVC tracks and that is not pulled is missed, and one that is here counts by its rows', async (t) => {
  const tracked = Object.entries(LOGS).map(([name, text]) => {
    const md5 = createHash('md5').update(text).digest('hex')
    const file = name.split('/').at(-1)!
    return [`${name}.dvc`, `outs:\n- md5: ${md5}\n  size: ${text.length}\n  hash: md5\n  path: ${file}\n`]
  })
  const folder = await folderWith(t, {
    ...LOGS,
    ...Object.fromEntries(tracked),
    '.dvc/config': '',
    'train.csv': log('2025-12-01T12:00:00Z'),
    'contender.yml':
      'models: { m: { task: binary-classification, data: { train: train.csv, test: train.csv, target: y }, model: m.onnx } }\n',
  })
  const host = { directory: folder, warn: () => undefined } as unknown as Host
  const cover = async () => {
    const inventory = await openInventory(await openProject({ config: 'contender.yml', out: '.contender' }, host), host)
    const { absent, files } = await datedCover(inventory, rows, 'train', false)
    return { absent: absent.toSorted(), files: files.map(({ path }) => path).toSorted() }
  }
  const beside = ['logs/2026-01-02.csv', 'logs/2026-01-03.csv', 'train.csv']
  assert.deepEqual(await cover(), { absent: [], files: beside })
  await rm(join(folder, 'logs/2026-01-03.csv'))
  assert.deepEqual((await cover()).absent, ['logs/2026-01-03.csv'])
  await rm(join(folder, 'logs/2026-01-02.csv'))
  await rm(join(folder, 'logs/2026-01-01.csv'))
  assert.deepEqual((await cover()).absent, ['logs/2026-01-01.csv', 'logs/2026-01-02.csv', 'logs/2026-01-03.csv'])
})
