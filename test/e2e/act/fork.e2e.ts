import assert from 'node:assert/strict'
import { test } from 'node:test'
import { edit } from './author.ts'
import { unlessInstalled } from './installed.ts'
import { reportsOf } from './reports.ts'
import { addSecondFile, openScene } from './scene.ts'

test('a fork: its own run is green and writes nothing, the second file comments; then its push edits that comment', {
  skip: unlessInstalled('.tools/act'),
}, async (t) => {
  const { afterwards, comments, github, judge, push } = await openScene(t, {
    example: 'predictions-only',
    begin: addSecondFile,
  })
  await push('better', edit('forecast.py', 'WEEKS = 1 ', 'WEEKS = 4 '), 'mallory')
  const { number } = await github.openPullRequest({ head: 'better', fork: true })

  const judged = await judge(number)
  assert.equal(judged.code, 0, judged.log)
  assert.deepEqual(judged.jobs.judge!.results, ['success'])
  assert.deepEqual(judged.jobs.comment!.results, ['success'])
  assert.match(judged.jobs.judge!.summary, /mae is better than base/)
  assert.match(judged.jobs.comment!.summary, /mae is better than base/)
  assert.deepEqual(await comments(number), [])
  assert.ok(Object.hasOwn(await reportsOf(github, judged.id), 'contender-report'))

  const commented = await afterwards(judged)
  assert.equal(commented.code, 0, commented.log)
  assert.deepEqual(commented.jobs.comment!.results, ['success'])
  const [comment, ...others] = await comments(number)
  assert.deepEqual(others, [])
  assert.equal(comment!.login, 'github-actions[bot]')
  assert.match(comment!.body, /mae is better than base/)
  assert.match(comment!.body, /fork/)

  await push('better', edit('forecast.py', 'WEEKS = 4 ', 'WEEKS = 2 '), 'mallory')
  const second = await judge(number)
  assert.equal(second.code, 0, second.log)
  const updated = await afterwards(second)
  assert.equal(updated.code, 0, updated.log)
  const [edited, ...more] = await comments(number)
  assert.deepEqual(more, [])
  assert.equal(edited!.id, comment!.id)

  // The run of the first push is told once more, late: nothing goes back.
  const before = github.calls.length
  const outdated = await afterwards(judged)
  assert.equal(outdated.code, 0, outdated.log)
  assert.equal(github.count('writes', before), 0)
})
