import assert from 'node:assert/strict'
import test from 'node:test'
import { RETRAIN_TRIGGER } from '../../../core/commands/retrain-workflow.ts'
import { commandScene, type Scene } from './scene.ts'

const REPO = '/repos/{owner}/{repo}'
const COMMENTS = `POST ${REPO}/issues/{issue_number}/comments`
const REACTIONS = `POST ${REPO}/issues/comments/{comment_id}/reactions`

const GIT = [
  'git tag -a delay@v1.0.0 -m "Register" HEAD~2',
  'git tag -a delay#staging#1 -m "Promote" HEAD~2',
  'export GIT_COMMITTER_DATE=2026-11-01T01:00:00Z',
  'git tag -a delay@v1.1.0 -m "Register" HEAD~1',
  'git tag -a delay#staging#2 -m "Promote" HEAD~1',
]
const RETRAIN = `${RETRAIN_TRIGGER}jobs: {}\n`

/** A scene in which each of these commands can be done, with a run that is over. */
async function ready(t: Parameters<typeof commandScene>[0]): Promise<Scene> {
  const scene = await commandScene(t, { git: GIT, files: { '.github/workflows/contender-retrain.yml': RETRAIN } })
  const { id } = await scene.github.addRun({ headSha: scene.head })
  await scene.github.finishRun(id, 'failure')
  return scene
}

/** Commands, how many events and answers each comes to, and its last mark. */
const COMMANDS = [
  ['sign dpia as agreed', 1, 0, 'rocket'],
  ['sign gates', 0, 1, 'confused'],
  ['accept log_loss-against-base so', 0, 1, 'confused'],
  ['rerun', 0, 0, 'rocket'],
  ['retrain', 1, 1, 'rocket'],
  ['promote delay production', 1, 1, '+1'],
  ['rollback delay staging', 1, 1, 'rocket'],
  ['explain roc_auc', 0, 1, '+1'],
  ['help', 0, 1, '+1'],
  ['hlep', 0, 1, 'confused'],
] as const

const runsOf = async ({ github }: Scene) => {
  const { body } = await github.request('GET', '/repos/acme/models/actions/runs')
  return (body.workflow_runs as { run_attempt: number }[]).reduce((sum, { run_attempt }) => sum + run_attempt, 0)
}

for (const [line, events, replies, mark] of COMMANDS) {
  const asks = line.startsWith('re')
  const check = async (scene: Scene, asked: Awaited<ReturnType<Scene['say']>>) => {
    const outcome = await scene.outcome(asked)
    assert.deepEqual([outcome.marks, outcome.replies.length], [['eyes', mark], replies])
    assert.equal((await scene.events()).length, events)
    assert.equal(await runsOf(scene), asks ? 2 : 1)
  }

  if (!['sign gates', 'accept log_loss-against-base so', 'help'].includes(line))
    test(`brought twice, it is done and answered once: ${line}`, async (t) => {
      const scene = await ready(t)
      const asked = await scene.say('bob', `/contender ${line}`)
      await scene.run(asked)
      const since = scene.github.calls.length
      await scene.run({ ...asked, delivery: 'another' }, scene.other())
      assert.equal(scene.github.count('writes', since), 1, 'but the mark of having seen it')
      await check(scene, asked)
    })

  test(`brought to two instances at once, it is done and answered once: ${line}`, async (t) => {
    const scene = await ready(t)
    const asked = await scene.say('bob', `/contender ${line}`)
    const done = await Promise.allSettled([scene.run(asked), scene.run(asked, scene.other())])
    const failed = done.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))
    assert.ok(failed.length < 2 && failed.every((why) => /is about to start it/.test(why)), failed.join('\n'))
    await check(scene, asked)
  })
}

/** What fails, and the command on which it does. */
const DOWN = [
  [REACTIONS, 'sign dpia'],
  [`GET ${REPO}/collaborators/{username}/permission`, 'rerun'],
  [`POST ${REPO}/git/trees`, 'sign dpia'],
  [`POST ${REPO}/git/commits`, 'sign dpia'],
  [`POST ${REPO}/git/refs`, 'sign dpia'],
  [`POST ${REPO}/git/tags`, 'rollback delay staging'],
  [`POST ${REPO}/git/refs`, 'rollback delay staging'],
  [COMMENTS, 'rollback delay staging'],
  [COMMENTS, 'promote delay production'],
  [COMMENTS, 'sign gates'],
] as const

for (const [match, line] of DOWN) {
  test(`GitHub is down at ${match.replace(REPO, '')} for ${line}: brought again, it is done once`, async (t) => {
    const scene = await ready(t)
    const asked = await scene.say('bob', `/contender ${line}`)
    scene.github.faults.push({ match, status: 502, times: 4 })
    await assert.rejects(scene.run(asked))
    assert.deepEqual(scene.github.faults, [])
    await scene.run(asked)
    const [, events, replies, mark] = COMMANDS.find(
      ([known]) => line.startsWith(known.slice(0, 9)) && known[3] !== undefined,
    )!
    const outcome = await scene.outcome(asked)
    assert.deepEqual([outcome.marks, outcome.replies.length], [['eyes', mark], replies])
    assert.equal((await scene.events()).length, events)
  })
}

test('a tag that could not be made after its event is made when the command is brought again', async (t) => {
  const scene = await ready(t)
  await scene.command('bob', '/contender sign dpia')
  const asked = await scene.say('bob', '/contender rollback delay staging')
  scene.github.faults.push({ match: `POST ${REPO}/git/refs`, status: 502, times: 4 })
  await assert.rejects(scene.run(asked), /could not be made/)
  assert.equal((await scene.events()).length, 2)
  assert.ok(!(await scene.tags()).includes('delay#staging#3'))
  await scene.run(asked, scene.other())
  assert.ok((await scene.tags()).includes('delay#staging#3'))
  assert.equal((await scene.events()).length, 2)
  const { marks, replies } = await scene.outcome(asked)
  assert.deepEqual(marks, ['eyes', 'rocket'])
  assert.match(replies.join('\n'), /^🚀 \*\*delay\*\*, staging: v1\.1\.0 → v1\.0\.0\./)
})

for (const match of [COMMENTS, REACTIONS, `POST ${REPO}/actions/workflows/{workflow_id}/dispatches`]) {
  test(`an answer that is lost on its way makes nothing twice: ${match.replace(REPO, '')}`, async (t) => {
    const scene = await ready(t)
    const asked = await scene.say('bob', '/contender retrain delay')
    scene.github.faults.push({ match, drop: 'after' })
    await scene.run(asked)
    const { marks, replies } = await scene.outcome(asked)
    assert.deepEqual([marks, replies.length, (await scene.events()).length], [['eyes', 'rocket'], 1, 1])
    assert.equal(await runsOf(scene), 2)
  })
}

for (const match of [COMMENTS, REACTIONS, `POST ${REPO}/git/trees`, `GET ${REPO}/issues/comments/{comment_id}`]) {
  test(`GitHub's wait is kept, and the command done once: ${match.replace(REPO, '')}`, async (t) => {
    const scene = await ready(t)
    scene.github.faults.push({ match, secondary: 30, times: 2 })
    const { marks, replies } = await scene.command('bob', '/contender rollback delay staging')
    assert.deepEqual([marks, replies.length, (await scene.events()).length], [['eyes', 'rocket'], 1, 1])
  })
}

test('where the hour’s requests are used up it fails, is not refused, and is done when brought again', async (t) => {
  const scene = await ready(t)
  const asked = await scene.say('bob', '/contender rollback delay staging')
  for (let call = 0; call < 5; call++)
    scene.github.faults.push({
      match: 'GET *',
      status: 403,
      times: 1,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(scene.github.world.now() / 1000 + 3000) },
    })
  await assert.rejects(scene.run(asked))
  scene.github.faults.splice(0)
  assert.deepEqual(await scene.outcome(asked), { marks: ['eyes'], replies: [] })
  await scene.run(asked)
  assert.deepEqual((await scene.outcome(asked)).marks, ['eyes', 'rocket'])
})

test('writers that meet on the ledger all come through, each with one event', async (t) => {
  const scene = await ready(t)
  const asked = []
  for (const login of ['bob', 'olga', 'bob', 'olga']) {
    scene.github.world.roles.set(login, 'admin')
    asked.push(await scene.say(login, '/contender accept log_loss-against-base known'))
  }
  await Promise.all(asked.map((one) => scene.run(one, scene.other())))
  const comments = (await scene.events()).map(({ comment }) => comment).sort()
  assert.deepEqual(comments, asked.map(({ comment }) => comment.id).sort())
})

test('a comment that was edited never runs, not even back to what it was', async (t) => {
  const scene = await ready(t)
  const asked = await scene.say('bob', '/contender sign dpia')
  const path = `/repos/acme/models/issues/comments/${asked.comment.id}`
  scene.github.setClock(scene.github.world.now() + 5000)
  for (const body of ['/contender sign other', '/contender sign dpia'])
    await scene.github.request('PATCH', path, { body })
  await scene.run(asked)
  const { marks, replies } = await scene.outcome(asked)
  assert.deepEqual([marks, await scene.events()], [['eyes', 'confused'], []])
  assert.match(replies[0]!, /A comment that was edited never runs: write the command in a new one/)
})

test('words of another in somebody’s comment never run, not even where they came in the second in which it was written', async (t) => {
  const scene = await ready(t)
  const asked = await scene.say('bob', 'Looks good')
  const path = `/repos/acme/models/issues/comments/${asked.comment.id}`
  const body = '/contender sign dpia'
  const { body: edited } = await scene.github.request('PATCH', path, { body })
  assert.equal(edited.created_at, edited.updated_at)
  await scene.run({ ...asked, comment: { ...asked.comment, body }, delivery: null })
  const { marks, replies } = await scene.outcome(asked)
  assert.deepEqual([marks, await scene.events()], [['eyes', 'confused'], []])
  assert.match(replies[0]!, /A comment that was edited never runs/)
})

test('a comment that is gone does not run, and is not answered', async (t) => {
  for (const before of ['the mark', 'the look']) {
    const scene = await ready(t)
    const asked = await scene.say('bob', '/contender sign dpia')
    const remove = () => scene.github.request('DELETE', `/repos/acme/models/issues/comments/${asked.comment.id}`)
    if (before === 'the mark') await remove()
    else
      scene.github.world.before.push(async ({ method }, route) => {
        if (method === 'GET' && route.endsWith('/issues/comments/{comment_id}') && scene.github.world.before.pop())
          await remove()
        return undefined
      })
    await scene.run(asked)
    assert.deepEqual(await scene.events(), [])
    const { body } = await scene.github.request('GET', `/repos/acme/models/issues/${scene.number}/comments`)
    assert.deepEqual(body, [])
  }
})

test('what is no command, and what the bot says itself, costs no request', async (t) => {
  const scene = await ready(t)
  const since = scene.github.calls.length
  const asked = await scene.say('bob', 'I would /contender sign dpia')
  await scene.run(asked)
  await scene.run({ ...asked, sender: 'contender[bot]', comment: { ...asked.comment, body: '/contender help' } })
  assert.equal(scene.github.count('reads', since) + scene.github.count('writes', since), 0)
})

test('what the App is not allowed to do is refused, with what it lacks', async (t) => {
  const permissions = {
    contents: 'read',
    pull_requests: 'write',
    issues: 'write',
    checks: 'write',
    actions: 'read',
    members: 'read',
  } as const
  const scene = await commandScene(t, { permissions })
  const { id } = await scene.github.addRun({ headSha: scene.head })
  await scene.github.finishRun(id)
  for (const [line, lacking] of [
    ['sign dpia', /contents: write/],
    ['rerun', /Resource not accessible by integration/],
  ] as const) {
    const { marks, replies } = await scene.command('bob', `/contender ${line}`)
    assert.deepEqual(marks, ['eyes', 'confused'])
    assert.match(replies[0]!, lacking)
  }
})

test('run: what was written before in the same conversation and has no answer is done first, though its webhook is late', async (t) => {
  const { events, outcome, run, say } = await commandScene(t)
  const sign = await say('bob', '/contender sign dpia')
  await say('bob', 'Looks good')
  const late = await say('bob', '/contender sign judged-by')
  await run(late)
  const signed = async () => (await events()).map(({ item }) => item)
  assert.deepEqual([await signed(), await outcome(sign)], [['dpia'], { marks: ['eyes', 'rocket'], replies: [] }])
  assert.deepEqual((await outcome(late)).marks, ['eyes', 'confused'])
  await run(sign)
  assert.deepEqual(await signed(), ['dpia'])
})

test('run: an answer whose writing GitHub denied, though it was written, is one answer, with another instance at the same time too', async (t) => {
  const { github, other, outcome, run, say } = await commandScene(t)
  github.faults.push({ match: COMMENTS, status: 502, late: true, times: 2 })
  const asked = await say('rita', '/contender sign dpia')
  await Promise.all([run(asked), run(asked, other())])
  assert.equal((await outcome(asked)).replies.length, 1)
  assert.deepEqual(github.faults, [])
})
