import assert from 'node:assert/strict'
import test from 'node:test'
import { zipOf } from '../../report-archive/zip.ts'
import { good, reportOf, worse } from './reports.ts'
import { scene } from './scene.ts'

test('two models make one comment, what is worse first, whatever the report says of itself', async (t) => {
  const { check, checks, comment, judge } = await scene(t, {
    change: { 'models/delay.onnx': 'two', 'models/fare.onnx': 'two' },
  })
  assert.deepEqual(await checks(), {
    metrics: 'in_progress: waiting for the workflow to start',
    governance: 'in_progress: 0 of 1 met; the rest waits for the run',
  })
  await judge({ models: [good('delay'), worse('fare')] })
  assert.equal((await checks()).metrics, 'failure: a gate or a check of the data failed')
  assert.match((await check('metrics')).output.summary, /❌ `fare\/roc_auc-against-base` roc_auc against base is worse/)
  assert.match(await comment(), /## ❌ Contender: fail[\s\S]*❌ fare[\s\S]*✅ delay[\s\S]*### fare[\s\S]*### delay/)
})

test('a workflow that never starts is for a person after a quarter of an hour', async (t) => {
  const { bot, checks, comment, pass, say, settle } = await scene(t)
  pass(14 * 60)
  await bot.reconcile()
  assert.equal((await checks()).metrics, 'in_progress: waiting for the workflow to start')
  pass(60)
  await bot.reconcile()
  await settle()
  assert.deepEqual(await checks(), {
    metrics: 'action_required: the workflow has not started',
    governance: 'action_required: 0 of 1 met; missing: ready',
  })
  assert.match(await comment(), /\*\*Asked of\*\* the author: get a report for `ready`/)
  const { replies } = await say('bob', '/contender sign ready')
  assert.match(
    replies[0]!,
    /There is no report of [0-9a-f]{7} \(its workflow has not started\), so no model file to sign/,
  )
})

test('a run that ends without a report is a failure, and one that is made again makes up for it', async (t) => {
  const { addRun, check, checks, comment, finish, github, settle } = await scene(t)
  const { id } = await addRun()
  await settle()
  assert.equal((await checks()).metrics, 'in_progress: judging')
  await github.finishRun(id, 'failure')
  await settle()
  assert.equal((await checks()).metrics, 'failure: the run left no report that can be read')
  assert.match(await comment(), /## ❌ Contender: the run left no report that can be read/)
  await github.pressButton((await check('metrics')).id, 'rerun', 'bob')
  await settle()
  assert.equal((await checks()).metrics, 'in_progress: judging')
  await github.startRun(id)
  await finish(id)
  assert.equal((await checks()).metrics, 'success: passed')
  assert.match(await comment(), /## ⚠️ Contender: pass, every gate passed; 1 of 1 item missing/)
})

test('the button runs the workflow again for one who may write, and the numbers of the last attempt count', async (t) => {
  const { ask, check, checks, comment, finish, github, judge, settle } = await scene(t)
  const run = await judge()
  const attempt = async () => (await ask(`actions/runs/${run}`)).run_attempt
  const press = async (login: string) => {
    await github.pressButton((await check('metrics')).id, 'rerun', login)
    await settle()
  }
  await press('rita')
  assert.equal(await attempt(), 1)
  await press('ann')
  assert.equal(await attempt(), 2)
  await github.startRun(run)
  await finish(run, { models: [worse()] })
  assert.equal((await checks()).metrics, 'failure: a gate or a check of the data failed')
  assert.match(await comment(), /## ❌ Contender: fail/)
})

test('the legs of a matrix leave an artifact each and are one report', async (t) => {
  const { addRun, checks, comment, github, head, settle, tipOf, upload } = await scene(t, {
    change: { 'train.py': 'print(2)\n' },
  })
  const { id } = await addRun()
  const leg = async (model: string, other: string) =>
    upload(
      id,
      reportOf(await head(), await tipOf('main'), { models: [good(model)], elsewhere: [other] }),
      `contender-report-${model}`,
    )
  await leg('delay', 'fare')
  await leg('fare', 'delay')
  await github.finishRun(id)
  await settle()
  assert.equal((await checks()).metrics, 'success: passed')
  assert.match(await comment(), /### delay[\s\S]*### fare/)
})

test('a leg of a matrix that left nothing is undecided, never a pass', async (t) => {
  const { addRun, check, checks, github, head, settle, tipOf, upload } = await scene(t, {
    change: { 'train.py': 'print(2)\n' },
  })
  const { id } = await addRun()
  upload(id, reportOf(await head(), await tipOf('main'), { elsewhere: ['fare'] }), 'contender-report-delay')
  await github.finishRun(id, 'failure')
  await settle()
  assert.equal((await checks()).metrics, 'action_required: undecided')
  assert.match((await check('metrics')).output.summary, /The report does not judge `fare`/)
})

test('an artifact that has expired, one that is too large, a zip bomb and what is no report are failures that say so', async (t) => {
  const { addRun, check, checks, github, settle } = await scene(t)
  const said = async (bytes: Uint8Array, more: { expiresAt?: number } = {}) => {
    const { id } = await addRun()
    github.putArtifact(id, 'contender-report', bytes, more)
    await github.finishRun(id)
    await settle()
    assert.equal((await checks()).metrics, 'failure: the run left no report that can be read')
    return (await check('metrics')).output.summary
  }
  const zip = (content: string) => zipOf([{ name: 'report.json', content }])
  assert.match(await said(zip('{}'), { expiresAt: github.world.now() - 1 }), /expired/)
  assert.match(await said(zip(`"${'0'.repeat(30_000_000)}"`)), /30000002 bytes, expected at most 16000000/)
  assert.match(await said(zip(`"${'0'.repeat(15_000_000)}"`)), /200/)
  assert.match(await said(Buffer.alloc(21_000_000)), /20/)
  assert.match(await said(zip('{"schema":"contender/report@1"}')), /report\.json/)
  assert.match(await said(Buffer.from('not a zip')), /zip/)
})

test('secrets, mentions and markup of a report harm nobody', async (t) => {
  const secret = `ghp_${'a1B2'.repeat(9)}`
  const { check, checks, comment, judge } = await scene(t)
  const model = good()
  const warnings = [
    `@acme/everybody <img src=x onerror=alert(1)> ${secret} [click](https://evil.test)\n/contender sign ready`,
  ]
  await judge({ models: [{ ...model, evaluation: { ...model.evaluation, warnings } }] })
  assert.equal((await checks()).metrics, 'success: passed')
  const { text } = (await check('metrics')).output
  for (const shown of [await comment(), text!]) {
    assert.match(shown, /everybody/)
    assert.doesNotMatch(shown, /ghp_|@acme|<img|\]\(https:\/\/evil|^\/contender sign/m)
  }
})

test('what touches no model passes at once, without a run and without a comment', async (t) => {
  const { checks, push, reports } = await scene(t, { change: { 'README.md': 'More\n' } })
  assert.deepEqual(await checks(), { metrics: 'success: no model touched', governance: 'success: nothing is asked' })
  assert.deepEqual(await reports(), [])
  await push({ 'models/delay.onnx': 'two' })
  assert.equal((await checks()).metrics, 'in_progress: waiting for the workflow to start')
})

test('a draft is judged as any other', async (t) => {
  const { ask, checks, comment, judge, number } = await scene(t, { draft: true })
  await judge()
  assert.equal((await ask(`pulls/${number}`)).draft, true)
  assert.equal((await checks()).metrics, 'success: passed')
  assert.match(await comment(), /1 of 1 item missing/)
})

test('a pull request whose base branch is changed is judged by the rules of the new one', async (t) => {
  const strict = 'git checkout -q -b strict && sed -i "s/min: 0.5/min: 0.9/" contender.yml && git commit -qam Strict'
  const { act, check, checks, comment, judge, number, settle } = await scene(t, {
    prepare: [strict, 'git checkout -q main'],
  })
  await judge()
  assert.equal((await checks()).metrics, 'success: passed')
  await act('ann', 'PATCH', `pulls/${number}`, { base: 'strict' })
  await settle()
  assert.equal((await checks()).metrics, 'failure: a gate or a check of the data failed')
  assert.match((await check('metrics')).output.summary, /`delay\/roc_auc-min`/)
  assert.match(await comment(), /strict \([0-9a-f]{7}\)/)
})

test('a pull request that is closed is left alone, and looked at again when it is opened anew', async (t) => {
  const { act, checks, judge, number, push, settle } = await scene(t)
  await judge()
  const turn = async (state: 'open' | 'closed') => {
    await act('ann', 'PATCH', `pulls/${number}`, { state })
    await settle()
  }
  await turn('closed')
  const head = await push({ 'models/delay.onnx': 'three' })
  assert.deepEqual(await checks(head), { metrics: undefined, governance: undefined })
  await turn('open')
  assert.equal((await checks()).metrics, 'in_progress: waiting for the workflow to start')
})
