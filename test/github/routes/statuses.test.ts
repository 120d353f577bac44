import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scene } from './scene.ts'

test('statuses: the newest of each context counts, and one that is bad makes all bad', async (t) => {
  const { as, at, change, github } = await scene(t)
  const writer = as(github.jobToken({ permissions: { statuses: 'write', contents: 'read' } }))
  const set = (context: string, state: 'success' | 'failure' | 'pending') =>
    writer.repos.createCommitStatus({ ...at, sha: change, context, state })
  const combined = async () => (await writer.repos.getCombinedStatusForRef({ ...at, ref: 'change' })).data
  assert.equal((await combined()).state, 'pending')
  await set('a', 'pending')
  await set('b', 'failure')
  assert.equal((await combined()).state, 'failure')
  await set('b', 'success')
  assert.equal((await combined()).state, 'pending')
  await set('a', 'success')
  assert.deepEqual([(await combined()).state, (await combined()).total_count], ['success', 2])
  const { data } = await writer.repos.listCommitStatusesForRef({ ...at, ref: change })
  assert.equal(data.length, 4)
})
