import assert from 'node:assert/strict'
import test from 'node:test'
import { AT } from '../../github/routes/scene.ts'
import { CONFIG, lookOnce, pullScene, uploadOn } from './pull-scene.ts'

const MINUTE = 60_000

test('look: a pull request that touches a model gets both checks at once, and no comment before there is something to say', async (t) => {
  const { checks, comments, look } = await pullScene(t)
  // The first time, whether another pull request has the same head.
  assert.deepEqual(await look(), [7, 2])
  const { governance, metrics } = await checks()
  assert.deepEqual([metrics!.status, metrics!.output.title], ['in_progress', 'waiting for the workflow to start'])
  assert.deepEqual([governance!.status, governance!.output.title], ['in_progress', 'waiting for the run'])
  assert.deepEqual(await comments(), [])
  assert.deepEqual(await look(), [5, 0])
})

test('look: one that touches no model passes at once, without a run, a comment or a second write', async (t) => {
  const { checks, comments, look } = await pullScene(t, { change: { 'README.md': 'More\n' } })
  // One of them asks whether a link leads to where the change is, one for others with this head.
  assert.deepEqual(await look(), [8, 2])
  const { governance, metrics } = await checks()
  assert.deepEqual([metrics!.conclusion, metrics!.output.title], ['success', 'no model touched'])
  assert.deepEqual([governance!.conclusion, governance!.output.title], ['success', 'nothing is asked'])
  assert.deepEqual(await comments(), [])
  assert.deepEqual(await look(), [5, 0])
})

test('look: what a model names may be a link to what is changed: only its run can tell', async (t) => {
  const change = { 'shared/test.csv': '1\n' }
  const links = 'ln -s ../shared/test.csv data/test.csv && git add -A && git commit -qm Link'
  const { checks, look } = await pullScene(t, { change, base: { 'data/test.csv': undefined }, prepare: links })
  await look()
  const { metrics } = await checks()
  assert.deepEqual([metrics!.status, metrics!.output.title], ['in_progress', 'waiting for the workflow to start'])
})

test('look: the report of its run is judged and shown, in 8 reads and 3 writes; where nothing has changed since, nothing is written', async (t) => {
  const { checks, comments, github, judge, look } = await pullScene(t)
  await look()
  const run = await judge({ outcome: 'fail' })
  assert.deepEqual(await look(), [8, 3])
  const { governance, metrics } = await checks()
  assert.deepEqual([metrics!.conclusion, metrics!.output.title], ['success', 'passed'])
  assert.match(metrics!.output.text!, /## ✅ Contender: pass, every gate passed/)
  assert.equal(governance!.conclusion, 'success')
  const [comment, ...others] = await comments()
  assert.deepEqual(others, [])
  assert.equal(comment!.user.login, 'contender[bot]')
  assert.match(comment!.body, /## ✅ Contender: pass, every gate passed/)
  assert.ok(comment!.body.includes(`${github.url}/acme/models/actions/runs/${run}`))
  assert.deepEqual(await look(), [6, 0])
})

test('look: a run that is over and left no report is a failure, and says so in a comment', async (t) => {
  const { addRun, checks, comments, github, look } = await pullScene(t)
  const { id } = await addRun()
  await look()
  assert.equal((await checks()).metrics!.output.title, 'judging')
  await github.finishRun(id, 'cancelled')
  await look()
  const { metrics } = await checks()
  assert.deepEqual([metrics!.conclusion, metrics!.output.title], ['failure', 'the run left no report that can be read'])
  assert.match(metrics!.output.summary, /it left no artifacts\); the run ended with \\?`cancelled/)
  assert.match((await comments())[0]!.body, /## ❌ Contender: the run left no report that can be read/)
})

test('look: what a run without a report leaves open is missing, and nobody waits for it any more', async (t) => {
  for (const [policy, title] of [
    ['none', 'no report says what is asked'],
    ['default', '0 of 3 met; missing: gates, data, review'],
  ]) {
    const { addRun, checks, comments, github, look } = await pullScene(t, {
      base: { 'contender.yml': CONFIG.replace('policy: none', `policy: ${policy}`) },
    })
    const { id } = await addRun()
    await github.finishRun(id, 'failure')
    await look()
    const { governance } = await checks()
    assert.deepEqual([governance!.conclusion, governance!.output.title], ['action_required', title])
    const [comment] = await comments()
    assert.doesNotMatch(comment!.body, /⏳|Nothing is asked of anybody yet/)
    if (policy === 'default') assert.match(comment!.body, /\*\*Asked of\*\* the author: mend `gates`, `data` · /)
  }
})

test('look: a workflow that has not started after a quarter of an hour is for a person, by the check’s own time', async (t) => {
  const { addRun, checks, github, look } = await pullScene(t)
  await look()
  github.setClock(AT + 14 * MINUTE)
  assert.deepEqual(await look(), [5, 0])
  github.setClock(AT + 15 * MINUTE)
  await look()
  const { metrics } = await checks()
  assert.deepEqual([metrics!.conclusion, metrics!.output.title], ['action_required', 'the workflow has not started'])
  assert.match(metrics!.output.summary, /filters of paths or branches/)
  // It has started after all.
  await addRun()
  await look()
  assert.equal((await checks()).metrics!.output.title, 'judging')
})

test('look: a run that waits for a maintainer’s approval is for a person at once', async (t) => {
  const { addRun, checks, comments, github, look } = await pullScene(t, { fork: true })
  const { id } = await addRun({ status: 'queued' })
  await github.finishRun(id, 'action_required')
  await look()
  const { metrics } = await checks()
  assert.deepEqual(
    [metrics!.conclusion, metrics!.output.title],
    ['action_required', 'the workflow waits for somebody to approve its run'],
  )
  assert.match((await comments())[0]!.body, /press _Approve and run_/)
})

test('look: a push begins anew: new checks, the same comment', async (t) => {
  const { checks, comments, github, judge, look, push } = await pullScene(t)
  await judge()
  await look()
  const [before] = await comments()
  const head = await push({ 'models/delay.onnx': 'three' })
  const [reads, writes] = await look()
  assert.ok(reads! <= 8 && writes! <= 3, `${reads} reads, ${writes} writes`)
  assert.equal((await checks(head)).metrics!.status, 'in_progress')
  const [after, ...others] = await comments()
  assert.deepEqual([after!.id, others], [before!.id, []])
  assert.match(after!.body, /## ⏳ Contender: judging the newest commit/)
  const { id } = await github.addRun({ headSha: head })
  await github.finishRun(id, 'success')
  await look()
  assert.equal((await checks(head)).metrics!.conclusion, 'failure')
})

test('look: a run that is made again leaves the comment as it is until it is over', async (t) => {
  const { checks, comments, github, head, judge, look } = await pullScene(t)
  const run = await judge()
  await look()
  const before = await comments()
  github.setClock(AT + MINUTE)
  await github.rerun(run, 'bob')
  await look()
  assert.equal((await checks()).metrics!.status, 'in_progress')
  assert.deepEqual(await comments(), before)
  await uploadOn(github, run, { head_sha: head })
  await github.finishRun(run)
  await look()
  assert.equal((await checks()).metrics!.conclusion, 'success')
  assert.deepEqual(await comments(), before)
})

for (const [last, now, title] of [
  ['success', 'success', 'the run left no report that can be read'],
  ['success', 'failure', 'the run left no report that can be read'],
  ['failure', 'failure', 'the run left no report that can be read'],
  // Failed jobs alone: the one that judges had passed.
  ['failure', 'success', 'passed'],
] as const)
  test(`look: a second attempt without a report, ${now} after ${last}: ${title}`, async (t) => {
    const { addRun, checks, github, head, look } = await pullScene(t)
    const { id } = await addRun()
    await uploadOn(github, id, { head_sha: head })
    await github.finishRun(id, last)
    await look()
    assert.equal((await checks()).metrics!.output.title, 'passed')
    github.setClock(AT + MINUTE)
    await github.rerun(id, 'bob')
    await github.finishRun(id, now)
    await look()
    assert.equal((await checks()).metrics!.output.title, title)
  })

test('look: without contender.yml anywhere there is nothing to judge', async (t) => {
  const { checks, comments, look } = await pullScene(t, { base: { 'contender.yml': undefined } })
  await look()
  const { governance, metrics } = await checks()
  assert.deepEqual([metrics!.conclusion, metrics!.output.title], ['success', 'there is no contender.yml, so no model'])
  assert.deepEqual([governance!.conclusion, await comments()], ['success', []])
})

test('look: rules that cannot be read are for a person, with the place and what is wrong', async (t) => {
  const { checks, look } = await pullScene(t, { base: { 'contender.yml': 'models:\n  delay: { tsk: regression }\n' } })
  await look()
  const { governance, metrics } = await checks()
  for (const check of [metrics!, governance!]) {
    assert.equal(check.conclusion, 'action_required')
    assert.match(check.output.summary, /`?tsk\\?`?.*contender\.yml:2/)
  }
})

test('look: a closed pull request is left alone', async (t) => {
  const { access, checks, github, number } = await pullScene(t)
  await github.request('PATCH', `/repos/acme/models/pulls/${number}`, { state: 'closed' })
  assert.deepEqual(await lookOnce(github, access, number, {}), [2, 0])
  assert.deepEqual(await checks(), {})
})
