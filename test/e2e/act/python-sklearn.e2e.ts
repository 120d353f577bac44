import assert from 'node:assert/strict'
import { test } from 'node:test'
import { edit } from './author.ts'
import { repositoryRoot, unlessInstalled } from './installed.ts'
import { reportsOf } from './reports.ts'
import { openScene, setUpPython } from './scene.ts'

test('scikit-learn: both models are trained in the run, to ONNX, and the comment says which is better', {
  skip: unlessInstalled('.tools/act', '.tools/python-sklearn/bin/python'),
}, async (t) => {
  const actions = await setUpPython(t, `${repositoryRoot}/.tools/python-sklearn`)
  const { comments, github, judge, push } = await openScene(t, { example: 'python-sklearn', actions })
  await push('trees', async (folder) => {
    await edit('contender.yml', 'kind: linear', 'kind: trees')(folder)
    await edit(
      'train.py',
      'import json\nimport os\n',
      'import json\nimport os\nprint("sees", *sorted(os.environ))\n',
    )(folder)
  })
  const { number } = await github.openPullRequest({ head: 'trees' })

  const { code, id, jobs, log } = await judge(number)
  assert.equal(code, 0, log)
  assert.match(jobs.judge!.log, /^trained trees on 2000 rows$/m)
  assert.match(jobs.judge!.log, /^trained linear on 2000 rows$/m)
  const [, seen] = /^sees (.+)$/m.exec(jobs.judge!.log)!
  assert.match(seen!, /\bCONTENDER_TRAIN\b.*\bPATH\b/)
  assert.doesNotMatch(seen!, /INPUT_|ACTIONS_|TOKEN|GITHUB_(ENV|PATH|OUTPUT|STATE|STEP_SUMMARY)/)
  const { 'contender-report': report } = await reportsOf(github, id)
  const [churn] = report!.models
  assert.equal(churn!.outcome, 'pass')
  assert.deepEqual(churn!.run!.params, { kind: 'trees' })
  const [base] = churn!.comparison!.against
  assert.equal(base!.metrics.log_loss!.verdict, 'better')
  const [comment] = await comments(number)
  assert.match(comment!.body, /roc_auc is better than base/)
})
