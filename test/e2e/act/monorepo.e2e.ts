import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { edit } from './author.ts'
import { unlessInstalled } from './installed.ts'
import { reportsOf } from './reports.ts'
import { openScene } from './scene.ts'

const skip = unlessInstalled('.tools/act')
const nightHours = edit(
  'fraud/features.py',
  `f"country {row['country']}"]`,
  `f"country {row['country']}", f"night {int(row['hour']) < 6}"]`,
)

test('monorepo: of three models the one that a pull request touches is trained and judged', { skip }, async (t) => {
  const { comments, github, judge, push } = await openScene(t, { example: 'monorepo' })
  await push('night', nightHours)
  const { number } = await github.openPullRequest({ head: 'night' })
  const { id, jobs, log } = await judge(number)
  assert.deepEqual(jobs.comment!.results, ['success'], log)
  const { 'contender-report': report } = await reportsOf(github, id)
  assert.deepEqual(
    report!.models.map(({ model }) => model),
    ['fraud'],
  )
  assert.deepEqual(report!.untouched, ['churn', 'demand'])
  assert.doesNotMatch(jobs.judge!.log, /(churn|demand): (checking|profiling|training|predicting)/)
  assert.match((await comments(number))[0]!.body, /fraud/)
})

test('monorepo: a pull request that touches no model is green, and nobody comments', { skip }, async (t) => {
  const { comments, github, judge, push } = await openScene(t, { example: 'monorepo' })
  await push('words', edit('README.md', '# Three models', '# Three small models'))
  const { number } = await github.openPullRequest({ head: 'words' })
  const { code, jobs, log } = await judge(number)
  assert.equal(code, 0, log)
  assert.deepEqual(jobs.judge!.results, ['success'])
  assert.deepEqual(jobs.comment!.results, ['success'])
  assert.deepEqual(await comments(number), [])
  assert.equal(github.count('writes'), 0)
})

test('monorepo: a job for each model, and one comment for all of them', { skip }, async (t) => {
  const { comments, github, judge, push } = await openScene(t, { example: 'monorepo', begin: asMatrix })
  await push('night', nightHours)
  const { number } = await github.openPullRequest({ head: 'night' })
  const { id, jobs, log } = await judge(number)
  assert.equal(jobs.judge!.results.length, 3, log)
  const reports = await reportsOf(github, id)
  assert.deepEqual(
    Object.keys(reports).sort(),
    ['churn', 'demand', 'fraud'].map((model) => `contender-report-${model}`),
  )
  const [comment, ...others] = await comments(number)
  assert.deepEqual(others, [])
  assert.match(comment!.body, /fraud/)
})

/** Jobs one after the other: side by side, they fight over what act keeps of their actions. */
async function asMatrix(folder: string): Promise<void> {
  const workflow = await readFile(join(folder, 'matrix/contender.yml'), 'utf8')
  await writeFile(
    join(folder, '.github/workflows/contender.yml'),
    workflow.replace('max-parallel: 3', 'max-parallel: 1'),
  )
}
