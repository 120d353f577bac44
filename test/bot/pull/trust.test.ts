import assert from 'node:assert/strict'
import test from 'node:test'
import type { Report } from '../../../core/artifacts/report.ts'
import { judged as better } from '../../reports/example-report.ts'
import { CONFIG, passingReport, pullScene, uploadOn } from './pull-scene.ts'

/** A report that calls itself a pass above numbers that are worse. */
function lyingReport(): Partial<Report> {
  const report = passingReport()
  const [model] = report.models
  const worse = { ...better, candidate: 0.6, delta: -0.0319, ci: [-0.04, -0.02] as [number, number], p_worse: 0.0001 }
  const comparison = {
    ...model!.comparison!,
    outcome: 'pass' as const,
    gates: [{ rule: 'roc_auc against base, margin 0.005', outcome: 'pass' as const, because: 'trust me' }],
    against: [{ ...model!.comparison!.against[0]!, metrics: { roc_auc: { ...worse, verdict: 'better' as const } } }],
  }
  return { outcome: 'pass', models: [{ ...model!, outcome: 'pass', comparison }] }
}

test('look: a report that calls itself a pass above worse numbers fails, at the line of the gate', async (t) => {
  const { checks, comments, github, judge, look } = await pullScene(t)
  await judge(lyingReport())
  await look()
  const { metrics } = await checks()
  assert.equal(metrics!.conclusion, 'failure')
  assert.match(metrics!.output.summary, /❌ `delay\/roc_auc-against-base` roc_auc against base is worse/)
  assert.match((await comments())[0]!.body, /## ❌ Contender: fail, a gate failed/)
  const { body } = await github.request('GET', `/repos/acme/models/check-runs/${metrics!.id}/annotations`)
  assert.deepEqual(
    body.map((one: { path: string; start_line: number; annotation_level: string }) => [
      one.path,
      one.start_line,
      one.annotation_level,
    ]),
    [['contender.yml', 9, 'failure']],
  )
})

test('look: the report of another pull request’s run, of another workflow or of another event is not believed', async (t) => {
  const { addRun, checks, github, head, look } = await pullScene(t)
  const main = await github.git.line('rev-parse', 'main')
  const others = [
    await github.addRun({ headSha: main }),
    await addRun({ workflow: '.github/workflows/mine.yml' }),
    await addRun({ event: 'push' }),
    await addRun({ event: 'workflow_dispatch' }),
    await addRun({ headRepository: 'mallory/models' }),
  ]
  for (const { id } of others) {
    await uploadOn(github, id, { head_sha: head })
    await github.finishRun(id)
  }
  await look()
  const { metrics } = await checks()
  assert.deepEqual([metrics!.conclusion, metrics!.output.title], [null, 'waiting for the workflow to start'])
})

test('look: the report of the same commit for another branch is about another base, and undecided', async (t) => {
  // A branch of somebody's own, with a model that anything beats; both pull requests have one head, workflow and repository.
  const weak = 'git checkout -q -b weak && echo bad > models/delay.onnx && git commit -qam Weak && git checkout -q main'
  const { addRun, checks, comments, github, head, judge, look } = await pullScene(t, { prepare: weak })
  await github.openPullRequest({ head: 'change', base: 'weak' })
  await judge()
  const { id } = await addRun()
  await uploadOn(github, id, { head_sha: head }, 'weak')
  await github.finishRun(id)
  await look()
  const { metrics } = await checks()
  assert.equal(metrics!.conclusion, 'action_required')
  assert.match((await comments())[0]!.body, /which is no commit of the base branch that this change stands on/)
})

test('look: a report against an older commit of the base branch counts, as long as the change stands on no newer one', async (t) => {
  const { checks, judge, look, push } = await pullScene(t)
  await judge()
  await push({ 'README.md': 'Moved on\n' }, 'main')
  await push({ 'README.md': 'And on\n' }, 'main')
  await look()
  assert.equal((await checks()).metrics!.conclusion, 'success')
  assert.deepEqual((await look())[1], 0)
})

test('look: a report about another commit is a failure', async (t) => {
  const { checks, judge, look } = await pullScene(t)
  await judge({ head_sha: 'c'.repeat(40) })
  await look()
  const { metrics } = await checks()
  assert.equal(metrics!.conclusion, 'failure')
  assert.match(metrics!.output.summary, /is about c{40}, expected [0-9a-f]{40}/)
})

test('look: one that edits its own workflow and uploads a perfect report waits for somebody who may to look at that', async (t) => {
  const change = { '.github/workflows/contender.yml': 'on: pull_request\njobs: {}\n', 'models/delay.onnx': 'two' }
  const { checks, comments, judge, look, record } = await pullScene(t, { change })
  await judge()
  await look()
  const { governance, metrics } = await checks()
  assert.deepEqual(
    [metrics!.conclusion, metrics!.output.title],
    ['action_required', 'this change edits what judges it'],
  )
  assert.equal(governance!.conclusion, 'action_required')
  assert.match(governance!.output.title, /missing: judged-by/)
  assert.match(
    (await comments())[0]!.body,
    /> \[!WARNING\]\n> This change edits what judges it: `\.github\/workflows\/contender\.yml`/,
  )
  // The author's own signature counts for nothing.
  await record({ item: 'judged-by', by: 'ann' })
  await look()
  assert.equal((await checks()).metrics!.conclusion, 'action_required')
  await record({ item: 'judged-by' })
  const [reads, writes] = await look()
  assert.ok(reads! <= 8 && writes! <= 3, `${reads} reads, ${writes} writes`)
  const signed = await checks()
  assert.deepEqual([signed.metrics!.conclusion, signed.governance!.conclusion], ['success', 'success'])
})

test('look: a failure stays one, whoever has signed for what judges it', async (t) => {
  const change = { 'data/test.csv': 'late\n1\n' }
  const { checks, judge, look, record } = await pullScene(t, { change })
  await judge(lyingReport())
  await record({ item: 'judged-by' })
  await look()
  const { governance, metrics } = await checks()
  assert.deepEqual([metrics!.conclusion, governance!.conclusion], ['failure', 'success'])
})

test('look: a policy that is changed in the pull request has no effect on it', async (t) => {
  const lax = CONFIG.replace('margin: 0.005', 'margin: 0.5').replace('min: 0.65', 'min: 0.1')
  const { checks, comments, judge, look, record } = await pullScene(t, {
    change: {
      'contender.yml': lax.replace('policy: none', "policy: none, owner: '@mallory'"),
      'models/delay.onnx': '2',
    },
  })
  await judge(lyingReport())
  await record({ item: 'judged-by', by: 'mallory', role: '@mallory' })
  await look()
  const { governance, metrics } = await checks()
  assert.deepEqual([metrics!.conclusion, governance!.conclusion], ['failure', 'action_required'])
  const [{ body } = { body: '' }] = await comments()
  assert.match(body, /roc_auc against base, margin 0\.005/)
  assert.match(
    body,
    /This change edits metrics, threshold, slices, fairness, behavioural tests or gates; those of the base branch count/,
  )
})

test('look: a gate that somebody who may has accepted is an exception, with who and why, until the next push', async (t) => {
  const { checks, comments, github, judge, look, push, record } = await pullScene(t)
  await judge(lyingReport())
  const gates = ['delay/roc_auc-against-base']
  for (const gate of gates)
    await record({ action: 'governance.accept', model: 'delay', gate, reason: 'The old model was wrong | really' })
  await look()
  const { metrics } = await checks()
  assert.deepEqual([metrics!.conclusion, metrics!.output.title], ['success', 'passed with 1 exception'])
  assert.match(
    (await comments())[0]!.body,
    /`delay\/roc_auc-against-base`, accepted by `@bob`: The old model was wrong \\\| really/,
  )
  const head = await push({ 'models/delay.onnx': 'three' })
  const { id } = await github.addRun({ headSha: head })
  await uploadOn(github, id, { ...lyingReport(), head_sha: head })
  await github.finishRun(id)
  await look()
  assert.equal((await checks(head)).metrics!.conclusion, 'failure')
})

test('look: a fork’s report is labelled as such, and judged like any other', async (t) => {
  const { checks, comments, judge, look } = await pullScene(t, { fork: true })
  await judge()
  await look()
  assert.equal((await checks()).metrics!.conclusion, 'success')
  assert.match((await comments())[0]!.body, /> From a fork, mallory\/models: these numbers are what the run/)
})

test('look: a model that is surely touched and that the report calls untouched is undecided', async (t) => {
  const { checks, comments, judge, look } = await pullScene(t)
  await judge({ models: [], untouched: ['delay'], outcome: 'pass' })
  await look()
  const { metrics } = await checks()
  assert.deepEqual([metrics!.conclusion, metrics!.output.title], ['action_required', 'undecided'])
  assert.match(metrics!.output.summary, /The report does not judge `delay`, though this change touches it/)
  assert.match((await comments())[0]!.body, /Not in this report: delay/)
})

test('look: for a model that only may be touched the report’s word counts', async (t) => {
  const base = { 'contender.yml': CONFIG.replace(', inputs: [train.py]', '') }
  const { checks, comments, judge, look } = await pullScene(t, { base, change: { 'README.md': 'More\n' } })
  await look()
  assert.equal((await checks()).metrics!.status, 'in_progress')
  await judge({ models: [], untouched: ['delay'], outcome: 'pass' })
  await look()
  assert.deepEqual([(await checks()).metrics!.output.title, await comments()], ['no model touched', []])
})

test('look: taking a model out, or the whole config, is for a person', async (t) => {
  const two = CONFIG.replace('governance:', '  fare:\n    task: regression\n    predictions: fare.csv\ngovernance:')
  const { checks, judge, look } = await pullScene(t, {
    base: { 'contender.yml': two },
    change: { 'contender.yml': CONFIG },
  })
  await judge({ removed: ['fare'], untouched: ['delay'], models: [], outcome: 'pass' })
  await look()
  assert.match((await checks()).governance!.output.title, /missing: judged-by, removal/)
})

test('look: the first config is judged by its own rules, and says so', async (t) => {
  const { checks, comments, judge, look } = await pullScene(t, {
    base: { 'contender.yml': undefined },
    change: { 'contender.yml': CONFIG, 'models/delay.onnx': 'two' },
  })
  await judge()
  await look()
  assert.equal((await checks()).metrics!.conclusion, 'action_required')
  assert.match(
    (await comments())[0]!.body,
    /The base branch has no contender\.yml yet: this change is judged by its own/,
  )
})

test('look: a baseline in production that the report lacks is undecided where there is one, and not asked for where there is none', async (t) => {
  const asks = CONFIG.replace('{ metric: roc_auc, min: 0.65 }', '{ metric: roc_auc, against: production }')
  const { checks, github, judge, look } = await pullScene(t, { base: { 'contender.yml': asks } })
  await judge()
  await look()
  assert.equal((await checks()).metrics!.conclusion, 'success')
  const main = await github.git.line('rev-parse', 'main')
  const who = ['-c', 'user.name=x', '-c', 'user.email=x@example.com']
  await github.git.text(...who, 'tag', '-a', '-m', 'x', 'delay#production#1', main)
  await look()
  const { metrics } = await checks()
  assert.equal(metrics!.conclusion, 'action_required')
  assert.match(
    metrics!.output.summary,
    /`delay\/roc_auc-against-production` roc_auc was not compared against production/,
  )
})

test('look: GitHub failing in the middle is no verdict: it is thrown, and the next look makes up for it', async (t) => {
  const { checks, github, judge, look } = await pullScene(t)
  await judge()
  github.faults.push({ match: 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts', status: 502, times: 9 })
  await assert.rejects(look())
  assert.deepEqual(await checks(), {})
  github.faults.length = 0
  await look()
  assert.equal((await checks()).metrics!.conclusion, 'success')
})

test('look: one 404 for contender.yml is not taken for its absence', async (t) => {
  const { checks, github, judge, look } = await pullScene(t)
  await judge()
  github.faults.push({ match: 'GET /repos/{owner}/{repo}/contents/{path}', status: 404, times: 1 })
  await assert.rejects(look(), /does not give contender\.yml of [0-9a-f]{40}, though it is there/)
  assert.deepEqual(await checks(), {})
  await look()
  assert.equal((await checks()).metrics!.output.title, 'passed')
})

test('look: where GitHub does not show the repository at all, nothing is said of it', async (t) => {
  const { checks, github, look } = await pullScene(t, { base: { 'contender.yml': undefined } })
  for (const path of ['contents/{path}', 'git/trees/{tree_sha}'])
    github.faults.push({ match: `GET /repos/{owner}/{repo}/${path}`, status: 404, times: 1 })
  await assert.rejects(look())
  assert.deepEqual(await checks(), {})
  await look()
  assert.equal((await checks()).metrics!.output.title, 'there is no contender.yml, so no model')
})
