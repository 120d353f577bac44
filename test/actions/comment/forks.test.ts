import assert from 'node:assert/strict'
import test from 'node:test'
import { pullRequestScene } from './scene.ts'

test('comment: the run of a fork’s pull request may not comment; it stays green and says who can', async (t) => {
  const { comment, comments, upload } = await pullRequestScene(t, { fork: true })
  upload()
  const { code, error, out } = await comment()
  assert.equal(code, 0, error)
  assert.match(
    out,
    /^No comment on #1: a run of a fork’s pull request may not comment\. The report is in this job's summary/,
  )
  assert.deepEqual(await comments(), [])
})

test('comment: the run of Dependabot’s pull request stays green as well', async (t) => {
  const { comment, upload } = await pullRequestScene(t, { author: 'dependabot[bot]' })
  upload()
  const { code, error, out } = await comment()
  assert.equal(code, 0, error)
  assert.match(out, /a run that Dependabot started may not comment/)
})

test('comment: a fork’s report is commented on by a run of the default branch, which names the fork', async (t) => {
  const { comment, comments, github, run, upload } = await pullRequestScene(t, { fork: true })
  upload()
  await github.finishRun(run)
  const { code, error, out, reads, writes } = await comment({ event: 'workflow_run' })
  assert.equal(code, 0, error)
  assert.match(out, /The comment on #1 is created/)
  assert.match((await comments())[0]!.body, /> From a fork, mallory\/models: these numbers are what the run/)
  assert.deepEqual([reads, writes], [5, 1])
})

test('comment: a fork’s run finds its own pull request, though a branch of that name and commit is here too', async (t) => {
  const { comment, comments, github, head, number, run, upload } = await pullRequestScene(t, { fork: true })
  await github.request('POST', '/repos/acme/models/git/refs', { ref: 'refs/heads/change', sha: head })
  const own = await github.openPullRequest({ head: 'change' })
  assert.notEqual(own.number, number)
  upload()
  await github.finishRun(run)
  assert.match((await comment({ event: 'workflow_run' })).out, new RegExp(`on #${number} is created`))
  assert.equal((await comments()).length, 1)
})

test('comment: a run of another workflow, of no pull request, or still going is not believed', async (t) => {
  const { comment, github, head, run, upload } = await pullRequestScene(t)
  upload()
  const going = await comment({ event: 'workflow_run' })
  assert.match(going.out, /Run 1 is still going/)
  const workflow = '.github/workflows/other.yml'
  const other = await github.addRun({ headSha: head, workflow })
  await github.finishRun(other.id)
  const refused = await comment({ event: 'workflow_run', run: other.id })
  assert.match(
    refused.error,
    /Run 2 is of \.github\/workflows\/other\.yml, expected \.github\/workflows\/contender\.yml/,
  )
  const pushed = await github.addRun({ headSha: head, event: 'push' })
  await github.finishRun(pushed.id)
  assert.match((await comment({ event: 'workflow_run', run: pushed.id })).out, /was started by `push`/)
  await github.finishRun(run, 'cancelled')
  for (const { reads, writes } of [going, refused]) assert.deepEqual([reads, writes], [0, 0])
})

test('comment: a run that failed before it had a report is not a failure of this one', async (t) => {
  const { comment, github, run } = await pullRequestScene(t)
  await github.finishRun(run, 'failure')
  const { code, out } = await comment({ event: 'workflow_run' })
  assert.equal(code, 0)
  assert.match(out, /Run 1 ended with `failure` and left no report/)
})

test('comment: on the event `workflow_run` nobody else says what to comment on', async (t) => {
  const { comment } = await pullRequestScene(t)
  const { code, error } = await comment({ event: 'workflow_run', line: '--pull-request 7' })
  assert.equal(code, 2)
  assert.match(error, /Unexpected --pull-request on the event `workflow_run`/)
})
