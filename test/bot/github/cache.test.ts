import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cacheOf, openCache } from '../../../bot/github/cache.ts'
import { openSeen } from '../../../bot/queue/seen.ts'

test('cache: a thing is made once, also for those who ask while it is made', async () => {
  const cache = openCache()
  let made = 0
  const make = async () => ++made
  assert.deepEqual(await Promise.all([cache.get('a', make), cache.get('a', make)]), [1, 1])
  assert.equal(await cache.get('a', make), 1)
})

test('cache: a failure is told to all who asked, and is not kept', async () => {
  const cache = openCache()
  const fail = () => Promise.reject(new Error('502'))
  const asked = [cache.get('a', fail), cache.get('a', fail)]
  for (const one of asked) await assert.rejects(one, /502/)
  assert.equal(await cache.get('a', async () => 'there'), 'there')
  await assert.rejects(
    cache.get('b', () => {
      throw new Error('at once')
    }),
    /at once/,
  )
  assert.equal(cache.size(), 1)
})

test('cache: 10,000 things leave as many as it may hold: those that were asked for last', async () => {
  const cache = openCache({ entries: 100 })
  for (let at = 0; at < 10_000; at++) {
    await cache.get(`thing ${at}`, async () => at)
    await cache.get('favourite', async () => 'kept')
  }
  assert.equal(cache.size(), 100)
  const again = async () => 'made again'
  assert.equal(await cache.get('favourite', again), 'kept')
  assert.equal(await cache.get('thing 9999', again), 9999)
  assert.equal(await cache.get('thing 0', again), 'made again')
})

test('cache: large things push others out by their size', async () => {
  const cache = openCache({ bytes: 10_000 })
  const size = () => 4000
  for (const key of ['a', 'b', 'c']) await cache.get(key, async () => key, size)
  assert.equal(cache.size(), 2)
  assert.equal(await cache.get('a', async () => 'made again', size), 'made again')
})

test('cache: what one repository may read is not found from another', async () => {
  const cache = openCache()
  await cacheOf(cache, '1 acme/secret').get('file', async () => 'secret')
  assert.equal(await cacheOf(cache, '2 mallory/models').get('file', async () => 'own'), 'own')
})

test('seen: only the newest are remembered', () => {
  const seen = openSeen(2)
  for (const key of ['a', 'b', 'a', 'c']) seen.add(key)
  assert.deepEqual(['a', 'b', 'c'].map(seen.has), [true, false, true])
})
