import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scene } from './scene.ts'

test('reactions: one of a kind from each person, to be listed and taken back', async (t) => {
  const { ann, at, bot, github } = await scene(t)
  const { number } = await github.openPullRequest({ head: 'change' })
  const { data: comment } = await ann.issues.createComment({ ...at, issue_number: number, body: '/contender help' })
  const react = { ...at, comment_id: comment.id, content: 'eyes' as const }
  const first = await bot.reactions.createForIssueComment(react)
  const again = await bot.reactions.createForIssueComment(react)
  assert.deepEqual([first.status, again.status as number], [201, 200])
  assert.equal(again.data.id, first.data.id)
  await ann.reactions.createForIssueComment(react)
  const list = async () => {
    const { data } = await bot.reactions.listForIssueComment({ ...at, comment_id: comment.id })
    return data.map(({ user }) => user!.login)
  }
  assert.deepEqual(await list(), ['contender[bot]', 'ann'])
  await bot.reactions.deleteForIssueComment({ ...at, comment_id: comment.id, reaction_id: first.data.id })
  assert.deepEqual(await list(), ['ann'])
  await assert.rejects(bot.reactions.createForIssueComment({ ...react, comment_id: 999 }), { status: 404 })
})
