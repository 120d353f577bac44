import assert from 'node:assert/strict'
import { test } from 'node:test'
import { markDriftIssue } from '../../../core/response/drift-issue-state.ts'
import { issueState } from '../../response/situation.ts'
import { appToken, openScene } from './scene.ts'

const BEGUN = '2026-03-14T00:00:00.000Z'
const STATE = issueState({ since: BEGUN, evidence: ['performance'], window: BEGUN, over: BEGUN })

test('where a person has muted the issue of the drift nothing is trained by itself; it is where nobody can tell', async (t) => {
  const { drifted, events, github, retrain } = await openScene(t)
  const token = appToken(github)
  await drifted('2026-03-21', 'drift')
  const body = `${markDriftIssue(STATE)}\n## delay drifts\n`
  const robot = github.jobToken({ permissions: { issues: 'write' } })
  await github.request('POST', '/repos/acme/models/issues', { title: 'Drift of delay', body }, robot)
  const closed = { state: 'closed', state_reason: 'not_planned' }
  await github.request('PATCH', '/repos/acme/models/issues/1', closed, github.userToken('ann'))
  const muted = await retrain('retrain --at 2026-03-28', { token })
  assert.equal(muted.code, 0, muted.error)
  assert.match(
    muted.out,
    /is not trained anew: #1 was closed as not planned, which mutes what it was about until it heals/,
  )
  github.faults.push({ match: 'GET /repos/{owner}/{repo}/issues', status: 403, body: { message: 'Resource not' } })
  const blind = await retrain('retrain --at 2026-03-28', { token })
  assert.equal(blind.code, 0, blind.error)
  assert.match(blind.error, /Nobody can tell whether the issue about the drift of delay is muted: .*issues: read/)
  assert.equal((await events()).length, 1)
})

test('while five pull requests of retraining are open no model is trained, and it is said which to decide on', async (t) => {
  const { github, pulls, retrain } = await openScene(t, { more: ', when: schedule' })
  const tree = await github.git.line('rev-parse', 'main^{tree}')
  const main = await github.git.line('rev-parse', 'main')
  for (const model of ['a', 'b', 'c', 'd', 'e']) {
    const commit = { message: model, tree, parents: [main] }
    const { body } = await github.request('POST', '/repos/acme/models/git/commits', commit)
    const { sha } = body as { sha: string }
    await github.request('POST', '/repos/acme/models/git/refs', { ref: `refs/heads/contender/retrain/${model}`, sha })
    await github.openPullRequest({ head: `contender/retrain/${model}` })
  }
  const { code, error, out } = await retrain('retrain --at 2026-03-28', { token: appToken(github) })
  assert.equal(code, 0, error)
  assert.match(out, /is not trained anew: 5 pull requests of retraining are open, and 5 may be: merge or close one/)
  assert.equal((await pulls()).length, 5)
})
