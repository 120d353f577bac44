import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CHAOS } from './chaos/chaos.ts'
import { livesOf } from './chaos/life.ts'
import { play } from './chaos/play.ts'
import { branchesFor } from './chaos/scene.ts'

/** A tenth of it: `npm run chaos` does the whole. */
const PULLS = 8

test('chaos: with webhooks twice, in another order and not at all, and errors of GitHub, all ends as in calm, with one bot and with two', async (t) => {
  const from = await branchesFor(t, PULLS)
  const life = livesOf({ pulls: PULLS, seed: 7 })
  const calm = await play({ t, from, life, bots: 1 })
  const { events, pulls, twice } = calm.seen
  assert.deepEqual([pulls.size, twice], [PULLS, []])
  assert.ok(events.length > 5 * PULLS, `${events.length} events of the ledger`)
  for (const { checks, commands, others, reports } of pulls.values()) {
    assert.deepEqual([reports.length, checks.length, others], [1, 2, []])
    for (const command of commands)
      assert.match(command, /^rita: What a model! → $|→ (eyes \| rocket|confused \| eyes \| 😕 [^|]+)$/)
  }
  for (const bots of [1, 2]) {
    const chaos = { ...CHAOS, seed: 70 + bots }
    const { deliveries, differs, failed, rounds } = await play({ t, from, life, bots, chaos, calm: calm.seen })
    assert.deepEqual(differs, [])
    assert.ok(rounds === 1 && failed > 0 && deliveries.others > 20 * PULLS, `${rounds} rounds, ${failed} errors`)
  }
})
