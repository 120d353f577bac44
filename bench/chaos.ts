/**
 * `npm run chaos`: 2,000 webhooks and more over 100 pull requests, calm and in chaos, with one bot and with two, whose
 * processes are killed now and then.
 * `npm run chaos -- 20 7` does so over 20, with the seed 7.
 */
import { markdownTable } from 'markdown-table'
import { CHAOS } from '../test/bot/chaos/chaos.ts'
import { livesOf } from '../test/bot/chaos/life.ts'
import { type Played, play } from '../test/bot/chaos/play.ts'
import { branchesFor } from '../test/bot/chaos/scene.ts'

const [pulls = 100, seed = 1] = process.argv.slice(2).map(Number)
const closers: (() => unknown)[] = []
const t = { after: (close: () => unknown) => void closers.push(close) }
const rows: string[][] = []
let good = true

try {
  const from = await branchesFor(t, pulls)
  const life = livesOf({ pulls, seed })
  const calm = await tell('calm, one bot', () => play({ t, from, life, bots: 1 }))
  for (const bots of [1, 2]) {
    const chaos = { ...CHAOS, seed: seed * 1000 + bots }
    const name = `chaos, ${bots === 1 ? 'one bot' : 'two bots'}`
    const { differs } = await tell(name, () => play({ t, from, life, bots, chaos, calm: calm.seen }))
    for (const line of differs) console.error(line)
    good &&= differs.length === 0
  }
} finally {
  for (const close of closers.reverse()) await close()
}
const head = [
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
]
console.log(`${pulls} pull requests, seed ${seed}\n\n${markdownTable([head, ...rows])}`)
process.exitCode = good ? 0 : 1

async function tell(name: string, run: () => Promise<Played>): Promise<Played> {
  console.error(`${name} …`)
  const played = await run()
  const { calls, deliveries, differs, failed, kills, met, rounds, seconds, seen } = played
  const came = [deliveries.others, deliveries.own, met.duplicated, met.reordered, met.dropped]
  const numbers = [...came, kills, calls, failed, seen.events.length, rounds, differs.length]
  rows.push([name, ...[...numbers, Math.round(seconds)].map((number) => number.toLocaleString('en'))])
  console.error(rows.at(-1)!.join(' | '))
  return played
}
