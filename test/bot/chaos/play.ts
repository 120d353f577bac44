import { randomBits } from '../../../core/stats/random.ts'
import { type GitHub, startGitHub } from '../../github/github.ts'
import type { Chaos } from '../../github/routes/chaos.ts'
import { AT } from '../../github/routes/scene.ts'
import type { Deed, Life } from './life.ts'
import { type MortalBot, startMortalBot } from './mortal-bot.ts'
import { actor } from './scene.ts'
import { differences, lookAround, type Seen } from './seen.ts'

export interface Play {
  readonly t: { readonly after: (close: () => unknown) => void }
  /** The repository that it begins with. */
  readonly from: string
  readonly life: Life
  /** How many bots there are, each of which gets everything. */
  readonly bots: number
  /** Undefined: a calm one. */
  readonly chaos?: Chaos
  /** What is to come of it; rounds of the reconcile end where it has. Waited for in the end. */
  readonly calm?: Seen | Promise<Seen>
}

export interface Played {
  readonly seen: Seen
  /** Lines about what differs from the calm one after the last round. */
  readonly differs: readonly string[]
  /** Rounds of the reconcile after the last thing that anybody did, until all was as in the calm one. */
  readonly rounds: number
  /** How many things still differed before the first of them. */
  readonly before: number
  /** Webhooks of what people and workflows did, and of what the bots did. */
  readonly deliveries: { readonly others: number; readonly own: number }
  /** Of these: came twice, out of order, not at all. */
  readonly met: { readonly duplicated: number; readonly reordered: number; readonly dropped: number }
  readonly kills: number
  /** Requests to GitHub, and those of them that it failed at. */
  readonly calls: number
  readonly failed: number
  readonly seconds: number
  /** Seconds of this process: of the bots and of GitHub, without git's own. */
  readonly cpu: number
  readonly errors: readonly Record<string, unknown>[]
}

const TEN_MINUTES = 600_000
const MOST_ROUNDS = 5
/** Requests that come of an act, more or less: where in ten minutes a process is killed. */
const OF_AN_ACT = 15
const UNLIMITED = { requests: 1e9, writesAMinute: 1e9, writesAnHour: 1e9 }

/** Lives a life at a GitHub of its own, ten minutes after ten minutes, with a reconcile of each bot after each. */
export async function play({ bots: count, calm: toCome, chaos, from, life, t }: Play): Promise<Played> {
  const began = performance.now()
  const cpuBefore = process.cpuUsage()
  const github = await startGitHub({ t, from, at: AT, limits: UNLIMITED })
  github.addTeam('privacy', ['bob'])
  const deliveries = countDeliveries(github)
  const bots: MortalBot[] = []
  for (let at = 0; at < count; at++) {
    const beside = () => bots.filter((_, other) => other !== at).map(({ webhooks }) => webhooks())
    bots.push(await startMortalBot(github, beside))
  }
  const { act, changePolicy } = actor(github)
  const drawn = shares(chaos?.seed ?? 0)
  let clock = AT

  const settle = async () => {
    for (let calls = -1; calls !== github.calls.length; ) {
      calls = github.calls.length
      await github.settle()
      await Promise.all(bots.map((bot) => bot.settle()))
    }
  }
  const reconcile = async () => {
    await Promise.all(bots.map(({ reconcile }) => reconcile()))
    await settle()
  }
  // The dashboard is an issue: it takes its number before any pull request does.
  await bots[0]!.reconcile()
  await settle()
  if (chaos !== undefined) github.setChaos(chaos)
  for (const [at, deeds] of life.entries()) {
    clock = AT + at * TEN_MINUTES
    if (chaos !== undefined)
      for (const { killAfter } of bots) killAfter(1 + drawn() * actsIn(deeds) * OF_AN_ACT, drawn() < 0.5)
    for (const deed of deeds) {
      if (deed.pull === 'policy') await changePolicy()
      else
        for (const one of deed.acts) {
          clock += 1000
          github.setClock(clock)
          await act(deed.pull, one)
          for (const { revive } of bots) if (drawn() < 0.3) await revive()
        }
    }
    await settle()
    if (at === life.length - 1) break
    await reconcile()
  }
  const calm = await toCome
  let seen = await lookAround(github)
  let differs = calm === undefined ? [] : differences(calm, seen)
  const before = differs.length
  let rounds = 0
  do {
    rounds += 1
    github.setClock(AT + (life.length + rounds) * TEN_MINUTES)
    await reconcile()
    seen = await lookAround(github)
    differs = calm === undefined ? [] : differences(calm, seen)
  } while (differs.length > 0 && rounds < MOST_ROUNDS)
  const { system, user } = process.cpuUsage(cpuBefore)
  const calls = github.calls.filter(({ login }) => login === 'contender[bot]')
  const played = {
    ...{ seen, differs, rounds, before, deliveries: deliveries(), met: github.met(), calls: calls.length },
    failed: calls.filter(({ status }) => status >= 500).length,
    seconds: (performance.now() - began) / 1000,
    cpu: (user + system) / 1e6,
    kills: bots.reduce((sum, { kills }) => sum + kills(), 0),
    errors: bots.flatMap(({ errors }) => errors()),
  }
  await github.close()
  return played
}

const actsIn = (deeds: readonly Deed[]) =>
  deeds.reduce((sum, deed) => sum + (deed.pull === 'policy' ? 1 : deed.acts.length), 0)

/** Draws from [0, 1). */
function shares(seed: number): () => number {
  const bits = randomBits(seed)
  return () => (bits() >>> 0) / 2 ** 32
}

function countDeliveries(github: GitHub) {
  let [others, own] = [0, 0]
  github.world.listeners.push(({ name, payload }) => {
    if (!github.app.events.includes(name)) return
    const { sender } = payload as { sender?: { login: string } }
    if (sender?.login === 'contender[bot]') own += 1
    else others += 1
  })
  return () => ({ others, own })
}
