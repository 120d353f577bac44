import assert from 'node:assert/strict'
import test from 'node:test'
import type { Report } from '../../../core/artifacts/report.ts'
import { markComment } from '../../../core/pull-request/comment-state.ts'
import { installationToken } from '../../github/tokens.ts'
import { exampleReport } from '../../reports/example-report.ts'
import { MARK, pullRequestScene } from './scene.ts'

test('comment: the report of the run becomes one comment, in 5 reads and 1 write', async (t) => {
  const { comment, comments, run, upload } = await pullRequestScene(t)
  upload()
  const { code, error, out, reads, writes } = await comment()
  assert.equal(code, 0, error)
  assert.match(out, /^The comment on #1 is created: http/)
  const [only, ...others] = await comments()
  assert.deepEqual(others, [])
  assert.equal(only!.user.login, 'github-actions[bot]')
  assert.ok(only!.body.startsWith(MARK))
  assert.match(only!.body, /## ❌ Contender: fail, a gate failed/)
  assert.ok(only!.body.includes(`https://github.com/acme/models/actions/runs/${run}`))
  assert.deepEqual([reads, writes], [5, 1])
})

test('comment: the same report again writes nothing, whether its own run says it, one that waited for it, or a later one', async (t) => {
  const { comment, comments, github, head, run, upload } = await pullRequestScene(t)
  upload()
  await comment()
  const before = await comments()
  const again = await comment()
  assert.match(again.out, /is unchanged: http/)
  assert.deepEqual([again.reads, again.writes], [4, 0])
  await github.finishRun(run)
  const waited = await comment({ event: 'workflow_run' })
  assert.match(waited.out, /is unchanged: http/)
  assert.deepEqual([waited.reads, waited.writes], [4, 0])
  const next = await github.addRun({ headSha: head })
  upload({}, { run: next.id })
  for (const job of [{ attempt: 2 }, { run: next.id }]) {
    const later = await comment(job)
    assert.match(later.out, /is unchanged: http/)
    assert.equal(later.writes, 0)
  }
  assert.deepEqual(await comments(), before)
})

test('comment: a new commit edits the comment in its place, in 4 reads and 1 write; the older one’s run writes nothing', async (t) => {
  const { comment, comments, github, push, run, upload } = await pullRequestScene(t)
  upload()
  await comment()
  const [first] = await comments()
  const head = await push()
  const outdated = await comment()
  assert.match(outdated.out, /#1 has a newer commit than/)
  assert.deepEqual([outdated.reads, outdated.writes], [1, 0])
  await github.finishRun(run)
  assert.match((await comment({ event: 'workflow_run' })).out, /No open pull request has .* as its newest commit/)
  const next = await github.addRun({ headSha: head })
  await github.finishRun(next.id)
  assert.match((await comment({ event: 'workflow_run', run: next.id })).error, /No report among the artifacts of run 2/)
  upload({ head_sha: head }, { run: next.id })
  const edited = await comment({ event: 'workflow_run', run: next.id })
  assert.match(edited.out, /is updated/)
  assert.deepEqual([edited.reads, edited.writes], [4, 1])
  const after = await comments()
  assert.deepEqual(
    after.map(({ id }) => id),
    [first!.id],
  )
  assert.match(after[0]!.body, new RegExp(`judged ${head.slice(0, 7)}`))
})

test('comment: a report for which no model was touched makes no comment, and brings one up to date', async (t) => {
  const { comment, comments, github, head, upload } = await pullRequestScene(t)
  const run = async (report: Partial<Report>) => {
    const { id } = await github.addRun({ headSha: head })
    upload(report, { run: id })
    return (await comment({ run: id })).out
  }
  const nothing: Partial<Report> = { models: [], outcome: 'pass', untouched: ['delay'] }
  assert.match(await run(nothing), /nothing new to say/)
  assert.deepEqual(await comments(), [])
  assert.match(await run({ ...nothing, removed: ['fare'] }), /is created/)
  assert.match(await run({}), /is updated/)
  assert.match(await run(nothing), /is updated/)
  assert.match(
    (await comments())[0]!.body,
    /no model is touched\n\nNot judged: delay\. Nothing that it is made of differs from the base\./,
  )
})

test('comment: the parts of a matrix are one comment, and a model that none speaks of is named', async (t) => {
  const { comment, comments, upload } = await pullRequestScene(t)
  const leg = (model: string) => exampleReport().models.map((one) => ({ ...one, model }))
  upload({ models: leg('delay'), elsewhere: ['fare', 'churn'] }, { name: 'contender-report-delay' })
  upload({ models: leg('fare'), elsewhere: ['delay', 'churn'] }, { name: 'contender-report-fare' })
  const { error, reads, writes } = await comment()
  assert.match(error, /No job of this run left a report of churn/)
  assert.deepEqual([reads, writes], [6, 1])
  const [{ body } = { body: '' }] = await comments()
  assert.match(body, /### delay[\s\S]*### fare[\s\S]*Not in this report: churn/)
})

test('comment: a joined report costs no request for its legs, and says nothing of one that was run again since', async (t) => {
  const { comment, comments, github, run, upload } = await pullRequestScene(t)
  const judged = (model: string, outcome: 'pass' | 'fail') =>
    exampleReport().models.map(({ comparison: _, ...one }) => ({ ...one, model, outcome }))
  upload({ models: judged('delay', 'fail'), elsewhere: ['fare'] }, { name: 'contender-report-delay' })
  upload({ models: judged('fare', 'pass'), elsewhere: ['delay'] }, { name: 'contender-report-fare' })
  upload({ outcome: 'fail', models: [...judged('delay', 'fail'), ...judged('fare', 'pass')] })
  assert.equal((await comment()).reads, 5)
  assert.match((await comments())[0]!.body, /❌ delay[\s\S]*✅ fare/)
  // The second attempt ends before its jobs are joined.
  await github.rerun(run, 'ann')
  upload({ models: judged('delay', 'pass'), elsewhere: ['fare'] }, { name: 'contender-report-delay' })
  assert.match((await comment({ attempt: 2 })).out, /is updated/)
  assert.match((await comments())[0]!.body, /✅ delay[\s\S]*✅ fare/)
})

test('comment: a person’s comment, a forged mark and another’s bot are left alone', async (t) => {
  const { comment, comments, github, head, say, upload } = await pullRequestScene(t)
  const mark = markComment({ v: 1, head, run: 9e9, attempt: 1, by: 'app' })
  await say(`${mark}\nAll is well`, github.userToken('mallory'))
  await say(`> ${mark}\nWhat is this?`)
  upload()
  assert.match((await comment()).out, /is created/)
  assert.equal((await comments()).length, 3)
})

test('comment: what the App keeps, the action leaves alone', async (t) => {
  const { comment, comments, github, head, say, upload } = await pullRequestScene(t)
  const mark = markComment({ v: 1, head, run: 1, attempt: 1, by: 'app' })
  await say(`${mark}\nChecklist`, installationToken(github.world).value)
  upload()
  const { out, writes } = await comment()
  assert.match(out, /the App keeps it up to date/)
  assert.equal(writes, 0)
  assert.equal((await comments()).length, 1)
})

test('comment: a person’s token finds the comment that it made', async (t) => {
  const { comment, comments, github, head, upload } = await pullRequestScene(t)
  upload()
  const token = github.userToken('bob')
  assert.match((await comment({ token })).out, /is created/)
  const { id: run } = await github.addRun({ headSha: head })
  upload({ models: [] }, { run })
  assert.match((await comment({ token, run })).out, /is updated/)
  assert.deepEqual(
    (await comments()).map(({ user }) => user.login),
    ['bob'],
  )
})

test('comment: a pull request that is closed gets no new comment, but the one it has is brought up to date', async (t) => {
  const { comment, comments, github, head, number, upload } = await pullRequestScene(t)
  upload()
  const close = () => github.request('PATCH', `/repos/acme/models/pulls/${number}`, { state: 'closed' })
  await close()
  assert.match((await comment()).out, /nothing new to say/)
  assert.deepEqual(await comments(), [])
  await github.request('PATCH', `/repos/acme/models/pulls/${number}`, { state: 'open' })
  await comment()
  await close()
  const { id: run } = await github.addRun({ headSha: head })
  upload({ models: [] }, { run })
  assert.match((await comment({ run })).out, /is updated/)
})
