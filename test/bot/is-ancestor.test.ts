import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAncestor } from '../../bot/github/is-ancestor.ts'
import { accessTo } from './access.ts'
import { commandScene } from './commands/scene.ts'

const COMPARE = 'GET /repos/{owner}/{repo}/compare/{basehead}'
const COMMIT = 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}'

test('isAncestor: a commit of the same branch, and itself; not one that came later, nor one that is not there', async (t) => {
  const { commits, github } = await commandScene(t)
  const access = accessTo(github)
  const [first, second] = commits as [string, string]
  assert.equal(await isAncestor(access, first, second), true)
  assert.equal(await isAncestor(access, first, first), true)
  assert.equal(await isAncestor(access, second, first), false)
  assert.equal(await isAncestor(access, 'f'.repeat(40), first), false)
})

test('isAncestor: a 404 for commits that are there is not believed, and nothing of it is kept', async (t) => {
  const { commits, github } = await commandScene(t)
  const access = accessTo(github)
  const [first, second] = commits as [string, string]
  github.faults.push({ match: COMPARE, status: 404, times: 1 })
  await assert.rejects(isAncestor(access, first, second), /though both are there/)
  github.faults.push({ match: COMPARE, status: 404, times: 1 }, { match: COMMIT, status: 404, times: 1 })
  assert.equal(await isAncestor(access, first, second), false)
  assert.equal(await isAncestor(access, first, second), true)
})
