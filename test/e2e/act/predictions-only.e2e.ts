import assert from 'node:assert/strict'
import { test } from 'node:test'
import { edit } from './author.ts'
import { unlessInstalled } from './installed.ts'
import { reportsOf } from './reports.ts'
import { addSecondFile, openScene } from './scene.ts'

test('predictions only: a pull request is judged and commented; where that is said already, nothing is written; a push edits it', {
  skip: unlessInstalled('.tools/act'),
}, async (t) => {
  const { afterwards, comments, github, judge, push } = await openScene(t, {
    example: 'predictions-only',
    begin: addSecondFile,
  })
  await push('change', edit('forecast.py', 'WEEKS = 1 ', 'WEEKS = 4 '))
  const { headSha, mergeSha, number } = await github.openPullRequest({ head: 'change' })

  const first = await judge(number)
  assert.equal(first.code, 0, first.log)
  assert.deepEqual(first.jobs.judge!.results, ['success'])
  assert.match(first.jobs.judge!.summary, /mae is better than base/)
  assert.equal(first.jobs.judge!.outputs.outcome, 'pass')
  const { 'contender-report': report } = await reportsOf(github, first.id)
  assert.equal(report!.head_sha, headSha)
  assert.equal(report!.tested_sha, mergeSha)
  assert.equal(report!.models[0]!.comparison!.against[0]!.metrics.mae!.verdict, 'better')
  const [comment, ...others] = await comments(number)
  assert.deepEqual(others, [])
  assert.equal(comment!.login, 'github-actions[bot]')
  assert.match(comment!.body, /mae is better than base/)
  assert.ok(github.count('reads') <= 6, `${github.count('reads')} reads`)
  assert.equal(github.count('writes'), 1)

  // The second file is for forks; it finds that the job `comment` has said it all.
  const said = github.calls.length
  const afterFirst = await afterwards(first)
  assert.deepEqual(afterFirst.jobs.comment!.results, ['success'], afterFirst.log)
  assert.equal(github.count('writes', said), 0)
  assert.deepEqual(await comments(number), [comment])

  await push('change', edit('forecast.py', 'WEEKS = 4 ', 'WEEKS = 2 '))
  const beforePush = github.calls.length
  const second = await judge(number)
  assert.equal(second.code, 0, second.log)
  const [edited, ...more] = await comments(number)
  assert.deepEqual(more, [])
  assert.equal(edited!.id, comment!.id)
  assert.notEqual(edited!.body, comment!.body)
  assert.ok(github.count('reads', beforePush) <= 6)
  assert.equal(github.count('writes', beforePush), 1)
})
