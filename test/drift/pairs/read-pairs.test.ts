import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPairs } from '../../../core/drift/pairs/read-pairs.ts'

const side = (asked: (readonly string[])[], tell: (name: string) => string) => async (names: readonly string[]) => {
  asked.push(names)
  return new Map(names.map((name) => [name, tell(name)]))
}

test('readPairs: the columns of two sides come in the order asked for, however many at once', async () => {
  for (const atOnce of [1, 2, 5]) {
    const pairs: string[][] = []
    const sides = {
      names: ['b', 'a', 'c'],
      reference: side([], (name) => `old ${name}`),
      current: side([], (name) => `new ${name}`),
    }
    for await (const pair of readPairs({ ...sides, atOnce })) pairs.push([pair.name, pair.reference, pair.current])
    assert.deepEqual(pairs, [
      ['b', 'old b', 'new b'],
      ['a', 'old a', 'new a'],
      ['c', 'old c', 'new c'],
    ])
  }
})

test('readPairs: while the first are compared the next are being read, and no more', async () => {
  const asked: (readonly string[])[] = []
  const read = side(asked, (name) => name)
  const sides = { names: ['a', 'b', 'c', 'd', 'e'], reference: read, current: side([], (name) => name), atOnce: 2 }
  for await (const _ of readPairs(sides)) break
  assert.deepEqual(asked, [
    ['a', 'b'],
    ['c', 'd'],
  ])
})

test('readPairs: a column that cannot be read is told when its turn comes', async () => {
  const reference = async (names: readonly string[]) => {
    if (names.includes('b')) throw new Error('b is broken')
    return new Map(names.map((name) => [name, 1]))
  }
  const seen: string[] = []
  const all = async () => {
    for await (const { name } of readPairs({ names: ['a', 'b'], reference, current: reference, atOnce: 1 }))
      seen.push(name)
  }
  await assert.rejects(all(), /b is broken/)
  assert.deepEqual(seen, ['a'])
})
