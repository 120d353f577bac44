import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideDashboard, MARK } from '../../core/dashboard/decide-dashboard.ts'

const LOGIN = 'contender[bot]'
const BODY = `${MARK}\n\nAll is well.\n`
const WANTED = { login: LOGIN, body: BODY, create: true }
const issue = (number: number, body = BODY, author = LOGIN) => ({ number, body, author })

test('there is one dashboard: made where there is none, left where it says the same, else edited', () => {
  assert.deepEqual(decideDashboard([], WANTED), { do: 'create' })
  assert.deepEqual(decideDashboard([issue(3)], WANTED), { do: 'leave', number: 3, close: [] })
  const returned = BODY.replaceAll('\n', '\r\n').trimEnd()
  assert.deepEqual(decideDashboard([issue(3, returned)], WANTED), { do: 'leave', number: 3, close: [] })
  assert.deepEqual(decideDashboard([issue(3, `${BODY}x`)], WANTED), { do: 'update', number: 3, close: [] })
})

test('of several the oldest is kept, in whatever order they are listed', () => {
  assert.deepEqual(decideDashboard([issue(9), issue(4), issue(7)], WANTED), { do: 'leave', number: 4, close: [7, 9] })
})

test('an issue of another, or with the mark further down, is no dashboard', () => {
  for (const other of [issue(3, BODY, 'mallory'), issue(3, `x ${BODY}`), issue(3, '')])
    assert.deepEqual(decideDashboard([other], WANTED), { do: 'create' })
})

test('what is worth no issue is told where there is one', () => {
  const wanted = { ...WANTED, create: false }
  assert.deepEqual(decideDashboard([], wanted), { do: 'nothing' })
  assert.deepEqual(decideDashboard([issue(3, MARK)], wanted), { do: 'update', number: 3, close: [] })
})
