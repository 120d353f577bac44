import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { join, keyOf, type Subject } from '../../../bot/subject.ts'
import { subjectsOf } from '../../../bot/webhooks/subjects.ts'
import { markComment } from '../../../core/pull-request/comment-state.ts'
import { BASE, check, comment, contender, place, pull, push, run, SHA, us } from './payloads.ts'

const GUID = '00000000-0000-4000-8000-000000000001'
const told = (event: string, payload: unknown, who: Parameters<typeof subjectsOf>[1] = us) =>
  subjectsOf({ guid: GUID, event, payload }, who)

/** Keys of what a webhook asks to look at. */
function keys(event: string, payload: unknown): string[] {
  const found = told(event, payload)
  return found.result === 'accepted' ? found.subjects.map(keyOf) : []
}

test('subjects: a change of a pull request asks to look at it, at the place that it names', () => {
  for (const action of ['opened', 'synchronize', 'reopened', 'edited', 'labeled', 'ready_for_review'])
    assert.deepEqual(told('pull_request', pull(action)), {
      ...{ result: 'accepted', installation: 815, repositoryId: 1, at: { owner: 'acme', repo: 'models' } },
      subjects: [{ kind: 'pull', number: 7 }],
    })
  for (const action of ['assigned', 'milestoned', 'review_requested', 'auto_merge_enabled'])
    assert.deepEqual(keys('pull_request', pull(action)), [])
  assert.deepEqual(keys('pull_request_review', pull('submitted')), ['pull 7'])
})

test('subjects: the dashboard changes with closed pull requests and with those that retrain', () => {
  assert.deepEqual(keys('pull_request', pull('closed')), ['pull 7', 'dashboard'])
  const retraining = { pull_request: { number: 8, head: { ref: 'contender/retrain/delay' } } }
  assert.deepEqual(keys('pull_request', pull('opened', retraining)), ['pull 8', 'dashboard'])
})

test('subjects: a pull request that we opened or pushed to is looked at like any other, and what else we did to one is not', () => {
  const own = { sender: contender, pull_request: { number: 8, head: { ref: 'contender/retrain/delay' } } }
  for (const action of ['opened', 'reopened', 'closed'])
    assert.deepEqual(keys('pull_request', pull(action, own)), ['pull 8', 'dashboard'])
  assert.deepEqual(keys('pull_request', pull('synchronize', own)), ['pull 8'])
  for (const action of ['edited', 'labeled']) assert.deepEqual(keys('pull_request', pull(action, own)), [])
})

test('subjects: what a push and a look at the branch say of one tip is joined, and neither is lost', () => {
  const at = { branch: 'main', after: SHA }
  const pushed = { ...at, before: BASE, sender: 'ann', delivery: GUID }
  const swept = { ...at, before: null, sender: null, delivery: null }
  const [byPush, bySweep]: Subject[] = [
    { kind: 'policy', tip: SHA, pushed },
    { kind: 'policy', tip: SHA, swept },
  ]
  assert.equal(keyOf(byPush!), keyOf(bySweep!))
  const both = { kind: 'policy', tip: SHA, pushed, swept }
  assert.deepEqual([join(byPush!, bySweep!), join(bySweep!, byPush!)], [both, both])
})

test('subjects: a command is a new comment of a person that begins with it', () => {
  const found = told('issue_comment', comment('created', '/contender sign dpia\nseen'))
  assert.ok(found.result === 'accepted')
  const { asked } = found.subjects[0] as Extract<(typeof found.subjects)[number], { kind: 'command' }>
  assert.deepEqual(asked, {
    ...{ number: 7, isPull: true, sender: 'ann', delivery: GUID },
    comment: {
      ...{ id: 99, body: '/contender sign dpia\nseen', url: 'https://github.test/acme/models/pull/7#99' },
      ...{ createdAt: '2026-11-02T09:00:00Z', updatedAt: '2026-11-02T09:00:00Z' },
    },
  })
  for (const body of ['> /contender help', 'say /contender help', '/contenders', '', null])
    assert.deepEqual(keys('issue_comment', comment('created', body)), [], String(body))
})

test('subjects: an edited command, a bot’s and a deleted one do nothing', () => {
  const command = '/contender accept delay/roc_auc-min because'
  for (const action of ['edited', 'deleted']) assert.deepEqual(keys('issue_comment', comment(action, command)), [])
  const bot = { sender: { login: 'dependabot[bot]', type: 'Bot' } }
  assert.deepEqual(keys('issue_comment', comment('created', command, bot)), [])
  assert.deepEqual(keys('issue_comment', comment('created', command, { sender: contender })), [])
})

test('subjects: a comment of ours that others edit or delete has to be looked for', () => {
  const state = { v: 1, head: SHA, run: 1, attempt: 1, by: 'app' } as const
  const ours = (user: object, body: string) => {
    const payload = comment('edited', body)
    return { ...payload, comment: { ...payload.comment, user } }
  }
  const verify = { kind: 'pull', number: 7, verify: true }
  for (const payload of [
    ours(contender, 'Nothing to see here'),
    ours({ login: 'github-actions[bot]', type: 'Bot' }, `${markComment(state)}\nReport`),
    { ...ours(contender, 'Report'), action: 'deleted' },
  ]) {
    const found = told('issue_comment', payload)
    assert.deepEqual(found.result === 'accepted' && found.subjects, [verify])
  }
  assert.deepEqual(keys('issue_comment', { ...ours(contender, 'Report'), sender: contender }), [])
  assert.deepEqual(keys('issue_comment', ours({ login: 'ann', type: 'User' }, 'My own comment')), [])
})

test('subjects: what we write ourselves asks for nothing', () => {
  const byUs = { sender: contender }
  assert.deepEqual(keys('check_run', check('created', us.id, byUs)), [])
  assert.deepEqual(keys('check_run', check('completed', us.id, byUs)), [])
  assert.deepEqual(keys('issue_comment', comment('created', 'Report', byUs)), [])
  assert.deepEqual(keys('issues', { ...place, ...byUs, action: 'edited', issue: { number: 1, user: contender } }), [])
  assert.deepEqual(keys('pull_request', pull('edited', byUs)), [])
})

test('subjects: a button of our own check is pressed, another App’s is not', () => {
  const rerun = { requested_action: { identifier: 'rerun' } }
  const found = told('check_run', check('requested_action', us.id, rerun))
  const asked = { id: 5, name: 'contender / metrics', head: SHA, externalId: null, pulls: [7] }
  assert.ok(found.result === 'accepted')
  assert.deepEqual(found.subjects, [{ kind: 'button', check: asked, sender: 'ann', delivery: GUID }])
  assert.deepEqual(keys('check_run', check('rerequested', us.id)), [`button ${GUID}`])
  assert.deepEqual(keys('check_run', check('rerequested', 15_368)), [])
  assert.deepEqual(keys('check_run', check('requested_action', us.id, { requested_action: { identifier: 'x' } })), [])
})

test('subjects: a run leads to its pull requests: by number, or for a fork by commit and repository', () => {
  assert.deepEqual(keys('workflow_run', run()), ['pull 7'])
  const fork = { pull_requests: [], head_repository: { full_name: 'mallory/models' } }
  const found = told('workflow_run', run(fork))
  assert.ok(found.result === 'accepted')
  const of = { kind: 'run', head: SHA, headBranch: 'change', headRepository: 'mallory/models' }
  assert.deepEqual(found.subjects, [of])
  assert.deepEqual(keys('workflow_run', run({ ...fork, head_repository: null })), [])
  assert.deepEqual(keys('workflow_run', run({ event: 'push' })), [])
})

test('subjects: a merge queue’s group is looked at when checks are asked for, and when its own run moves', () => {
  const head_ref = 'refs/heads/gh-readonly-queue/release/2/pr-7-1a2b3c'
  const group = { head_sha: SHA, head_ref, base_sha: BASE, base_ref: 'refs/heads/release/2' }
  const asked = told('merge_group', { ...place, action: 'checks_requested', merge_group: group })
  assert.deepEqual(asked.result === 'accepted' && asked.subjects, [{ kind: 'group', group }])
  assert.deepEqual(keys('merge_group', { ...place, action: 'destroyed', merge_group: group }), [])
  const moved = told('workflow_run', run({ event: 'merge_group', head_branch: head_ref.slice(11) }))
  const known = { ...group, base_sha: null }
  assert.deepEqual(moved.result === 'accepted' && moved.subjects, [{ kind: 'group', group: known }])
  const [event, found] = [
    { kind: 'group', group },
    { kind: 'group', group: known },
  ] as const
  assert.deepEqual([join(event, found), join(found, event)], [event, event], 'what it is built on is not forgotten')
})

test('subjects: a push tells of versions, stages, the policy and the ledger', () => {
  assert.deepEqual(keys('push', push('refs/tags/delay@v1.2.0')), ['released delay@v1.2.0', 'dashboard'])
  assert.deepEqual(keys('push', push('refs/tags/delay#production#3')), ['released delay#production#3', 'dashboard'])
  assert.deepEqual(keys('push', push('refs/tags/delay#production!#4')), ['dashboard'])
  assert.deepEqual(keys('push', push('refs/tags/delay@v1.2.0', { deleted: true })), ['dashboard'])
  assert.deepEqual(keys('push', push('refs/tags/v1.0.0')), [])
  assert.deepEqual(keys('push', push('refs/heads/contender/ledger')), ['dashboard'])
  const other = [{ modified: ['README.md', 'data/contender.yml'] }]
  assert.deepEqual(keys('push', push('refs/heads/main', { commits: other })), [`policy ${SHA}`, 'dashboard'])
  const commits = [{ added: [], modified: ['contender.yml'], removed: [] }]
  assert.deepEqual(keys('push', push('refs/heads/main', { commits })), [`policy ${SHA}`, 'pulls main', 'dashboard'])
  assert.deepEqual(keys('push', push('refs/heads/stable', { commits })), ['pulls stable'])
  for (const path of ['CODEOWNERS', 'docs/CODEOWNERS', '.github/CODEOWNERS'])
    assert.deepEqual(keys('push', push('refs/heads/stable', { commits: [{ removed: [path] }] })), ['pulls stable'])
  assert.deepEqual(keys('push', push('refs/heads/change', { commits: other })), [])
  assert.deepEqual(keys('push', push('refs/heads/change', { commits: other, forced: true })), ['pulls change'])
  assert.deepEqual(keys('push', push('refs/heads/change', { commits: [] })), ['pulls change'])
  assert.deepEqual(keys('push', push('refs/heads/change', { commits: [], before: '0'.repeat(40) })), [])
})

test('subjects: what is not as GitHub describes it is named by its place, and never by what stands there', () => {
  const poisoned = pull('opened', { pull_request: { number: 'seven <script>', head: { ref: 'x' } } })
  const found = told('pull_request', poisoned)
  assert.equal(found.result, 'poisoned')
  assert.match(found.result === 'poisoned' ? found.why : '', /^pull_request\.number: /)
  assert.doesNotMatch(JSON.stringify(found), /script/)
  assert.deepEqual(told('star', { anything: true }), { result: 'nothing' })
})

test('subjects: no payload whatever makes it throw', () => {
  const events = ['pull_request', 'issue_comment', 'issues', 'check_run', 'workflow_run', 'merge_group', 'push', 'ping']
  const mixed = fc.tuple(fc.constantFrom(...events), fc.anything(), fc.constantFrom({}, pull('opened'), run(), place))
  fc.assert(
    fc.property(mixed, ([event, any, known]) => {
      const both = typeof any === 'object' ? { ...known, ...any } : any
      assert.ok(['accepted', 'nothing', 'poisoned'].includes(told(event, both).result))
    }),
  )
})

test('subjects: before GitHub has said who we are, a doubtful event is one look more', () => {
  const unknown = { id: us.id, login: undefined }
  const issue = { ...place, sender: contender, action: 'edited', issue: { number: 1, user: contender } }
  assert.equal(told('issues', issue, unknown).result, 'accepted')
  assert.equal(told('issue_comment', comment('created', 'Report', { sender: contender }), unknown).result, 'nothing')
})
