import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupsByTime, groupsOf, pickGroups } from '../core/groups.ts'
import { numbers, texts } from './columns.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

test('groupsOf: rows that share a value share a group, missing values share one', () => {
  assert.deepEqual(groupsOf(texts(['x', undefined, 'x', undefined, 'y'])), {
    codes: Uint32Array.of(0, 1, 0, 1, 2),
    count: 3,
  })
  assert.deepEqual(groupsOf(numbers([5, undefined, 5, undefined])).codes, Uint32Array.of(0, 1, 0, 1))
})

test('groupsOf: levels without a row are no groups', () => {
  assert.equal(groupsOf({ kind: 'text', levels: ['a', 'b', 'c'], codes: Int32Array.of(2, 2) }).count, 1)
})

test('groupsByTime: stretches start at midnight UTC', () => {
  const times = numbers([0, DAY - 1, DAY, -1, undefined], 'time')
  assert.deepEqual(groupsByTime(times, DAY, 'at'), { codes: Uint32Array.of(0, 0, 1, 2, 3), count: 4 })
  assert.equal(groupsByTime(times, HOUR, 'at').count, 5)
})

test('groupsByTime: a column that holds no times is refused', () => {
  assert.throws(() => groupsByTime(numbers([1]), DAY, 'at'), { name: 'UserError', message: /`at`: integer/ })
  assert.throws(() => groupsByTime(texts(['x']), DAY, 'at'), /`at`: text/)
})

test('pickGroups: groups without a picked row are gone', () => {
  const groups = { codes: Uint32Array.of(0, 1, 2, 1), count: 3 }
  assert.deepEqual(pickGroups(groups, Uint32Array.of(1, 3)), { codes: Uint32Array.of(0, 0), count: 1 })
})
