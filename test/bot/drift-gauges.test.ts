import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { openMetrics } from '../../bot/metrics.ts'
import { tellDrift } from '../../core/ledger/drift-told.ts'
import { debianTool } from '../debian-tool.ts'
import { driftEvent } from '../ledger/drift-event.ts'

const promtool = debianTool('promtool')

test('/metrics tells the newest windows of each repository, and forgets those before', {
  skip: promtool.skip,
}, async () => {
  const { drift, registry } = openMetrics()
  drift.tell('acme/models', [tellDrift(driftEvent(1, { verdict: 'drift' }))])
  drift.tell('acme/other', [tellDrift(driftEvent(2, { model: 'a"b\\c\nd', version: null }))])
  const lines = async () => (await registry.metrics()).split('\n').filter((line) => /^contender_drift.* /.test(line))
  const verdict = 'contender_drift_verdict{repository="acme/models",model="delay",version="v1.0.0",verdict="drift"}'
  assert.ok((await lines()).includes(`${verdict} 1`))
  const { status, stderr, stdout } = spawnSync(promtool.path, ['check', 'metrics'], {
    input: (await registry.metrics()).replaceAll(/^.*(nodejs|process)_.*\n/gm, ''),
    encoding: 'utf8',
  })
  assert.deepEqual([status, stdout, stderr], [0, '', ''])
  drift.tell('acme/models', [tellDrift(driftEvent(3, { verdict: 'stable' }))])
  assert.ok((await lines()).includes(`${verdict} 0`))
  drift.tell('acme/models', [])
  drift.tell('acme/other', [])
  assert.deepEqual(await lines(), [])
})

test('/metrics forgets repositories where the App is not installed any more', async () => {
  const { drift, registry } = openMetrics()
  for (const name of ['acme/gone', 'acme/models']) drift.tell(name, [tellDrift(driftEvent(1, { verdict: 'drift' }))])
  drift.keep(new Set(['acme/models', 'acme/other']))
  const text = await registry.metrics()
  assert.match(text, /^contender_drift_verdict\{repository="acme\/models",/m)
  assert.doesNotMatch(text, /acme\/(gone|other)/)
})
