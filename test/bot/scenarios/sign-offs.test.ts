import assert from 'node:assert/strict'
import test from 'node:test'
import { worse } from './reports.ts'
import { governedBy } from './repository.ts'
import { scene } from './scene.ts'

const DONE = { marks: ['eyes', 'rocket'], replies: [] }

test('a sign-off is written down with commit and model files, and a new push voids it', async (t) => {
  const { checks, comment, events, head, judge, number, push, say, verify } = await scene(t)
  const run = await judge()
  assert.deepEqual(await say('bob', '/contender sign ready after the board of Monday'), DONE)
  assert.deepEqual(await checks(), { metrics: 'success: passed', governance: 'success: 1 of 1 met' })
  assert.match(await comment(), /## ✅ Contender: pass[\s\S]*bob[\s\S]*after the board of Monday/)
  const [event] = await events()
  assert.deepEqual(
    [event!.action, event!.by.name, event!.role, event!.pull, event!.head, Object.keys(event!.digests!)],
    ['governance.sign', 'bob', 'write', number, await head(), ['delay']],
  )
  assert.match(event!.delivery!, /^[0-9a-f-]{36}$/)
  await push({ 'models/delay.onnx': 'three' })
  assert.equal((await checks()).governance, 'in_progress: 0 of 1 met; the rest waits for the run')
  assert.ok((await judge()) > run)
  assert.deepEqual(await checks(), {
    metrics: 'success: passed',
    governance: 'action_required: 0 of 1 met; missing: ready',
  })
  assert.match(await comment(), /void[\s\S]*bob|bob[\s\S]*void/)
  const { code, out } = await verify()
  assert.equal(code, 0, out)
})

test('a check that is edited tells when it came to say so: a release asks what it said at the merge', async (t) => {
  const { check, github, judge, say } = await scene(t)
  await judge()
  const before = await check('governance')
  await say('bob', '/contender sign ready')
  const after = await check('governance')
  assert.deepEqual([after.id, before.conclusion, after.conclusion], [before.id, 'action_required', 'success'])
  assert.ok(Date.parse(after.completed_at!) >= Date.parse(before.completed_at!) + 60_000)
  assert.equal(Date.parse(after.completed_at!), github.world.now())
})

test('a new run of the same commit that makes other model files voids a sign-off too', async (t) => {
  const { checks, finish, github, judge, say } = await scene(t)
  const run = await judge()
  await say('bob', '/contender sign ready')
  assert.equal((await checks()).governance, 'success: 1 of 1 met')
  await github.rerun(run, 'ann')
  await github.startRun(run)
  const [model] = [worse()]
  const artifact = { ...model!.evaluation.artifact, digest: `sha256:${'9'.repeat(64)}` }
  await finish(run, { models: [{ ...model!, evaluation: { ...model!.evaluation, artifact } }] })
  assert.equal((await checks()).governance, 'action_required: 0 of 1 met; missing: ready')
})

test('nobody signs before the run has said which model files there are, and the checklist asks nobody to', async (t) => {
  const { checks, comment, events, judge, push, say } = await scene(t)
  await judge()
  await push({ 'models/delay.onnx': 'three' })
  const early = await comment()
  assert.match(early, /\*\*Nothing is asked of anybody yet\*\*/)
  assert.match(early, /nobody can sign [0-9a-f]{7} before its run has reported/)
  assert.doesNotMatch(early, /contender sign ready/)
  const { marks, replies } = await say('bob', '/contender sign ready')
  assert.deepEqual(marks, ['eyes', 'confused'])
  assert.match(replies[0]!, /The run of [0-9a-f]{7} has not reported yet/)
  assert.deepEqual(await events(), [])
  await judge()
  assert.match(await comment(), /contender sign ready/)
  assert.deepEqual(await say('bob', '/contender sign ready'), DONE)
  assert.equal((await checks()).governance, 'success: 1 of 1 met')
})

test('neither the author nor a committer signs their own change, whatever their role', async (t) => {
  const { checks, events, github, judge, push, say } = await scene(t)
  await push({ 'README.md': 'Bob was here\n' }, { author: 'bob' })
  await judge()
  github.world.roles.set('ann', 'admin')
  for (const login of ['ann', 'bob']) {
    const { marks, replies } = await say(login, '/contender sign ready')
    assert.deepEqual(marks, ['eyes', 'confused'])
    assert.match(replies[0]!, new RegExp(`${login} has made a part of this change: somebody else has to`))
  }
  assert.deepEqual(await events(), [])
  assert.deepEqual(await say('olga', '/contender sign ready'), DONE)
  assert.equal((await checks()).governance, 'success: 1 of 1 met')
})

test('who signed takes it back with unsign, and nobody else does', async (t) => {
  const { checks, events, judge, say } = await scene(t)
  await judge()
  await say('bob', '/contender sign ready')
  assert.match((await say('olga', '/contender unsign ready')).replies[0]!, /There is no signature of yours/)
  assert.equal((await checks()).governance, 'success: 1 of 1 met')
  assert.deepEqual(await say('bob', '/contender unsign ready'), DONE)
  assert.equal((await checks()).governance, 'action_required: 0 of 1 met; missing: ready')
  assert.deepEqual(
    (await events()).map(({ action }) => action),
    ['governance.sign', 'governance.unsign'],
  )
})

test('a gate that was accepted is an exception for one commit, and in the ledger for ever', async (t) => {
  const { check, checks, comment, events, judge, push, say } = await scene(t)
  await judge({ models: [worse()] })
  const refused = await say('bob', '/contender accept delay/roc_auc-against-base We know')
  assert.match(refused.replies[0]!, /none of those who may: role admin/)
  assert.deepEqual(await say('olga', '/contender accept roc_auc-against-base The old one saw the test rows'), DONE)
  assert.equal((await checks()).metrics, 'success: passed with 1 exception')
  assert.match(await comment(), /`delay\/roc_auc-against-base`, accepted by `@olga`: The old one saw the test rows/)
  await push({ 'models/delay.onnx': 'three' })
  await judge({ models: [worse()] })
  assert.equal((await checks()).metrics, 'failure: a gate or a check of the data failed')
  assert.doesNotMatch((await check('governance')).output.summary, /The old one saw/)
  assert.deepEqual(
    (await events()).map(({ action, by, gate, reason }) => [action, by.name, gate, reason]),
    [['governance.accept', 'olga', 'delay/roc_auc-against-base', 'The old one saw the test rows']],
  )
})

test("a team's own item is signed by whoever is in the team, where the change touches its paths", async (t) => {
  const item =
    '{ id: dpia, text: Privacy assessed, why: The data name people., sign: "@acme/privacy", when: { paths: [data/**] } }'
  const policy = { 'contender.yml': governedBy('policy: none', 'items:', `  - ${item}`) }
  const { checks, comment, judge, push, say } = await scene(t, { base: policy })
  await judge()
  assert.equal((await checks()).governance, 'success: nothing is asked')
  assert.match((await say('rita', '/contender sign dpia')).replies[0]!, /is not asked of this change/)
  await push({ 'data/train.csv': 'late\n1\n0\n' })
  await judge()
  assert.equal((await checks()).governance, 'action_required: 0 of 1 met; missing: dpia')
  assert.match(await comment(), /Privacy assessed[\s\S]*The data name people[\s\S]*\/contender sign dpia/)
  assert.match((await say('olga', '/contender sign dpia')).replies[0]!, /none of those who may: @\u200bacme\/privacy/)
  assert.match((await say('ann', '/contender sign dpia')).replies[0]!, /made a part of this change/)
  assert.deepEqual(await say('rita', '/contender sign dpia'), DONE)
  assert.equal((await checks()).governance, 'success: 1 of 1 met')
})

test('a model of high risk asks for a signature that another does not, and an approval by somebody else', async (t) => {
  const policy = { 'contender.yml': governedBy('policy: default', 'owner: "@olga"', 'risk: { fare: high }') }
  const { approve, checks, judge, push, say } = await scene(t, { base: policy })
  await judge()
  assert.equal((await checks()).governance, 'action_required: 2 of 3 met; missing: review')
  await approve('rita')
  assert.equal((await checks()).governance, 'action_required: 2 of 3 met; missing: review')
  await approve('bob')
  assert.equal((await checks()).governance, 'success: 3 of 3 met')
  await push({ 'train.py': 'print(2)\n' })
  assert.equal((await checks()).governance, 'action_required: 0 of 4 met; missing: review')
  await approve('bob')
  await judge({ models: [worse('delay'), worse('fare')] })
  assert.match((await checks()).governance!, /missing: (gates, high-risk|high-risk, gates)$/)
  await say('olga', '/contender sign high-risk')
  assert.equal((await checks()).metrics, 'failure: a gate or a check of the data failed')
  assert.equal((await checks()).governance, 'action_required: 3 of 4 met; missing: gates')
})

test('an owner by CODEOWNERS of the base branch approves, and no entry of the change counts', async (t) => {
  const policy = governedBy(
    'policy: none',
    'items:',
    '  - { id: owners, text: Owners agree, evidence: { codeowners: true } }',
  )
  const base = { 'contender.yml': policy, CODEOWNERS: '/models/ @olga\n' }
  const change = { 'models/delay.onnx': 'two', CODEOWNERS: '/models/ @bob\n' }
  const { approve, checks, judge, say } = await scene(t, { base, change })
  await judge()
  await approve('bob')
  assert.match((await checks()).governance!, /^action_required: 0 of 2 met; missing: judged-by, owners$/)
  await approve('olga')
  await say('olga', '/contender sign judged-by')
  assert.equal((await checks()).governance, 'success: 2 of 2 met')
})

test('rules that change at the base branch count at once: of any branch, CODEOWNERS, and what was forced', async (t) => {
  const owned = governedBy('policy: none', 'items:', '  - { id: owners, text: Owners, evidence: { codeowners: true } }')
  const base = { 'contender.yml': owned, CODEOWNERS: '/models/ @bob\n' }
  const { act, approve, checks, judge, number, push, settle, tipOf } = await scene(t, { base })
  await act('ann', 'POST', 'git/refs', { ref: 'refs/heads/stable', sha: await tipOf('main') })
  await act('olga', 'PATCH', `pulls/${number}`, { base: 'stable' })
  await settle()
  await judge()
  await approve('bob')
  const before = await tipOf('stable')
  assert.equal((await checks()).governance, 'success: 1 of 1 met')
  await push({ CODEOWNERS: '/models/ @olga\n' }, { branch: 'stable' })
  assert.equal((await checks()).governance, 'action_required: 0 of 1 met; missing: owners')
  await act('olga', 'PATCH', 'git/refs/heads/stable', { sha: before, force: true })
  await settle()
  assert.equal((await checks()).governance, 'success: 1 of 1 met')
  await push({ 'contender.yml': `${owned}    - { id: ready, text: Ready, sign: write }\n` }, { branch: 'stable' })
  assert.equal((await checks()).governance, 'action_required: 1 of 2 met; missing: ready')
})

test('a command that was written before a push, and arrives after it, signs nothing', async (t) => {
  const { checks, events, judge, outcome, pass, push, settle, writeLate } = await scene(t)
  await judge()
  const asked = await writeLate('bob', '/contender sign ready', 600)
  const head = await push({ 'models/delay.onnx': 'three' })
  pass(600)
  await settle()
  const { marks, replies } = await outcome(asked)
  assert.deepEqual(marks, ['eyes', 'confused'])
  assert.match(replies[0]!, new RegExp(`The newest commit ${head.slice(0, 7)} came when this was written, or later`))
  assert.deepEqual(await events(), [])
  await judge()
  assert.equal((await checks()).governance, 'action_required: 0 of 1 met; missing: ready')
})

test('a command that was written before its branch was forced back to an older commit signs nothing', async (t) => {
  const { act, checks, events, head, judge, outcome, pass, push, say, settle, writeLate } = await scene(t)
  await judge()
  const older = await head()
  await push({ 'models/delay.onnx': 'three' })
  await judge({})
  const asked = await writeLate('bob', '/contender sign ready', 600)
  pass(60)
  await act('ann', 'PATCH', 'git/refs/heads/change', { sha: older, force: true })
  await settle()
  pass(600)
  await settle()
  const { replies } = await outcome(asked)
  assert.match(replies[0]!, new RegExp(`The newest commit ${older.slice(0, 7)} came when this was written, or later`))
  assert.deepEqual(await events(), [])
  assert.equal((await checks()).governance, 'action_required: 0 of 1 met; missing: ready')
  await say('bob', '/contender sign ready')
  assert.equal((await checks()).governance, 'success: 1 of 1 met')
})

test('nothing is signed where the branch was forced away from a commit and it was pushed again: nobody knows when', async (t) => {
  const { act, checks, events, head, judge, outcome, pass, push, say, settle, writeLate } = await scene(t)
  const parent = await head()
  const looked = await push({ 'models/delay.onnx': 'three' })
  await judge()
  pass(60)
  await act('ann', 'PATCH', 'git/refs/heads/change', { sha: parent, force: true })
  await settle()
  const asked = await writeLate('bob', '/contender sign ready', 600)
  pass(60)
  await act('ann', 'PATCH', 'git/refs/heads/change', { sha: looked })
  await settle()
  pass(600)
  await settle()
  assert.equal(await head(), looked)
  const because = new RegExp(
    `forced away from ${looked.slice(0, 7)}, and somebody pushed it again: .*push another commit`,
  )
  assert.match((await outcome(asked)).replies[0]!, because)
  assert.match((await say('bob', '/contender sign ready')).replies[0]!, because)
  assert.deepEqual(await events(), [])
  await push({ 'models/delay.onnx': 'four' })
  await judge()
  await say('bob', '/contender sign ready')
  assert.equal((await checks()).governance, 'success: 1 of 1 met')
})

test('a command that was written before a commit of another pull request came to this one signs nothing', async (t) => {
  const { act, checks, events, github, head, judge, outcome, pass, say, settle, tipOf, writeLate } = await scene(t)
  await judge()
  // The other pull request goes on from this one, and is closed again.
  const first = await head()
  const tree = await github.git.line('rev-parse', `${first}^{tree}`)
  const { sha: later } = await act('ann', 'POST', 'git/commits', { message: 'More', tree, parents: [first] })
  await act('ann', 'POST', 'git/refs', { ref: 'refs/heads/other', sha: later })
  const other = await github.openPullRequest({ head: 'other' })
  await settle()
  await act('ann', 'PATCH', `pulls/${other.number}`, { state: 'closed' })
  await settle()
  pass(60)
  const asked = await writeLate('bob', '/contender sign ready', 600)
  pass(60)
  await act('ann', 'PATCH', 'git/refs/heads/change', { sha: later })
  await settle()
  await judge()
  assert.equal(await tipOf('change'), later)
  pass(600)
  await settle()
  const { replies } = await outcome(asked)
  assert.match(replies[0]!, new RegExp(`The newest commit ${later.slice(0, 7)} came when this was written, or later`))
  assert.deepEqual(await events(), [])
  await say('bob', '/contender sign ready')
  assert.equal((await checks()).governance, 'success: 1 of 1 met')
})

test('a branch that is forced back to a commit that was signed is what was signed', async (t) => {
  const { act, checks, head, judge, push, say, settle } = await scene(t)
  await judge()
  await say('bob', '/contender sign ready')
  const signed = await head()
  await push({ 'models/delay.onnx': 'three' })
  assert.equal((await checks()).governance, 'in_progress: 0 of 1 met; the rest waits for the run')
  await act('ann', 'PATCH', 'git/refs/heads/change', { sha: signed, force: true })
  await settle()
  assert.equal(await head(), signed)
  assert.deepEqual(await checks(), { metrics: 'success: passed', governance: 'success: 1 of 1 met' })
})
