import assert from 'node:assert/strict'
import test from 'node:test'
import { good, reportOf, worse } from './reports.ts'
import { CONFIG, GOVERNANCE, governedBy, MODELS } from './repository.ts'
import { scene } from './scene.ts'

test('a pull request from a fork is judged by its own run, said to be one, and its author signs nothing', async (t) => {
  const { checks, comment, events, judge, say } = await scene(t, { pull: { fork: true }, author: 'mallory' })
  // The same commit, run in acme/models: no run of the fork's.
  await judge({}, { headRepository: 'acme/models' })
  assert.equal((await checks()).metrics, 'in_progress: waiting for the workflow to start')
  await judge()
  assert.equal((await checks()).metrics, 'success: passed')
  assert.match(await comment(), /> From a fork, mallory\/models: these numbers are what the run/)
  assert.match((await say('mallory', '/contender sign ready')).replies[0]!, /made a part of this change/)
  assert.deepEqual(await events(), [])
  await say('bob', '/contender sign ready')
  assert.equal((await checks()).governance, 'success: 1 of 1 met')
})

test('a fork whose contender.yml would keep the bot busy for hours is told what is wrong with it, at once', async (t) => {
  const model = (test: string) => `  evil:
    task: binary-classification
    data: { train: data/train.csv, test: "${test}", target: late }
    model: models/e.onnx
`
  const hostile = [
    [model('{a,b}'.repeat(14)), /expected a glob whose braces stand for at most 64 names/],
    [model('{1..1000000}'), /expected a glob without ranges in braces/],
    [Array.from({ length: 12_000 }, (_, at) => `  k${at}:\n`).join(''), /Unexpected/],
  ] as const
  for (const [more, words] of hostile) {
    const began = performance.now()
    const change = { 'contender.yml': MODELS + more + GOVERNANCE, 'README.md': 'x\n' }
    const { check, checks, judge } = await scene(t, { pull: { fork: true }, author: 'mallory', change })
    await judge()
    assert.equal((await checks()).governance, 'action_required: 0 of 2 met; missing: judged-by, ready')
    const { conclusion, output } = await check('metrics')
    assert.deepEqual([conclusion, words.test(output.summary + output.title)], ['failure', true], output.summary)
    assert.ok(performance.now() - began < 30_000)
  }
})

test('a run of a fork that waits for a maintainer’s approval is for a person at once', async (t) => {
  const { addRun, checks, comment, github, settle } = await scene(t, { pull: { fork: true } })
  const { id } = await addRun({ status: 'queued' })
  await github.finishRun(id, 'action_required')
  await settle()
  assert.equal((await checks()).metrics, 'action_required: the workflow waits for somebody to approve its run')
  assert.match(await comment(), /press _Approve and run_/)
})

test('one that edits its own workflow and uploads a perfect report waits for somebody who may to look at that', async (t) => {
  const change = { '.github/workflows/contender.yml': 'on: pull_request\njobs: {}\n', 'models/delay.onnx': 'two' }
  const { checks, comment, github, judge, say } = await scene(t, { change })
  await judge()
  assert.deepEqual(await checks(), {
    metrics: 'action_required: this change edits what judges it',
    governance: 'action_required: 0 of 2 met; missing: judged-by, ready',
  })
  assert.match(
    await comment(),
    /> \[!WARNING\]\n> This change edits what judges it: `\.github\/workflows\/contender\.yml`/,
  )
  for (const login of ['ann', 'bob']) await say(login, '/contender sign judged-by')
  assert.equal((await checks()).metrics, 'action_required: this change edits what judges it')
  github.world.roles.set('bob', 'maintain')
  await say('bob', '/contender sign judged-by')
  assert.deepEqual(await checks(), {
    metrics: 'success: passed',
    governance: 'action_required: 1 of 2 met; missing: ready',
  })
})

test('the report of another pull request, another head, repository, workflow or event is not believed', async (t) => {
  const { act, check, checks, github, head, judge, number, push, settle, tipOf, upload } = await scene(t)
  await act('ann', 'POST', 'git/refs', { ref: 'refs/heads/second', sha: await tipOf('main') })
  const second = await push({ 'models/delay.onnx': 'three' }, { branch: 'second' })
  const other = await github.openPullRequest({ head: 'second' })
  const own = await head()
  for (const run of [
    { headSha: second, headBranch: 'second' },
    { headRepository: 'mallory/models' },
    { workflow: '.github/workflows/mine.yml' },
    { event: 'push' },
    { event: 'workflow_dispatch' },
  ]) {
    const { id } = await github.addRun({ headSha: own, ...run })
    upload(id, reportOf(own, await tipOf('main')))
    await github.finishRun(id)
  }
  await settle()
  assert.equal((await checks()).metrics, 'in_progress: waiting for the workflow to start')
  // The other's run has left a report about this one's head.
  assert.equal((await checks(second)).metrics, 'failure: the run left no report that can be read')
  await judge({ head_sha: second })
  assert.equal((await checks()).metrics, 'failure: the run left no report that can be read')
  assert.match((await check('metrics')).output.summary, new RegExp(`is about ${second}, expected ${own}`))
  assert.notEqual(other.number, number)
})

test('a policy that is changed in a pull request has no effect on it, and has on others once it is merged', async (t) => {
  const lax = CONFIG.replaceAll('margin: 0.005', 'margin: 0.5').replace('accept: admin', 'accept: write')
  const { act, checks, comment, events, github, judge, number, push, say, settle, tipOf } = await scene(t, {
    change: { 'contender.yml': lax, 'models/delay.onnx': 'two' },
  })
  await act('ann', 'POST', 'git/refs', { ref: 'refs/heads/second', sha: await tipOf('main') })
  const second = await push({ 'models/fare.onnx': 'two' }, { branch: 'second' })
  await github.openPullRequest({ head: 'second' })
  await judge({ models: [worse('fare')] }, { headSha: second, headBranch: 'second' })
  const failed = 'failure: a gate or a check of the data failed'
  assert.equal((await checks(second)).metrics, failed)
  await judge({ models: [worse('delay'), good('fare')] })
  assert.deepEqual(await checks(), {
    metrics: failed,
    governance: 'action_required: 0 of 2 met; missing: judged-by, ready',
  })
  assert.match(await comment(), /those of the base branch count until it is merged[\s\S]*against base, margin 0\.005/)
  assert.match((await say('bob', '/contender accept delay/roc_auc-against-base ok')).replies[0]!, /role admin/)
  assert.deepEqual(await events(), [])
  await act('olga', 'PUT', `pulls/${number}/merge`, {})
  await settle()
  assert.equal((await checks(second)).metrics, 'success: passed')
})

test('a change that takes a model out is for a person, and so is one that takes the whole config away', async (t) => {
  const { checks, comment, judge, push, say } = await scene(t, {
    change: { 'contender.yml': CONFIG.replace(/ {2}fare:[\s\S]*?(?=stages)/, ''), 'models/fare.onnx': undefined },
  })
  await judge({ models: [], untouched: ['delay'], removed: ['fare'] })
  assert.match((await checks()).governance!, /missing: judged-by, removal/)
  assert.match(await comment(), /This change removes fare from the config: no gate judges it any more/)
  for (const item of ['judged-by', 'removal', 'ready']) await say('olga', `/contender sign ${item}`)
  assert.equal((await checks()).governance, 'success: 3 of 3 met')
  await push({ 'contender.yml': undefined })
  assert.match((await checks()).governance!, /^action_required: 0 of 3 met/)
})

test('without contender.yml there is nothing to judge; the first one is judged by its own rules, by who maintains', async (t) => {
  const { checks, comment, judge, push, reports, say } = await scene(t, { base: { 'contender.yml': undefined } })
  assert.deepEqual(await checks(), {
    metrics: 'success: there is no contender.yml, so no model',
    governance: 'success: nothing is asked',
  })
  assert.deepEqual(await reports(), [])
  await push({ 'contender.yml': governedBy('policy: none', 'owner: "@bob"') })
  await judge({ models: [good('delay'), good('fare')] })
  assert.equal((await checks()).metrics, 'action_required: this change edits what judges it')
  assert.match(await comment(), /The base branch has no contender\.yml yet: this change is judged by its own/)
  assert.match((await say('bob', '/contender sign judged-by')).replies[0]!, /none of those who may: role maintain/)
})

test('a contender.yml that is broken at the base is for a person, and all is well once it is mended', async (t) => {
  const { check, checks, judge, push } = await scene(t, { base: { 'contender.yml': 'models:\n  delay: { tsk: x }\n' } })
  for (const name of ['metrics', 'governance'] as const) {
    assert.equal((await checks())[name], 'action_required: contender.yml of the base branch cannot be read')
    assert.match((await check(name)).output.summary, /tsk.*contender\.yml:2/)
  }
  await push({ 'contender.yml': CONFIG }, { branch: 'main' })
  assert.equal((await checks()).metrics, 'in_progress: waiting for the workflow to start')
  await judge()
  assert.equal((await checks()).metrics, 'success: passed')
})
