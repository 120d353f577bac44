import assert from 'node:assert/strict'
import test from 'node:test'
import { lookAtPull } from '../../../bot/pull/look.ts'
import { pullsOfRelease } from '../../../bot/pull/pulls-of-release.ts'
import { markComment } from '../../../core/pull-request/comment-state.ts'
import type { GitHub } from '../../github/github.ts'
import { paged } from '../../github/pages.ts'
import { accessTo } from '../access.ts'
import { CONFIG, passingReport, pullScene } from './pull-scene.ts'

test('look: two models make one comment, what is worse first', async (t) => {
  const two = CONFIG.replace(
    'governance:',
    `${CONFIG.slice(8)
      .replace(/governance.*/s, '')
      .replaceAll('delay', 'fare')}governance:`,
  )
  const { checks, comments, judge, look } = await pullScene(t, {
    base: { 'contender.yml': two, 'models/fare.onnx': 'one' },
    change: { 'models/delay.onnx': 'two', 'models/fare.onnx': 'two' },
  })
  const [delay] = passingReport().models
  await judge({
    models: [
      delay!,
      {
        ...delay!,
        model: 'fare',
        evaluation: {
          ...delay!.evaluation,
          metrics: { roc_auc: { ...delay!.evaluation.metrics.roc_auc!, value: 0.3, ci: [0.2, 0.4] } },
        },
      },
    ],
  })
  await look()
  const [comment, ...others] = await comments()
  assert.deepEqual(others, [])
  assert.match(comment!.body, /❌ fare[\s\S]*✅ delay[\s\S]*### fare[\s\S]*### delay/)
  assert.equal((await checks()).metrics!.conclusion, 'failure')
})

test('look: a comment that a person deleted is made again, as soon as somebody looks for it', async (t) => {
  const { comments, github, judge, look } = await pullScene(t)
  await judge()
  await look()
  const [before] = await comments()
  await github.request('DELETE', `/repos/acme/models/issues/comments/${before!.id}`)
  assert.deepEqual(await look(), [6, 0])
  const [reads, writes] = await look({ verify: true })
  assert.ok(reads! <= 8 && writes! <= 3, `${reads} reads, ${writes} writes`)
  const [after] = await comments()
  assert.equal(after!.body, before!.body)
  assert.deepEqual(await look(), [6, 0])
})

test('look: a comment that a person edited says again what it should', async (t) => {
  const { comments, github, judge, look } = await pullScene(t)
  await judge()
  await look()
  const [before] = await comments()
  const path = `/repos/acme/models/issues/comments/${before!.id}`
  await github.request('PATCH', path, { body: before!.body.replace('roc_auc is better', 'roc_auc is perfect') })
  await look({ verify: true })
  assert.deepEqual(await comments(), [before])
})

test('look: with something new to say, a comment that is gone is made anew without being looked for', async (t) => {
  const { comments, github, judge, look, record } = await pullScene(t, { change: { 'data/test.csv': '1\n' } })
  await judge()
  await look()
  const [before] = await comments()
  await github.request('DELETE', `/repos/acme/models/issues/comments/${before!.id}`)
  await record({ item: 'judged-by' })
  const [reads, writes] = await look()
  assert.ok(reads! <= 8 && writes! <= 4, `${reads} reads, ${writes} writes`)
  const [after, ...others] = await comments()
  assert.notEqual(after!.id, before!.id)
  assert.deepEqual(others, [])
})

/** A conversation that began with so many comments of others. */
async function talkFirst({ world }: GitHub, count: number): Promise<void> {
  const path = '/repos/acme/models/issues/1/comments'
  const { body: one } = await world.request('POST', path, { body: 'talk' })
  const talk = Array.from({ length: count }, (_, at) => ({ ...one, body: `talk ${at}` }))
  world.before.push(async (call, route) => {
    if (route !== 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments') return undefined
    if (call.query.has('since')) return undefined
    const rest = await world.forward({ ...call, query: new URLSearchParams({ per_page: '100' }) })
    return paged(world, call, [...talk, ...rest.body])
  })
}

test('look: among 31 pages of comments the one of ours is edited, not made a second time', async (t) => {
  const { comments, github, judge, look, push } = await pullScene(t)
  await talkFirst(github, 3005)
  await judge()
  // Nobody knows yet that ours is not among them.
  const [reads] = await look()
  assert.equal(reads, 9 + 31 + 1)
  const ours = async () => (await comments()).filter(({ body }) => body.includes('contender:report'))
  const made = await ours()
  assert.equal(made.length, 1)
  // Its check knows where it is, whatever the number of pages.
  assert.deepEqual(await look(), [6, 0])
  assert.deepEqual(await look(), [6, 0])
  await push({ 'models/delay.onnx': 'three' })
  await look()
  const edited = await ours()
  assert.deepEqual([edited.length, edited[0]!.id], [1, made[0]!.id])
  assert.match(edited[0]!.body, /judging the newest commit/)
})

test('look: the comment that a workflow made before the App came is taken over', async (t) => {
  const { comments, github, head, judge, look, number } = await pullScene(t)
  const run = await judge()
  const state = { v: 1, head, run, attempt: 1, by: 'action' } as const
  const token = github.jobToken({ permissions: { pull_requests: 'write' } })
  const body = `${markComment(state)}\n## The action's own`
  await github.request('POST', `/repos/acme/models/issues/${number}/comments`, { body }, token)
  await look()
  const [comment, ...others] = await comments()
  assert.deepEqual(others, [])
  assert.match(comment!.body, /## ✅ Contender: pass, every gate passed/)
})

test('look: two instances that look at once leave one comment and agree on the checks', async (t) => {
  const { access, checks, comments, github, judge, look } = await pullScene(t)
  await judge()
  const other = accessTo(github)
  await Promise.all([look(), look({ as: other })])
  await Promise.all([look(), look({ as: other })])
  assert.equal((await comments()).length, 1)
  const { metrics } = await checks()
  assert.equal(metrics!.conclusion, 'success')
  assert.match(metrics!.external_id, new RegExp(`^1:${(await comments())[0]!.id}:`))
  assert.deepEqual(
    [await look(), await look({ as: other })].map(([, writes]) => writes),
    [0, 0],
  )
  assert.deepEqual(access.said, [])
})

test('look: what is released from the merge is added to the comment, once, and the rest of it stays', async (t) => {
  const { access, comments, github, judge, look, number, record } = await pullScene(t)
  await judge()
  await look()
  const [before] = await comments()
  const { body } = await github.request('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
  assert.equal((await look())[1], 0)
  const registered = { action: 'registry.register', model: 'delay', version: 'v1.3.0', tag: 'delay@v1.3.0' }
  await record({ ...registered, commit: body.sha })
  await record({ ...registered, commit: 'f'.repeat(40), version: 'v9.0.0', tag: 'delay@v9.0.0' })
  const who = ['-c', 'user.name=x', '-c', 'user.email=x@example.com']
  await github.git.text(...who, 'tag', '-a', '-m', 'x', 'delay@v1.3.0', body.sha)
  const since = github.calls.length
  assert.deepEqual(await pullsOfRelease(access, 'delay@v1.3.0'), [number])
  await lookAtPull(access, number)
  // Who wrote looks again, at the ledger, the policy's branch and the comment; tag and config are read once.
  assert.deepEqual([github.count('reads', since), github.count('writes', since)], [2 + 1 + 4 + 2 + 2 + 2 * 2, 1])
  assert.deepEqual(await pullsOfRelease(access, 'delay@v7.7.7'), [])
  const [after] = await comments()
  assert.match(
    after!.body,
    /\n- 🚀 \*\*delay v1\.3\.0\*\* is released from [0-9a-f]{7}: \[delay@\u200bv1\.3\.0\]\(https:\/\/github\.com\/acme\/models\/releases\/tag\/delay%40v1\.3\.0\)\n/,
  )
  assert.doesNotMatch(after!.body, /v9\.0\.0/)
  assert.equal(after!.body.replace(/- 🚀.*\n\n/, ''), before!.body)
  assert.deepEqual(await look(), [6, 0])
})

test('look: what people must do is asked of them in the first lines, and their approval is asked for at GitHub', async (t) => {
  const base = { 'contender.yml': CONFIG.replace('policy: none', 'policy: default') }
  const { checks, comments, github, head, judge, look, number } = await pullScene(t, { base })
  await look()
  await judge()
  // The ninth, once in its life: whether another instance made the comment at the same moment.
  assert.deepEqual(await look(), [9, 3])
  const [, title, , asked] = (await comments())[0]!.body.split('\n')
  assert.equal(title, '## ⚠️ Contender: pass, every gate passed; 1 of 3 items missing')
  assert.match(asked!, /^\*\*Asked of\*\* whoever has `write`: approve \(`review`\)/)
  const review = { event: 'APPROVE', commit_id: head }
  await github.request('POST', `/repos/acme/models/pulls/${number}/reviews`, review, github.userToken('bob'))
  const [reads, writes] = await look()
  assert.ok(reads! <= 8 && writes! <= 3, `${reads} reads, ${writes} writes`)
  assert.equal((await checks()).governance!.conclusion, 'success')
  assert.match(
    (await comments())[0]!.body,
    /## ✅ Contender: pass, every gate passed\n\n\*\*Nothing more is asked of anybody/,
  )
})

test('look: where others talk, it is looked for a comment of ours once, and not again at each look', async (t) => {
  const { comments, look, judge, github, number } = await pullScene(t)
  await github.request('POST', `/repos/acme/models/issues/${number}/comments`, { body: 'talk' })
  assert.deepEqual(await look(), [8, 2])
  assert.deepEqual(await look(), [5, 0])
  await judge()
  assert.deepEqual(await look(), [8, 3])
  assert.equal((await comments()).length, 2)
})
