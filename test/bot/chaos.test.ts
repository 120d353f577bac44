import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CHAOS } from './chaos/chaos.ts'
import { livesOf } from './chaos/life.ts'
import { play } from './chaos/play.ts'
import { branchesFor } from './chaos/scene.ts'

/** A small part of it: `npm run chaos` does the whole. */
const PULLS = 3
const SEED = Number(process.env.CHAOS_SEED ?? 7)

test('chaos: with webhooks twice, in another order and not at all, errors of GitHub and killed processes, all ends as in calm, with one bot and with two', async (t) => {
  t.diagnostic(`seed ${SEED}: CHAOS_SEED sets another`)
  const from = await branchesFor(t, PULLS)
  const life = livesOf({ pulls: PULLS, seed: SEED })
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
    const chaos = { ...CHAOS, seed: 10 * SEED + bots }
    const { differs, kills, met, rounds, ...played } = await play({ t, from, life, bots, chaos, calm: calm.seen })
    assert.deepEqual(differs, [], `seed ${SEED}`)
    const { deliveries, failed } = played
    t.diagnostic(`${bots} at once: ${JSON.stringify({ ...deliveries, ...met, kills, failed, rounds })}`)
    assert.ok(deliveries.others > 20 * PULLS && met.duplicated > 0 && met.dropped > 0 && kills > 2 && failed > 0)
    assert.equal(rounds, 1)
  }
})
