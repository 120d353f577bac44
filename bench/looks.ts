/** What a look at a pull request asks of GitHub, and how long its comment takes beside GitHub's own time. */

import type { Act } from '../test/bot/chaos/life.ts'
import { actor, branchesFor } from '../test/bot/chaos/scene.ts'
import { startGitHub } from '../test/github/github.ts'
import { type BotProcess, startBotProcess } from './bot-process.ts'
import type { Calls, Wait } from './row.ts'

const PULLS = 20
/** What one update of a pull request may ask of GitHub. */
const GOAL = { reads: 8, writes: 3 }
const UNLIMITED = { requests: 1e9, writesAMinute: 1e9, writesAnHour: 1e9 }

const say = (by: string, body: string): Act => ({ do: 'say', by, body })

/** One after the other; what is not named is not counted. */
const LIFE: readonly (readonly [name: string, Act])[] = [
  ['opened', { do: 'open', fork: false }],
  ['its run begins', { do: 'run' }],
  ['its first report', { do: 'end', report: 'better' }],
  ['a label: nothing changes', { do: 'label', name: 'risk' }],
  ['an approving review', { do: 'review', by: 'bob', event: 'APPROVE' }],
  ['`/contender sign`, with the look after it', say('bob', '/contender sign dpia')],
  ['a refused command, with the look after it', say('rita', '/contender sign dpia')],
  ['', { do: 'rerun' }],
  ['another report of the same commit', { do: 'end', report: 'worse' }],
  ['pushed to', { do: 'push' }],
  ['', { do: 'run' }],
  ['the report after a push', { do: 'end', report: 'better' }],
]

export async function benchLooks(): Promise<(Calls | Wait)[]> {
  const closers: (() => unknown)[] = []
  const t = { after: (close: () => unknown) => void closers.push(close) }
  let bot: BotProcess | undefined
  try {
    const from = await branchesFor(t, PULLS)
    const github = await startGitHub({ t, from, limits: UNLIMITED })
    github.addTeam('privacy', ['bob'])
    bot = await startBotProcess(github.app, github.url, { dashboard: false })
    github.listen(bot.url)
    const { act } = actor(github)
    const calls = new Map<string, { reads: number[]; writes: number[] }>()
    const times = new Map<string, { total: number; waited: number }[]>()
    for (let pull = 1; pull <= PULLS; pull++) {
      for (const [name, deed] of LIFE) {
        const since = github.calls.length
        // The bot goes by the machine's clock, and nobody signs what it has not seen yet.
        github.setClock(Date.now() + 5000)
        const comment = deed.do === 'end' ? bot.comment() : undefined
        await act(pull, deed)
        const time = await comment
        await github.settle()
        await bot.idle()
        const made = github.calls.slice(since).filter(({ login }) => login === 'contender[bot]')
        const ours = made.filter(({ path }) => path.startsWith('/repos/'))
        const reads = ours.filter(({ method }) => method === 'GET').length
        const known = calls.get(name) ?? { reads: [], writes: [] }
        calls.set(name, { reads: [...known.reads, reads], writes: [...known.writes, ours.length - reads] })
        if (time !== undefined) times.set(name, [...(times.get(name) ?? []), time])
      }
    }
    calls.delete('')
    return [
      ...Array.from(calls, ([name, { reads, writes }]) => ({
        work: `a pull request, ${name}`,
        ...{ reads: median(reads), writes: median(writes), goal: GOAL },
      })),
      ...Array.from(times).flatMap(([name, of]) => [
        { work: `${name} → comment, all of it`, ...percentiles(of.map(({ total }) => total)), goal: 2000 },
        {
          work: `${name} → comment, beside GitHub's own time`,
          ...percentiles(of.map(({ total, waited }) => total - waited)),
          goal: 2000,
        },
      ]),
    ]
  } finally {
    bot?.end()
    for (const close of closers.reverse()) await close()
  }
}

export function percentiles(times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]!
  return { p50: at(0.5), p99: at(0.99) }
}

const median = (numbers: readonly number[]) => percentiles(numbers).p50
