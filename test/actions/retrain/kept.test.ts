import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { GitHub } from '../../github/github.ts'
import { appToken, openScene } from './scene.ts'

const LEDGER = 'PATCH /repos/{owner}/{repo}/git/refs/{ref}'
const DOWN = { status: 500, body: { message: 'down' } }

/** Makes all writes of the ledger fail until it is called off. */
function ledgerDown(github: GitHub): () => void {
  const faults = Array.from({ length: 60 }, () => ({ match: LEDGER, ...DOWN }))
  github.faults.push(...faults)
  return () => {
    github.faults.length = 0
  }
}

test('where the ledger cannot be written any more the pull request says what it was opened for, and a no holds', async (t) => {
  const { drifted, events, github, pulls, retrain } = await openScene(t)
  const token = appToken(github)
  await drifted('2026-03-26', 'drift')
  const again = ledgerDown(github)
  // Opened by the clock of the run.
  github.world.setClock(Date.parse('2026-03-28T00:05:00Z'))
  const first = await retrain('retrain --at 2026-03-28', { token })
  assert.equal(first.code, 2)
  assert.match(
    first.error,
    /Cannot use contender\/ledger .* was answered with 500, down\. Pull request #1 \(http\S+\/pull\/1\) has the challenger, and/,
  )
  // The next steps of the job hear of the win all the same.
  assert.match(first.out, /delay {2}has a challenger that won: .*\n {2}#1 http/)
  again()
  assert.deepEqual([(await events()).length, (await pulls()).length], [0, 1])
  const waits = await retrain('retrain --at 2026-03-28T06:00', { token })
  assert.match(waits.out, /is not trained anew: #1 waits with a challenger already/, waits.error)
  await github.request('PATCH', '/repos/acme/models/pulls/1', { state: 'closed' })
  const no = await retrain('retrain --at 2026-04-28', { token })
  assert.match(no.out, /is not trained anew: #1 was opened for the same reason on 2026-03-28/, no.error)
  assert.equal((await pulls()).length, 1)
})

test('a challenger that lost is told in the issue though the ledger cannot be written', async (t) => {
  const { drifted, github, openIssue, retrain } = await openScene(t, { turns: false })
  await openIssue()
  await drifted('2026-03-21', 'drift')
  ledgerDown(github)
  const { code, error, out } = await retrain('retrain --at 2026-03-28', { token: appToken(github) })
  assert.equal(code, 2)
  assert.match(out, /delay {2}stays: /)
  assert.match(error, /500, down; neither `retrain\.cooldown` nor `retrain\.budget` knows of this training/)
  const { body } = await github.request('GET', '/repos/acme/models/issues/1/comments')
  assert.match((body as { body: string }[])[0]!.body, /A challenger was trained, and/)
})
