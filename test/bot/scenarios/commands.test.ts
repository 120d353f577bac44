import assert from 'node:assert/strict'
import test from 'node:test'
import { RETRAIN_TRIGGER } from '../../../core/commands/retrain-workflow.ts'
import { good } from './reports.ts'
import { CONFIG } from './repository.ts'
import { scene } from './scene.ts'

const THEN = 'export GIT_COMMITTER_DATE=2026-10-02T00:00:00Z'
/** Two versions of delay; the first is in both stages. */
const VERSIONS = [
  THEN,
  'git tag -a delay@v1.0.0 -m "Register v1.0.0"',
  'git tag -a "delay#staging#1" -m Promote && git tag -a "delay#production#2" -m Promote',
  'git commit -q --allow-empty -m Retrained',
  'GIT_COMMITTER_DATE=2026-10-03T00:00:00Z git tag -a delay@v1.1.0 -m "Register v1.1.0"',
]
const RETRAIN = '.github/workflows/contender-retrain.yml'

test('a reader, a stranger and nobody’s word are refused with a reason, and nothing is written down', async (t) => {
  const { checks, events, judge, say } = await scene(t)
  await judge()
  for (const [login, text, because] of [
    ['rita', '/contender sign ready', /rita is none of those who may: role write or stronger/],
    ['mallory', '/contender sign ready', /mallory is none of those who may/],
    ['mallory', '/contender rerun', /mallory is none of those who may/],
    ['bob', '/contender sing ready', /Unknown command .*sing.*did you mean .*sign/],
    ['bob', '/contender sign', /Missing an item/],
  ] as const) {
    const { marks, replies } = await say(login, text)
    assert.deepEqual([marks, replies.length], [['eyes', 'confused'], 1], text)
    assert.match(replies[0]!, because)
    assert.doesNotMatch(replies[0]!, /@(?!\u200b)/, 'nobody is mentioned')
  }
  assert.deepEqual(await events(), [])
  assert.equal((await checks()).governance, 'action_required: 0 of 1 met; missing: ready')
})

test('a command in the middle of a comment, in a quotation or in code, and one that was edited in, never runs', async (t) => {
  const { act, events, judge, outcome, pass, say, settle, write } = await scene(t)
  await judge()
  for (const text of [
    'I would say\n/contender sign ready',
    '> /contender sign ready',
    '```\n/contender sign ready\n```',
    ' /contender sign ready',
  ])
    assert.deepEqual(await say('bob', text), { marks: [], replies: [] }, text)
  const edited = await write('bob', 'Looks good')
  await settle()
  pass(60)
  await act('olga', 'PATCH', `issues/comments/${edited}`, { body: '/contender sign ready' })
  await settle()
  assert.deepEqual(await outcome(edited), { marks: [], replies: [] })
  assert.deepEqual(await events(), [])
})

test('a command that somebody edits before it is read does not run', async (t) => {
  const { act, bot, events, github, judge, outcome, pass, settle, write } = await scene(t)
  await judge()
  // Held back on its way, until somebody with write access has put other words into the comment.
  github.setChaos({ seed: 1, delay: { share: 1, ms: 120_000 } })
  const comment = await write('bob', '/contender help')
  await settle()
  await act('olga', 'PATCH', `issues/comments/${comment}`, { body: '/contender sign ready' })
  pass(600)
  await settle()
  await bot.reconcile()
  await settle()
  assert.match((await outcome(comment)).replies.join(), /A comment that was edited never runs/)
  assert.deepEqual(await events(), [])
})

test('a stage that takes two people is promoted to when the second asks, and a rollback says what it undid', async (t) => {
  const { events, say, tags, verify } = await scene(t, { prepare: VERSIONS })
  assert.match((await say('rita', '/contender promote delay')).replies[0]!, /rita is none of those who may/)
  const staged = await say('bob', '/contender promote delay')
  assert.deepEqual(staged.replies, [
    '🚀 **delay** v1.1.0 is in staging now; before: v1.0.0. Tag delay#\u200bstaging#\u200b3.',
  ])
  const first = await say('bob', '/contender promote delay production')
  assert.deepEqual(first.marks, ['eyes', '+1'])
  assert.match(first.replies[0]!, /1 more of other people has to ask for it within 7 days/)
  assert.match((await say('bob', '/contender promote delay production')).replies[0]!, /You have asked .* already/)
  assert.match((await say('ann', '/contender promote delay production')).replies[0]!, /v1\.1\.0 is in production now/)
  assert.ok((await tags()).includes('delay#production#4'))
  assert.deepEqual((await say('bob', '/contender rollback delay')).replies, [
    '🚀 **delay**, production: v1.1.0 → v1.0.0. It undid the promotion of v1.1.0 by ann on 2026-11-02.',
  ])
  assert.deepEqual(
    (await events()).map(({ action, by, stage, version }) => [action, by.name, version, stage]),
    [
      ['registry.assign', 'bob', 'v1.1.0', 'staging'],
      ['registry.propose', 'bob', 'v1.1.0', 'production'],
      ['registry.assign', 'ann', 'v1.1.0', 'production'],
      ['registry.rollback', 'bob', 'v1.0.0', 'production'],
    ],
  )
  const { code, out } = await verify()
  assert.equal(code, 0, out)
})

test('retraining is refused with what the workflow lacks, and started once it is on the default branch', async (t) => {
  const { ask, events, push, say, tipOf } = await scene(t)
  const refused = await say('bob', '/contender retrain delay')
  assert.deepEqual(refused.marks, ['eyes', 'confused'])
  assert.match(
    refused.replies[0]!,
    /Missing \.github\/workflows\/contender-retrain\.yml of main[\s\S]*workflow_dispatch:/,
  )
  await push({ [RETRAIN]: `${RETRAIN_TRIGGER}jobs: {}\n` }, { branch: 'main' })
  assert.match((await say('rita', '/contender retrain delay')).replies[0]!, /rita is none of those who may/)
  const { marks, replies } = await say('bob', '/contender retrain delay')
  assert.deepEqual(marks, ['eyes', 'rocket'])
  assert.match(replies[0]!, /^🚀 \*\*delay\*\* is trained anew on main: \[the run\]\(http.*\/actions\/runs\/\d+\)\.$/)
  const { workflow_runs: runs } = await ask('actions/runs?event=workflow_dispatch')
  assert.deepEqual(
    runs.map(({ head_sha, path }: { head_sha: string; path: string }) => [head_sha, path]),
    [[await tipOf('main'), RETRAIN]],
  )
  assert.deepEqual(
    (await events()).map(({ action, by, model }) => [action, by.name, model]),
    [['retraining.start', 'bob', 'delay']],
  )
})

test('help lists who may do what, and explain tells of a gate with the numbers of this change', async (t) => {
  const { judge, say } = await scene(t)
  await judge()
  const help = await say('bob', '/contender help')
  assert.deepEqual(help.marks, ['eyes', '+1'])
  assert.match(help.replies[0]!, /sign[\s\S]*accept[\s\S]*admin/)
  assert.match((await say('bob', '/contender explain delay/roc_auc-min')).replies[0]!, /0\.664/)
  assert.match((await say('bob', '/contender explain ready')).replies[0]!, /Somebody has to answer for it/)
})

test('on the pull request that brings the first contender.yml, commands and the button go by that one', async (t) => {
  const { ask, check, checks, comment, github, judge, push, say, settle } = await scene(t, {
    base: { 'contender.yml': undefined },
  })
  const head = await push({ 'contender.yml': CONFIG })
  const run = await judge({ models: [good('delay'), good('fare')] })
  assert.match((await checks()).metrics!, /^action_required/)
  assert.match(await comment(), /say `\/contender help`/)
  const { marks, replies } = await say('bob', '/contender help')
  assert.deepEqual(marks, ['eyes', '+1'])
  assert.match(replies[0]!, new RegExp(`By contender.yml of the change \\(${head.slice(0, 7)}\\)`))
  assert.match((await say('bob', '/contender explain ready')).replies[0]!, /Ready to ship/)
  const attempt = async () => (await ask(`actions/runs/${run}`)).run_attempt
  assert.deepEqual((await say('bob', '/contender rerun')).marks, ['eyes', 'rocket'])
  assert.equal(await attempt(), 2)
  await github.startRun(run)
  await github.finishRun(run)
  await settle()
  await github.pressButton((await check('metrics')).id, 'rerun', 'bob')
  await settle()
  assert.equal(await attempt(), 3)
})

test('rerun and the button go by the base branch of their pull request, and by its own repository', async (t) => {
  const { act, addRun, ask, check, github, judge, number, push, say, settle, tipOf } = await scene(t)
  await act('ann', 'POST', 'git/refs', { ref: 'refs/heads/stable', sha: await tipOf('main') })
  const workflow = '.github/workflows/old.yml'
  await push({ 'contender.yml': `${CONFIG}workflow: ${workflow}\n` }, { branch: 'stable' })
  await act('olga', 'PATCH', `pulls/${number}`, { base: 'stable' })
  await settle()
  const own = await judge({}, { workflow })
  // The same commit in a fork: another's run, and newer.
  const fork = await addRun({ workflow, headRepository: 'mallory/models' })
  await github.finishRun(fork.id)
  await settle()
  const attempts = async () =>
    Promise.all([own, fork.id].map(async (run) => (await ask(`actions/runs/${run}`)).run_attempt))
  assert.deepEqual((await say('bob', '/contender rerun')).marks, ['eyes', 'rocket'])
  assert.deepEqual(await attempts(), [2, 1])
  await github.startRun(own)
  await github.finishRun(own)
  await settle()
  await github.pressButton((await check('metrics')).id, 'rerun', 'bob')
  await settle()
  assert.deepEqual(await attempts(), [3, 1])
})

test('the button below a check of a fork runs the workflow of the fork’s commit again', async (t) => {
  const { ask, check, github, judge, settle } = await scene(t, { pull: { fork: true } })
  const run = await judge()
  await github.pressButton((await check('metrics')).id, 'rerun', 'bob')
  await settle()
  assert.equal((await ask(`actions/runs/${run}`)).run_attempt, 2)
})
