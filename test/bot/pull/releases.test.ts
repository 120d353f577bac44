import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { markComment } from '../../../core/pull-request/comment-state.ts'
import type { GitHub } from '../../github/github.ts'
import { installationToken } from '../../github/tokens.ts'
import { accessTo } from '../access.ts'
import { pullScene } from './pull-scene.ts'

async function tag(github: GitHub, name: string, commit: string) {
  await github.git.text('-c', 'user.name=x', '-c', 'user.email=x@example.com', 'tag', '-a', '-m', 'x', name, commit)
}

/** A pull request that was merged before anything was said at it, and a way to release from it. */
async function merged(t: TestContext) {
  const at = await pullScene(t)
  const { github, head, number, record } = at
  const { body } = await github.request('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  const tell = (model: string, more: Parameters<typeof record>[0] = {}) =>
    record({ action: 'registry.register', model, version: 'v1.0.0', tag: `${model}@v1.0.0`, commit: body.sha, ...more })
  const release = async (model: string) => {
    await tell(model)
    await tag(github, `${model}@v1.0.0`, body.sha)
  }
  const say = async (text: string) => {
    const mark = markComment({ v: 1, head, run: 0, attempt: 0, by: 'app' })
    const comment = { body: `${mark}\n${text}` }
    await github.request(
      'POST',
      `/repos/acme/models/issues/${number}/comments`,
      comment,
      installationToken(github.world).value,
    )
  }
  const lines = async () => (await at.comments()).map(({ body }) => body.match(/(?<=🚀 \*\*)\w+/g))
  return { ...at, merge: body.sha as string, release, say, tell, lines }
}

test('release: two that tell of it at once, where nothing was said, leave one comment', async (t) => {
  const { github, lines, look, release } = await merged(t)
  await release('delay')
  await Promise.all([look(), look({ as: accessTo(github) })])
  assert.deepEqual(await lines(), [['delay']])
  assert.equal((await look())[1], 0)
})

test('release: of two comments that are there the older one stays, with what was released', async (t) => {
  const { comments, look, lines, release, say } = await merged(t)
  await say('One')
  await say('Two')
  await release('delay')
  await look()
  assert.deepEqual(await lines(), [['delay']])
  const [{ id } = { id: 0 }] = await comments()
  await look()
  assert.deepEqual(
    (await comments()).map((one) => one.id),
    [id],
  )
})

test('release: one that writes with less than all versions looks again, and loses no line', async (t) => {
  const { github, lines, look, release } = await merged(t)
  await release('delay')
  const other = accessTo(github)
  const slow = { ...other, client: Object.create(other.client) as typeof other.client }
  const { issues } = other.client.rest
  /** Before the slow one writes what it read, another model is released, and told of by somebody else. */
  const createComment = async (comment: Parameters<typeof issues.createComment>[0]) => {
    await release('noise')
    await look()
    return issues.createComment(comment)
  }
  Object.defineProperty(slow.client, 'rest', {
    value: { ...other.client.rest, issues: { ...issues, createComment } },
  })
  await look({ as: slow })
  assert.deepEqual(await lines(), [['delay', 'noise']])
})

test('release: an event is not believed without its tag, on its commit, that the merge is part of', async (t) => {
  const { github, lines, look, merge, number, tell } = await merged(t)
  const before = await github.git.line('rev-parse', `${merge}^1`)
  await tell('delay')
  await tell('noise', { commit: before, pulls: [number] })
  await tag(github, 'noise@v1.0.0', before)
  await tell('fare', { tag: 'noise@v1.0.0' })
  await tell('late')
  await tag(github, 'late@v1.0.0', before)
  await look()
  assert.deepEqual(await lines(), [])
  await tag(github, 'delay@v1.0.0', merge)
  await look()
  assert.deepEqual(await lines(), [['delay']])
})
