import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scene } from './routes/scene.ts'

test('field limits: a comment of 65,536 characters is taken, one more is not', async (t) => {
  const { ann, at, github } = await scene(t)
  const { number: issue_number } = await github.openPullRequest({ head: 'change' })
  const body = 'x'.repeat(65_536)
  const { data } = await ann.issues.createComment({ ...at, issue_number, body })
  assert.equal(data.body!.length, 65_536)
  const refused = { status: 422, message: /is too long \(maximum is 65536 characters\)/ }
  await assert.rejects(ann.issues.createComment({ ...at, issue_number, body: `${body}x` }), refused)
  await assert.rejects(ann.issues.updateComment({ ...at, comment_id: data.id, body: `${body}x` }), refused)
})

const note = { path: 'a', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'm' } as const
const action = { label: 'Re-run', description: 'Once more', identifier: 'rerun' }
const TOO_MUCH = [
  ['summary', { output: { title: 't', summary: 'x'.repeat(65_536) } }],
  ['text', { output: { title: 't', summary: 's', text: 'x'.repeat(65_536) } }],
  ['annotations', { output: { title: 't', summary: 's', annotations: Array(51).fill(note) } }],
  ['actions', { actions: Array(4).fill(action) }],
  ['label', { actions: [{ ...action, label: 'x'.repeat(21) }] }],
  ['description', { actions: [{ ...action, description: 'x'.repeat(41) }] }],
] as const

test('field limits: what a check run cannot hold is refused by name', async (t) => {
  const { at, bot, change } = await scene(t)
  const { data } = await bot.checks.create({ ...at, name: 'c', head_sha: change })
  for (const [field, more] of TOO_MUCH) {
    const update = { ...at, check_run_id: data.id, ...more } as Parameters<typeof bot.checks.update>[0]
    const refused = await bot.checks.update(update).catch((error) => error)
    assert.deepEqual([refused.status, refused.response.data.errors?.[0].field], [422, field])
  }
})
