import assert from 'node:assert/strict'
import test from 'node:test'
import type { RepositoryAccess } from '../../../bot/github/open-github.ts'
import { readApprovals } from '../../../bot/pull/read-approvals.ts'

test('approvals: one of a bot is none, whatever role it has', async () => {
  const reviews = [
    { commit_id: 'a', state: 'APPROVED', user: { login: 'bob', type: 'User' } },
    { commit_id: 'a', state: 'APPROVED', user: { login: 'approver[bot]', type: 'Bot' } },
    { commit_id: 'a', state: 'APPROVED', user: null },
  ]
  const role = async () => ({ data: { permission: 'write', role_name: 'write' } })
  const rest = { pulls: {}, repos: { getCollaboratorPermissionLevel: role } }
  const access = { at: {}, client: { rest, paginate: async () => reviews } } as unknown as RepositoryAccess
  assert.deepEqual(await readApprovals(access, { number: 1, head: 'a' }), [{ login: 'bob', role: 'write' }])
})
