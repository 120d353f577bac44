import assert from 'node:assert/strict'
import { test } from 'node:test'
import { githubClient } from '../../../core/io/github/client.ts'

test('a request that failed for good does not make the next one wait longer', async () => {
  const second = 50
  const at: number[] = []
  const send: typeof fetch = async () => {
    at.push(performance.now())
    return at.length < 6 ? new Response('{}', { status: 503 }) : Response.json({ login: 'ann' })
  }
  const place = { owner: 'acme', repo: 'models', url: 'https://localhost', token: 'x', second, fetch: send }
  const { users } = githubClient(place).rest
  await assert.rejects(users.getAuthenticated(), { status: 503 })
  assert.equal(at.length, 4)
  assert.equal((await users.getAuthenticated()).data.login, 'ann')
  assert.equal(at.length, 6)
  // A second and a half at most, and what the machine takes; of a count that goes on it would be 12 at least.
  const waited = (at[5]! - at[4]!) / second
  assert.ok(waited < 8, `waited ${waited} s`)
})
