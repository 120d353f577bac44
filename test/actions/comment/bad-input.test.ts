import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'node:test'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { AT } from '../../github/routes/scene.ts'
import { zipOf } from '../../report-archive/zip.ts'
import { exampleReport } from '../../reports/example-report.ts'
import { pullRequestScene } from './scene.ts'

test('comment: a token without a permission is told which, and a branch of the repository itself turns red', async (t) => {
  const { comment, upload } = await pullRequestScene(t)
  upload()
  const denied = await comment({ permissions: { actions: 'read', pull_requests: 'read' } })
  assert.equal(denied.code, 2)
  assert.match(denied.error, /POST .*comments was answered with 403.*permission `pull-requests: write`/)
  const unread = await comment({ permissions: { pull_requests: 'write' } })
  assert.equal(unread.code, 2)
  assert.match(unread.error, /the artifacts of run 1: .*403.*permission `actions: read`/)
})

test('comment: where the conversation is locked the report stays in the summary, and the job green', async (t) => {
  const { comment, comments, github, number, upload } = await pullRequestScene(t)
  upload()
  const { body } = await github.request('GET', `/repos/acme/models/pulls/${number}`)
  const message = 'Unable to create comment because issue is locked.'
  github.faults.push(
    { match: 'GET /repos/{owner}/{repo}/pulls/{pull_number}', status: 200, body: { ...body, locked: true } },
    { match: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments', status: 403, body: { message } },
  )
  const { code, error, out } = await comment()
  assert.equal(code, 0, error)
  assert.match(out, /No comment on #1: its conversation is locked\. The report is in this job's summary/)
  assert.deepEqual(await comments(), [])
})

test('comment: a missing report names the artifacts that there are; an expired one says what to do', async (t) => {
  const { comment, github, run } = await pullRequestScene(t)
  assert.match((await comment()).error, /artifacts of run 1 \(it has no artifacts\), expected contender-report or/)
  github.putArtifact(run, 'coverage', zipOf([]))
  assert.match((await comment()).error, /\(it has coverage\)/)
  github.putArtifact(run, 'contender-report', zipOf([]), { expiresAt: AT - 1 })
  const { code, error } = await comment()
  assert.equal(code, 2)
  assert.match(error, /The artifact contender-report has expired: run all jobs again/)
})

test('comment: where the job that judges failed before it had a report, this one stays green and says so', async (t) => {
  const { comment, github, run } = await pullRequestScene(t)
  await github.finishJob(run, 'judge', 'failure')
  const { code, out, reads, writes } = await comment()
  assert.equal(out, 'A job of run 1 ended with `failure` and left no report: its log says why.\n')
  assert.deepEqual([code, reads, writes], [0, 3, 0])
})

test('comment: an event without a pull request is no mistake', async (t) => {
  const { comment } = await pullRequestScene(t)
  const { code, out, reads } = await comment({ event: 'push' })
  assert.deepEqual([code, out, reads], [0, 'The event `push` is about no pull request.\n', 0])
})

test('comment: in another CI the report is a file, and the pull request a number', async (t) => {
  const { comments, github, head, number } = await pullRequestScene(t)
  const report = { ...exampleReport(), head_sha: head, tested_sha: head }
  const folder = await folderWith(t)
  await writeFile(join(folder, 'report.json'), JSON.stringify(report))
  const environment = {
    GITHUB_TOKEN: github.userToken('ann'),
    GITHUB_REPOSITORY: 'acme/models',
    GITHUB_API_URL: github.url,
  }
  const line = `comment --report report.json --pull-request ${number}`
  assert.match((await contender(line, folder, environment)).out, /is created/)
  assert.match((await contender(line, folder, environment)).out, /is unchanged/)
  assert.doesNotMatch((await comments())[0]!.body, /The run that judged/)
  const missing = await contender(`comment --pull-request ${number}`, folder, environment)
  assert.match(missing.error, /Missing --report, expected the path of report.json/)
})

test('comment: a wrong token, repository or address of GitHub is told as what it is', async (t) => {
  const { comment } = await pullRequestScene(t)
  const error = async (job: Parameters<typeof comment>[0]) => (await comment(job)).error
  assert.match(
    await error({ token: 'ghp_wrong' }),
    /answered with 401, Bad credentials\. Is the token whole, and still/,
  )
  assert.match(
    await error({ environment: { GITHUB_REPOSITORY: 'acme/modles' } }),
    /answered with 404, Not Found\. Does it exist, and does the token have the permission `pull-requests: write`/,
  )
  const { code, error: address } = await comment({ environment: { GITHUB_API_URL: 'github' } })
  assert.equal(code, 2)
  assert.equal(address, 'error: Unexpected address `github` of GitHub, expected one like https://api.github.com\n')
})

test('comment: without a token, a repository or a pull request it says what is missing', async (t) => {
  const folder = await folderWith(t)
  const error = async (line: string, environment = {}) =>
    (await contender(`comment ${line}`, folder, environment)).error
  assert.match(await error(''), /Missing --pull-request/)
  assert.match(
    await error('--pull-request x'),
    /Unexpected value `x` of --pull-request, expected the number of a pull request/,
  )
  assert.match(await error('--pull-request 1'), /Missing GITHUB_REPOSITORY/)
  assert.match(await error('--pull-request 1', { GITHUB_REPOSITORY: 'a/b' }), /Missing GITHUB_TOKEN/)
})
