import assert from 'node:assert/strict'
import { test } from 'node:test'
import { few } from '../core/few.ts'
import { formatAge } from '../core/format-age.ts'

test('formatAge: in the largest unit that is whole', () => {
  const cases = {
    0: 'just now',
    [-5]: 'just now',
    999: 'just now',
    1000: '1 s ago',
    59999: '59 s ago',
    60000: '1 min ago',
    86400000: '1 d ago',
    1e10: '115 d ago',
  }
  for (const [milliseconds, said] of Object.entries(cases)) assert.equal(formatAge(Number(milliseconds)), said)
})

test('few: the first names, and how many more', () => {
  assert.equal(few(['a', 'b', 'c']), 'a, b, c')
  assert.equal(few(['a', 'b', 'c', 'd', 'e']), 'a, b, c and 2 more')
  assert.deepEqual([few(['a', 'b', 'c'], 2), few(['a'], 2), few([], 2)], ['a, b and 1 more', 'a', ''])
  assert.equal(few(Array(1203).fill('a')), 'a, a, a and 1,200 more')
})
