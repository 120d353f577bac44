import assert from 'node:assert/strict'
import { test } from 'node:test'
import { edit } from './author.ts'
import { unlessInstalled } from './installed.ts'
import { openScene } from './scene.ts'

test('a config with a mistake is red once, at its line: the job that comments finds no report, says so and is green', {
  skip: unlessInstalled('.tools/act'),
}, async (t) => {
  const { comments, github, judge, push } = await openScene(t, { example: 'predictions-only' })
  await push('typo', edit('contender.yml', 'gates:', 'gate:'))
  const { number } = await github.openPullRequest({ head: 'typo' })
  const { code, jobs, log } = await judge(number)
  assert.equal(code, 1, log)
  assert.deepEqual([jobs.judge!.results, jobs.comment!.results], [['failure'], ['success']], log)
  const [error, ...others] = jobs.judge!.annotations
  assert.deepEqual(others, [])
  assert.deepEqual([error!.level, error!.file], ['error', 'contender.yml'])
  assert.match(error!.message, /Unknown key `gate` in contender\.yml:\d+ .*did you mean `gates`\?/)
  assert.match(jobs.comment!.summary, /A job of run 1 ended with `failure` and left no report: its log says why\./)
  assert.deepEqual([await comments(number), github.count('writes')], [[], 0])
})
