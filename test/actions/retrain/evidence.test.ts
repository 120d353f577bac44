import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { evidenceOf } from '../../../actions/retrain/evidence-of.ts'
import type { Drift } from '../../../core/artifacts/drift.ts'
import { parseConfig } from '../../../core/config.ts'
import type { DriftEvent } from '../../../core/ledger/event.ts'
import { folderWith } from '../../folder.ts'
import { driftEvent } from '../../ledger/drift-event.ts'
import { breachDrift } from '../../reports/example-drift.ts'

const asks = { evidence: 'performance of v1.0.0 since 2026-02-22', because: 'log_loss is 0.1 worse' }
const local: Drift = { ...breachDrift(), model: 'delay', retrain: asks }
const window = local.window!

/** What is asked for, where `drift.json` holds this and the ledger these. */
async function asked(t: TestContext, drift: Drift | undefined, events: readonly DriftEvent[]) {
  const folder = await folderWith(t)
  const out = join(folder, '.contender')
  await mkdir(join(out, 'delay'), { recursive: true })
  if (drift !== undefined) await writeFile(join(out, 'delay/drift.json'), JSON.stringify(drift))
  const config = parseConfig('models: { delay: { task: regression, predictions: p.csv } }', 'contender.yml')
  const place = { directory: folder, root: folder, out, config, models: config.models, inGit: true, commit: null }
  const found = await evidenceOf(place, { name: 'delay' }, { drift: async () => [...events] })
  return found && [found.verdict, found.asks]
}

/** A stable window that ends so many weeks later than that of `drift.json`. */
function later(weeks: number, n = 1): DriftEvent {
  const to = new Date(Date.parse(window.to) + weeks * 7 * 86_400_000).toISOString()
  return driftEvent(n, { window: { ...window, to } })
}

test('evidenceOf: the later window counts, wherever it is known', async (t) => {
  assert.equal(await asked(t, undefined, []), undefined)
  assert.deepEqual(await asked(t, local, []), ['drift', asks])
  assert.deepEqual(await asked(t, local, [later(-1)]), ['drift', asks])
  assert.deepEqual(await asked(t, local, [later(1)]), ['stable', null])
  assert.deepEqual(await asked(t, { ...local, window: null }, [later(-1)]), ['stable', null])
})

test('evidenceOf: of one window the ledger counts, and of that what was recorded last', async (t) => {
  assert.deepEqual(await asked(t, local, [later(0)]), ['stable', null])
  const again: DriftEvent = { ...later(0, 2), retrain: asks }
  assert.deepEqual(await asked(t, undefined, [later(0), again]), ['stable', asks])
})

test('evidenceOf: the windows before are those that the ledger and drift.json know', async (t) => {
  const folder = await folderWith(t, { '.contender/delay/drift.json': JSON.stringify(local) })
  const config = parseConfig('models: { delay: { task: regression, predictions: p.csv } }', 'contender.yml')
  const out = join(folder, '.contender')
  const place = { directory: folder, root: folder, out, config, models: config.models, inGit: true, commit: null }
  const event = driftEvent(1, { window: { from: '1999-01-01T00:00:00Z', to: '1999-01-08T00:00:00Z', complete: true } })
  const found = await evidenceOf(place, { name: 'delay' }, { drift: async () => [event] })
  assert.deepEqual(found!.earlier, [event.summary, ...local.history])
})
