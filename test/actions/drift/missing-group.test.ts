import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judge, LABELLED, LOGS } from './newest-week.ts'
import { byDay, csv, made, watchedFiles } from './production-logs.ts'

test('drift: a group that the config names and the logs lack is told of, for days take its place', async (t) => {
  const said = async (has: boolean) => {
    const files = watchedFiles()
    const config = files['contender.yml']!
    assert.match(config, /group: \{ time: at, every: 1d \}/)
    const tested = made({ from: '2025-12-22', days: 10, rows: 60, seed: 12 })
    const { drift } = await judge(t, {
      ...files,
      'contender.yml': config.replace('group: { time: at, every: 1d }', 'group: origin'),
      'test.csv': csv(tested, ['id', 'at', 'origin', 'score', 'label']),
      ...byDay(LOGS, has ? LABELLED : LABELLED.filter((name) => name !== 'origin')),
    })
    return drift.quality.map(({ because }) => because).join('\n')
  }
  assert.match(await said(false), /has no origin, which `data\.group` names: rows belong together by time instead/)
  assert.doesNotMatch(await said(true), /data\.group/)
})
