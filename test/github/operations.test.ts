import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findOperation } from './operations.ts'

const CASES = [
  ['GET /repos/acme/models/releases/latest', 'GET /repos/{owner}/{repo}/releases/latest', {}],
  ['GET /repos/acme/models/releases/7', 'GET /repos/{owner}/{repo}/releases/{release_id}', { release_id: '7' }],
  ['GET /repos/acme/models/commits/a/b/status', 'GET /repos/{owner}/{repo}/commits/{ref}/status', { ref: 'a/b' }],
  ['GET /repos/acme/models/commits/a%2Fb', 'GET /repos/{owner}/{repo}/commits/{ref}', { ref: 'a/b' }],
  ['GET /repos/acme/models/git/ref/heads/a/b', 'GET /repos/{owner}/{repo}/git/ref/{ref}', { ref: 'heads/a/b' }],
  ['GET /repos/acme/models/compare/a...b/c', 'GET /repos/{owner}/{repo}/compare/{basehead}', { basehead: 'a...b/c' }],
  ['GET /repos/acme/models/contents/a%20b/c', 'GET /repos/{owner}/{repo}/contents/{path}', { path: 'a b/c' }],
  ['GET /repos/acme/models', 'GET /repos/{owner}/{repo}', { owner: 'acme', repo: 'models' }],
] as const

for (const [request, route, params] of CASES) {
  test(`operations: ${request} is ${route}`, () => {
    const [method = '', path = ''] = request.split(' ')
    const found = findOperation(method, path)
    assert.equal(found?.operation.route, route)
    assert.deepEqual({ ...found?.params, ...params }, found?.params)
  })
}

test('operations: what GitHub does not have is not found', () => {
  assert.equal(findOperation('POST', '/repos/acme/models/issues/1/comment'), undefined)
  assert.equal(findOperation('DELETE', '/repos/acme/models/pulls/1'), undefined)
  assert.equal(findOperation('GET', '/nothing'), undefined)
})
