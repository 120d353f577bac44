import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scene } from '../routes/scene.ts'
import type { WorldEvent } from '../world.ts'

test('queue: a commit a pull request on a branch of its own, signed by GitHub, and checks are asked for', async (t) => {
  const { ann, at, change, github, main } = await scene(t)
  const { number } = await github.openPullRequest({ head: 'change' })
  const events: WorldEvent[] = []
  github.world.listeners.push((event) => events.push(event))
  const group = await github.queuePulls([number])
  assert.deepEqual([group.base_sha, group.base_ref], [main, 'refs/heads/main'])
  assert.equal(group.head_ref, `refs/heads/gh-readonly-queue/main/pr-${number}-${main}`)
  const { data } = await ann.repos.compareCommitsWithBasehead({ ...at, basehead: `${main}...${group.head_sha}` })
  const made = data.commits.map(({ commit, parents, sha }) => [sha, parents.length, commit.verification?.verified])
  assert.deepEqual(made, [
    [change, 1, false],
    [group.head_sha, 2, true],
  ])
  assert.match(data.commits[1]!.commit.message, /^Merge pull request #1 from acme\/change/)
  const [{ action, name, payload } = { name: '' } as WorldEvent] = events
  assert.deepEqual([name, action], ['merge_group', 'checks_requested'])
  assert.deepEqual((payload.merge_group as { head_sha: string }).head_sha, group.head_sha)
})

test('queue: squashed, and on top of another group', async (t) => {
  const { github } = await scene(t)
  const { number } = await github.openPullRequest({ head: 'change' })
  const first = await github.queuePulls([number])
  const second = await github.queuePulls([number], { method: 'squash', onto: first.head_sha })
  assert.equal(second.base_sha, first.head_sha)
  assert.equal(await github.git.line('log', '-1', '--format=%s', second.head_sha), `change (#${number})`)
  assert.equal(await github.git.line('rev-parse', `${second.head_sha}^`), first.head_sha)
})
