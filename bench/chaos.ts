/**
 * `npm run chaos`: 2,000 webhooks and more over 100 pull requests, calm and in chaos, with one bot and with two, whose
 * processes are killed now and then.
 * `npm run chaos -- 20 7` does so over 20, with the seed 7.
 */
import '../core/io/without-maglev.mjs'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { markdownTable } from 'markdown-table'
import { CHAOS } from '../test/bot/chaos/chaos.ts'
import { livesOf } from '../test/bot/chaos/life.ts'
import { type Played, play } from '../test/bot/chaos/play.ts'
import { branchesFor } from '../test/bot/chaos/scene.ts'
import type { Seen } from '../test/bot/chaos/seen.ts'

const [pulls = 100, seed = 1, bots] = process.argv.slice(2, 5).map(Number)
const closers: (() => unknown)[] = []
const t = { after: (close: () => unknown) => void closers.push(close) }

const HEAD = [
  '',
  'webhooks of others',
  'of the bots',
  'twice',
  'late',
  'dropped',
  'kills',
  'requests',
  'answered 5xx',
  'events',
  'rounds',
  'differ',
  'seconds',
  'of CPU',
]

try {
  if (bots === undefined) await playAll()
  else await playOne(bots, process.argv[5]!)
} finally {
  for (const close of closers.reverse()) await close()
}

/** Each in a process of its own, at once; those in chaos hear in the end what came of the calm one. */
async function playAll(): Promise<void> {
  const from = await branchesFor(t, pulls)
  const [calm, ...chaotic] = ['calm, one bot', 'chaos, one bot', 'chaos, two bots'].map((name, bots) => {
    const child = fork(import.meta.filename, [pulls, seed, bots, from].map(String), { serialization: 'advanced' })
    const failed = once(child, 'exit').then(([code]) => Promise.reject(new Error(`${name} ended with ${code}`)))
    const played = Promise.race([once(child, 'message').then(([played]) => played as Played), failed])
    return { child, name, played }
  })
  const all = [calm!, ...chaotic].map(async ({ name, played }) => rowOf(name, await played))
  const { seen } = await calm!.played
  for (const { child } of chaotic) child.send(seen)
  console.log(`${pulls} pull requests, seed ${seed}\n\n${markdownTable([HEAD, ...(await Promise.all(all))])}`)
  for (const { played } of chaotic) {
    const { differs } = await played
    for (const line of differs) console.error(line)
    if (differs.length > 0) process.exitCode = 1
  }
}

/** @param bots in chaos; 0: one, in calm */
async function playOne(bots: number, from: string): Promise<void> {
  // It ends with the one that began it, in whatever way.
  process.once('disconnect', () => process.exit())
  const heard = once(process, 'message').then(([seen]) => seen as Seen)
  const chaos = { ...CHAOS, seed: seed * 1000 + bots }
  const life = livesOf({ pulls, seed })
  const played = await play({ t, from, life, bots: bots || 1, ...(bots > 0 && { chaos, calm: heard }) })
  await new Promise((resolve) => process.send!(played, resolve))
  process.disconnect()
}

function rowOf(name: string, played: Played): string[] {
  const { calls, cpu, deliveries, differs, failed, kills, met, rounds, seconds, seen } = played
  const came = [deliveries.others, deliveries.own, met.duplicated, met.reordered, met.dropped]
  const numbers = [...came, kills, calls, failed, seen.events.length, rounds, differs.length, seconds, cpu]
  const row = [name, ...numbers.map((number) => Math.round(number).toLocaleString('en'))]
  console.error(row.join(' | '))
  return row
}
