import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { GitHub } from '../../github/github.ts'
import { appToken, openScene } from './scene.ts'

const REFS = '/repos/{owner}/{repo}/git/refs'

/** Holds one call of the next run back: the first of its kind, or a later one. */
function hold({ faults }: GitHub, match: string, nth = 1) {
  const reached = Promise.withResolvers<void>()
  const opened = Promise.withResolvers<void>()
  let count = 0
  const chance = () => {
    count += 1
    if (count === nth) reached.resolve()
    return count === nth
  }
  faults.push({ match, until: opened.promise, chance })
  return { reached: reached.promise, go: opened.resolve }
}

const CASES = [
  {
    name: 'before it makes the branch',
    ...{ match: `POST ${REFS}`, later: '2026-03-30', title: '2026-03-14', nth: 1 },
    first: /Another run has just written contender\/retrain\/delay: it is left to that one/,
    second: /#1 http/,
    known: [1, 1],
  },
  {
    name: 'before it opens the pull request of its branch, and the other has the same challenger',
    ...{ match: 'POST /repos/{owner}/{repo}/pulls', later: '2026-03-28', title: '2026-03-12', nth: 1 },
    first: /Another run has just opened its pull request: it is left to that one/,
    second: /#1 http/,
    known: [1, 1],
  },
  {
    name: 'before it opens the pull request of its branch, and the other has newer rows',
    ...{ match: 'POST /repos/{owner}/{repo}/pulls', later: '2026-03-30', title: '2026-03-14', nth: 1 },
    first: /Another run has just opened its pull request: it is left to that one/,
    second: /#1 http/,
    known: [1, 1],
  },
  {
    // The first ref that it makes is the branch, the second is the ledger.
    name: 'before it writes down what it has opened',
    ...{ match: `POST ${REFS}`, later: '2026-03-30', title: '2026-03-12', nth: 2 },
    first: /#1 http/,
    // The pull request says of itself what was trained.
    second: /is not trained anew: .*`retrain\.cooldown` lasts until 2026-04-04/,
    known: [1],
  },
]

for (const { known, first, later, match, name, nth, second, title } of CASES)
  test(`of two runs one is held ${name}: one pull request, and both know it`, async (t) => {
    const { events, github, pulls, retrain } = await openScene(t)
    const token = appToken(github)
    // Opened by the clock of the run.
    github.world.setClock(Date.parse('2026-03-28T00:05:00Z'))
    const held = hold(github, match, nth)
    const waiting = retrain('retrain --model delay --at 2026-03-28', { token })
    await held.reached
    const other = await retrain(`retrain --model delay --at ${later}`, { token })
    held.go()
    const one = await waiting
    assert.deepEqual([one.code, other.code], [0, 0], one.error + other.error)
    assert.match(one.out, first)
    assert.match(other.out, second)
    const [pull, ...more] = await pulls()
    assert.deepEqual([more, pull!.title], [[], `Retrain delay on rows before ${title}`])
    assert.deepEqual(
      (await events()).map((event) => event.pull),
      known,
    )
    const log = await github.git.text('log', '--format=%an', 'main..contender/retrain/delay')
    assert.deepEqual([...new Set(log.trim().split('\n'))], ['contender[bot]'])
  })

test('of two runs that bring a pull request up to date at once the later push stays, and the other gives way', async (t) => {
  const { github, pulls, retrain } = await openScene(t)
  const token = appToken(github)
  await retrain('retrain --model delay --at 2026-03-28', { token })
  const held = hold(github, `PATCH ${REFS}/{ref}`)
  const waiting = retrain('retrain --model delay --at 2026-03-29 --force', { token })
  await held.reached
  const other = await retrain('retrain --model delay --at 2026-03-30 --force', { token })
  const tip = await github.git.line('rev-parse', 'contender/retrain/delay')
  held.go()
  const one = await waiting
  assert.deepEqual([one.code, other.code], [0, 0], one.error + other.error)
  assert.match(one.out, /Another run has just written contender\/retrain\/delay: it is left to that one/)
  assert.equal(await github.git.line('rev-parse', 'contender/retrain/delay'), tip)
  const titles = (await pulls()).map((pull) => pull.title)
  assert.deepEqual(titles, ['Retrain delay on rows before 2026-03-14'])
})

test('two scheduled runs at once begin for one breach and end in one pull request', async (t) => {
  const { drifted, events, github, pulls, retrain } = await openScene(t)
  const token = appToken(github)
  await drifted('2026-03-21', 'drift')
  const both = await Promise.all([1, 2].map(() => retrain('retrain --at 2026-03-28', { token })))
  assert.deepEqual(
    both.map(({ code }) => code),
    [0, 0],
    both.map(({ error }) => error).join(),
  )
  assert.equal((await pulls()).length, 1)
  const told = await events()
  assert.equal(new Set(told.map(({ evidence }) => evidence)).size, 1)
  const next = await retrain('retrain --at 2026-03-29', { token })
  assert.match(next.out, /is not trained anew: #1 waits with a challenger already/, next.error)
})
