import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openQueue, type QueueOptions } from '../../../bot/queue/queue.ts'
import type { Job } from '../../../bot/queue/queue-state.ts'
import { handTimers, settled } from './hand-timers.ts'

const LIMITED = new Error('secondary rate limit')

const job = (key: string, more: Partial<Job<string>> = {}): Job<string> => ({
  ...{ key, lane: key, repository: 'acme/models', installation: 1, ordered: false, subject: key },
  ...more,
})

function start(work: QueueOptions<string>['work'], concurrency = 8) {
  const timers = handTimers()
  const failures: [key: string, again: boolean][] = []
  const queue = openQueue<string>({
    ...{ work, concurrency, after: timers.after, join: (earlier) => earlier },
    isLimit: (error) => error === LIMITED,
    onFailure: ({ key }, _, again) => failures.push([key, again]),
  })
  return { queue, failures, ...timers }
}

test('queue: a job that fails is tried five times, with growing waits, and is then left alone', async () => {
  let tries = 0
  const { advance, due, failures, queue } = start(async () => {
    tries += 1
    throw new Error('502')
  })
  void queue.add(job('a'))
  const waits: number[] = []
  for (;;) {
    await settled()
    const [wait] = due()
    if (wait === undefined) break
    waits.push(wait)
    advance(wait)
  }
  assert.deepEqual([tries, waits], [5, [1, 5, 25, 125]])
  assert.deepEqual(
    failures.map(([, again]) => again),
    [true, true, true, true, false],
  )
  await queue.idle()
})

test('queue: one that fails holds up no other, and who waits for it is told of its first attempt', async () => {
  const did: string[] = []
  const { queue } = start(async ({ key }) => {
    if (key === 'bad') throw new TypeError('a bug')
    did.push(key)
  }, 1)
  const words = await Promise.all([queue.add(job('bad')), queue.add(job('good')), queue.add(job('better'))])
  assert.deepEqual(words, [false, true, true])
  assert.deepEqual(did, ['good', 'better'])
})

test('queue: after a secondary limit all of the installation waits as long as GitHub asked, and the try is not counted', async () => {
  const did: string[] = []
  let limited = 8
  const { advance, due, failures, queue } = start(async ({ key }) => {
    if (key === 'a' && limited-- > 0) {
      queue.hold(1, 90)
      throw LIMITED
    }
    did.push(key)
  })
  void queue.add(job('a'))
  await settled()
  void queue.add(job('b'))
  await queue.add(job('c', { installation: 2, repository: 'other/models' }))
  assert.deepEqual([did, due(), queue.isHeld(1)], [['c'], [90], true])
  advance(89)
  await settled()
  assert.deepEqual(did, ['c'])
  for (let round = 0; round < 8; round++) {
    advance(90)
    await settled()
  }
  assert.deepEqual(did.toSorted(), ['a', 'b', 'c'])
  assert.ok(failures.every(([, again]) => again))
})

test('queue: a limit without a time rests a minute', async () => {
  let limited = true
  const { advance, due, queue } = start(async () => {
    if (limited) throw LIMITED
  })
  void queue.add(job('a'))
  await settled()
  assert.deepEqual(due(), [60])
  limited = false
  advance(60)
  await queue.idle()
})

test('queue: one that gathers waits from the first asking on, does for all, and keeps nobody waiting for it', async () => {
  const did: string[] = []
  const { advance, due, queue } = start(async ({ key }) => void did.push(key))
  await queue.add(job('shown'), 60)
  advance(59)
  await queue.add(job('shown'), 60)
  await settled()
  assert.deepEqual([did, due()], [[], [1]])
  advance(1)
  await queue.idle()
  assert.deepEqual([did, due()], [['shown'], []])
  await queue.add(job('shown'), 60)
  await queue.add(job('shown'))
  assert.deepEqual(did, ['shown', 'shown'])
  advance(60)
  await queue.idle()
  assert.equal(did.length, 2)
})

test('queue: no more are under way than there is room for', async () => {
  let underWay = 0
  let most = 0
  const { queue } = start(async () => {
    most = Math.max(most, ++underWay)
    await settled()
    underWay -= 1
  }, 4)
  for (let at = 0; at < 40; at++) void queue.add(job(`${at}`, { installation: at % 3, repository: `${at % 5}` }))
  await queue.idle()
  assert.equal(most, 4)
})

test('queue: stopped, it ends what is under way and begins nothing more', async () => {
  const did: string[] = []
  const gate = Promise.withResolvers<void>()
  const { due, queue } = start(async ({ key }) => {
    await gate.promise
    did.push(key)
    if (key === 'b') throw new Error('late')
  }, 2)
  for (const key of ['a', 'b', 'c']) void queue.add(job(key, { installation: Number(key === 'b') }))
  await settled()
  const stopped = queue.stop()
  await queue.add(job('d'))
  gate.resolve()
  await stopped
  assert.deepEqual(did, ['a', 'b'])
  assert.deepEqual([queue.length(), due()], [{ waiting: 0, running: 0 }, []])
})
