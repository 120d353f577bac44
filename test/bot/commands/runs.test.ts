import assert from 'node:assert/strict'
import test from 'node:test'
import { pressRerun } from '../../../bot/commands/press-rerun.ts'
import { RETRAIN_TRIGGER } from '../../../core/commands/retrain-workflow.ts'
import { CONFIG, commandScene } from './scene.ts'

const DISPATCHES = 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches'
const PATH = '.github/workflows/contender-retrain.yml'
const WORKFLOW = `${RETRAIN_TRIGGER}jobs: {}\n`

/** With two models that can be trained. */
const TWO = CONFIG.replace(
  '    predictions: fares.csv',
  `    data: { train: f.csv, test: f.csv, target: fare }
    train: { run: make }
    model: fare.onnx
    drift: { logs: { files: logs.csv, time: at } }
    retrain: {}`,
)

test('the run of the newest commit is run again for one who may write, from a comment, a button or a check', async (t) => {
  const { access, command, github, head, number, readPull } = await commandScene(t)
  const { id } = await github.addRun({ headSha: head })
  await github.addRun({ headSha: head, workflow: '.github/workflows/other.yml' })
  await github.finishRun(id, 'failure')
  const attempt = async () => (await github.request('GET', `/repos/acme/models/actions/runs/${id}`)).body.run_attempt
  assert.deepEqual(await command('bob', '/contender rerun'), { marks: ['eyes', 'rocket'], replies: [] })
  assert.equal(await attempt(), 2)
  await github.startRun(id)
  await github.finishRun(id, 'success')
  await pressRerun(access, { head, pulls: [number], externalId: null }, { sender: 'ann', readPull })
  assert.equal(await attempt(), 3)
})

test('a button that cannot be pressed is logged, and fails where GitHub does', async (t) => {
  const { access, github, head, readPull } = await commandScene(t)
  const told: unknown[] = []
  const log = { ...access.log, info: (_message: string, fields?: object) => told.push({ ...fields }) }
  const press = (sender: string) =>
    pressRerun({ ...access, log }, { head, pulls: [], externalId: null }, { sender, readPull })
  await press('ann')
  const { id } = await github.addRun({ headSha: head })
  await press('ann')
  await github.finishRun(id, 'success')
  await press('rita')
  assert.deepEqual(
    told.map((one) => (one as { because: string }).because.slice(0, 24)),
    ['There is no run of .gith', 'It is under way already', '@rita is none of those w'],
  )
  github.faults.push({ match: 'GET /repos/{owner}/{repo}/actions/runs', status: 503, times: 4 })
  await assert.rejects(press('ann'))
})

test('a run that is under way, that waits for approval, or that there is not, is not run again', async (t) => {
  const { command, github, head, issue } = await commandScene(t)
  const refused = async (because: RegExp, on?: number) => {
    const { marks, replies } = await command('bob', '/contender rerun', on)
    assert.deepEqual(marks, ['eyes', 'confused'])
    assert.match(replies.join('\n'), because)
  }
  await refused(
    /no run of \.github\/workflows\/contender\.yml for [0-9a-f]{7}, the workflow that contender\.yml of main/,
  )
  const { id } = await github.addRun({ headSha: head })
  await refused(/^😕 It is under way already: \[the run\]\(http:.*\/actions\/runs\/\d+\)\.$/)
  await github.finishRun(id, 'action_required')
  await refused(/It waits for somebody to approve it/)
  await refused(/write it on a pull request/, await issue())
})

test('a run that GitHub does not start again is told in its words', async (t) => {
  const { command, github, head } = await commandScene(t)
  const { id } = await github.addRun({ headSha: head })
  await github.finishRun(id, 'failure')
  const message = 'Unable to re-run this workflow run because it was created over a month ago'
  github.faults.push({
    match: 'POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun',
    status: 403,
    body: { message, documentation_url: 'https://docs.github.com/rest' },
  })
  const { replies } = await command('bob', '/contender rerun')
  assert.match(replies[0]!, /GitHub does not run it again: Unable to re-run .* over a month ago/)
})

test('a model is trained anew by the workflow of the default branch, from pull requests and issues', async (t) => {
  const { command, commits, events, github, issue } = await commandScene(t, { files: { [PATH]: WORKFLOW } })
  for (const [line, on] of [['retrain'], ['retrain delay', await issue()]] as const) {
    const { marks, replies } = await command('bob', `/contender ${line}`, on)
    assert.deepEqual(marks, ['eyes', 'rocket'])
    assert.match(replies[0]!, /^🚀 \*\*delay\*\* is trained anew on main: \[the run\]\(http.*\/actions\/runs\/\d+\)\.$/)
  }
  const { body } = await github.request('GET', '/repos/acme/models/actions/runs?event=workflow_dispatch')
  assert.deepEqual(
    (body.workflow_runs as { head_sha: string; path: string }[]).map(({ head_sha, path }) => [head_sha, path]),
    [0, 1].map(() => [commits.at(-1), PATH]),
  )
  assert.deepEqual(
    (await events()).map(({ action, by, model, role }) => [action, by.name, model, role]),
    [0, 1].map(() => ['retraining.start', 'bob', 'delay', 'write']),
  )
})

const REFUSED = [
  [
    {},
    'bob',
    'retrain',
    /Missing \.github\/workflows\/contender-retrain\.yml of main.*What it needs:\n\n```yaml\nrun-name: .*\non:\n {2}workflow_dispatch:/s,
  ],
  [
    { [PATH]: 'on: [push]\njobs: {}\n' },
    'bob',
    'retrain delay',
    /Missing `workflow\\?_dispatch` in .*nothing can start it/,
  ],
  [{ [PATH]: 'on: workflow_dispatch\njobs: {}\n' }, 'bob', 'retrain', /Missing input `model`/],
  [{ [PATH]: 'on: [\n' }, 'bob', 'retrain', /is no YAML/],
  [{ [PATH]: WORKFLOW }, 'bob', 'retrain dealy', /Unknown model `dealy` .*did you mean `delay`/],
  [
    { [PATH]: WORKFLOW },
    'bob',
    'retrain fare',
    /The model `fare` .* has no section `retrain`, expected one beside its `train` and `drift`.*```yaml\nmodels:\n {2}fare:\n {4}retrain: \{/s,
  ],
  [
    { [PATH]: WORKFLOW.replace(/^run-name.*\n/, '') },
    'bob',
    'retrain',
    /Missing `run-name` with the input `model`.*```yaml\nrun-name: Train \$\{\{ inputs\.model \}\} anew\n/s,
  ],
  [{ [PATH]: WORKFLOW }, 'rita', 'retrain delay', /@\u200brita is none of those who may/],
] as const

for (const [files, login, line, because] of REFUSED) {
  test(`refused, and nothing started: ${login} says ${line}, ${because.source.slice(0, 40)}`, async (t) => {
    const { command, events, github } = await commandScene(t, { files })
    const { marks, replies } = await command(login, `/contender ${line}`)
    assert.deepEqual(marks, ['eyes', 'confused'])
    assert.match(replies[0]!, because)
    assert.deepEqual([await events(), github.calls.filter(({ route }) => route === DISPATCHES.slice(5))], [[], []])
  })
}

test('of several models that can be trained one has to be named', async (t) => {
  const { command } = await commandScene(t, { config: TWO, files: { [PATH]: WORKFLOW } })
  const { replies } = await command('bob', '/contender retrain')
  assert.match(replies[0]!, /Missing model, expected one of delay, fare: `\/contender retrain delay`/)
})

test('where no model can be trained anew, the section to add is shown', async (t) => {
  const config = CONFIG.replace('    retrain: {}\n', '')
  const { command, events } = await commandScene(t, { config, files: { [PATH]: WORKFLOW } })
  const { replies } = await command('bob', '/contender retrain')
  assert.match(replies[0]!, /No model of .* has a section `retrain`.*```yaml\nmodels:\n {2}delay:\n {4}retrain: \{/s)
  assert.deepEqual(await events(), [])
})

test('a start that failed is not taken for made where another model was trained since', async (t) => {
  const scene = await commandScene(t, { config: TWO, files: { [PATH]: WORKFLOW } })
  const { github, issue, outcome, run, say } = scene
  const asked = await say('bob', '/contender retrain delay')
  github.faults.push({ match: DISPATCHES, status: 502, times: 3 })
  await assert.rejects(run(asked))
  const other = await say('bob', '/contender retrain fare', await issue())
  await run(other)
  github.setClock(github.world.now() + 61_000)
  await run(asked)
  const { body } = await github.request('GET', '/repos/acme/models/actions/runs?event=workflow_dispatch')
  const runs = (body.workflow_runs as { html_url: string; display_title: string }[]).reverse()
  assert.deepEqual(
    runs.map(({ display_title }) => display_title),
    ['Train fare anew', 'Train delay anew'],
  )
  for (const [at, one] of [other, asked].entries())
    assert.ok((await outcome(one)).replies[0]!.includes(`[the run](${runs[at]!.html_url})`))
})

test('a start that fails for a while is tried again, and one that fails for long is made a minute later', async (t) => {
  const { command, events, github, outcome, run, say } = await commandScene(t, { files: { [PATH]: WORKFLOW } })
  github.faults.push({ match: DISPATCHES, status: 502, times: 2 })
  assert.equal((await command('bob', '/contender retrain')).marks.at(-1), 'rocket')
  const asked = await say('bob', '/contender retrain')
  github.faults.push({ match: DISPATCHES, status: 502, times: 3 })
  await assert.rejects(run(asked))
  await assert.rejects(run(asked), /is about to start it/)
  github.setClock(github.world.now() + 61_000)
  await run(asked)
  assert.deepEqual((await outcome(asked)).marks, ['eyes', 'rocket'])
  assert.equal((await events()).length, 2)
  const { body } = await github.request('GET', '/repos/acme/models/actions/runs?event=workflow_dispatch')
  assert.equal(body.total_count, 2)
})
