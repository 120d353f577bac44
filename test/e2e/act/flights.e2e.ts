import assert from 'node:assert/strict'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { openEngine } from '../../../core/data/engine.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { edit } from './author.ts'
import { unlessInstalled } from './installed.ts'
import { reportsOf } from './reports.ts'
import { openScene } from './scene.ts'

const DATA = 'node_modules/vega-datasets/data/flights-3m.parquet'
/** Every fortieth flight of the two months that the example reads, so that the test is quick. */
const FEW = {
  path: 'few.sql',
  sql: `CREATE TABLE few AS SELECT * FROM '${DATA}' WHERE month(date) IN (1, 3)
    AND md5_number_lower(date || origin || destination || distance || delay) % 40 = 0`,
}

test('flights: a model that got worse turns the job red, at the line of its gate, and the comment says so', {
  skip: unlessInstalled('.tools/act'),
}, async (t) => {
  const few = join(await folderWith(t), 'few.parquet')
  await using engine = await openEngine({ directory: process.cwd(), root: process.cwd(), prepare: FEW })
  await engine.materialize('few', few)
  const { author, comments, github, judge, push } = await openScene(t, {
    example: 'flights',
    // In the place of `npm ci`, which would bring three million rows.
    programs: { npm: `mkdir -p node_modules/vega-datasets/data && cp '${few}' ${DATA}` },
    begin: async (folder) => {
      // Which expects all of them.
      await rm(join(folder, 'contender.schema.yml'))
      await mkdir(dirname(join(folder, DATA)), { recursive: true })
      await engine.materialize('few', join(folder, DATA))
      const trained = await contender('train', folder)
      assert.equal(trained.code, 0, trained.error)
    },
  })
  await push('small', edit('contender.yml', 'seed: 7', 'seed: 7\n      params: { rounds: 1, max_leaves: 2 }'))
  const { number } = await github.openPullRequest({ head: 'small' })

  const { code, id, jobs, log } = await judge(number)
  assert.equal(code, 1, log)
  assert.deepEqual(jobs.judge!.results, ['failure'])
  assert.equal(jobs.judge!.outputs.outcome, 'fail')
  const [gate] = jobs.judge!.annotations.filter(({ level }) => level === 'error')
  assert.equal(gate!.file, 'contender.yml')
  assert.match(gate!.message, /roc_auc against base is worse/)
  const config = await readFile(join(author.folder, 'contender.yml'), 'utf8')
  assert.match(config.split('\n')[gate!.line! - 1]!, /metric: roc_auc, against: base/)
  const { 'contender-report': report } = await reportsOf(github, id)
  assert.equal(report!.outcome, 'fail')
  // The job that comments runs though the one that judges failed.
  assert.deepEqual(jobs.comment!.results, ['success'])
  const [comment, ...others] = await comments(number)
  assert.deepEqual(others, [])
  assert.match(comment!.body, /worse/)
})
