import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { GitHub } from '../../github/github.ts'
import { production } from './production.ts'
import { appToken, openScene } from './scene.ts'

async function comments(
  github: GitHub,
): Promise<readonly { readonly body: string; readonly user: { login: string } }[]> {
  return (await github.request('GET', '/repos/acme/models/issues/1/comments')).body
}

test('a challenger that does not win is told in the issue about the drift, once for the same reason', async (t) => {
  const { drifted, events, github, openIssue, retrain } = await openScene(t, { turns: false })
  const token = appToken(github)
  await openIssue()
  await drifted('2026-03-01', 'drift')
  const first = await retrain('retrain --at 2026-03-08', { token })
  assert.notEqual(first.code, 0, first.error)
  assert.match(first.out, /delay {2}stays: .*\n {2}#1 was told\./)
  const [said, ...more] = await comments(github)
  assert.deepEqual(more, [])
  assert.match(said!.body, /\nA challenger was trained, and (did not win|nobody can tell whether it is better): in log/)
  assert.match(said!.body, /It learned from \d+ rows .* The model in production stays\. \[The run\]\(http/)
  assert.equal(said!.user.login, 'github-actions[bot]')

  // After the cooldown it is tried again, for the same breach.
  const again = await retrain('retrain --at 2026-03-16', { token })
  assert.doesNotMatch(again.out, /#1 was told/, again.error)
  const [one, two] = await events()
  assert.equal(one!.evidence, two!.evidence)
  assert.equal((await comments(github)).length, 1)

  // A breach after it has healed is another reason.
  for (const until of ['2026-03-08', '2026-03-15', '2026-03-22']) await drifted(until, 'stable')
  await drifted('2026-03-29', 'drift')
  const other = await retrain('retrain --at 2026-03-30', { token })
  assert.match(other.out, /#1 was told\./, other.error)
  assert.equal((await comments(github)).length, 2)
})

test('two runs that lose at once tell the issue once', async (t) => {
  const { drifted, github, openIssue, retrain } = await openScene(t, { turns: false })
  const token = appToken(github)
  await openIssue()
  await drifted('2026-03-21', 'drift')
  await Promise.all([1, 2].map(() => retrain('retrain --at 2026-03-28', { token })))
  assert.equal((await comments(github)).length, 1)
})

test('a challenger that wins and is as bad as what began it: the job, the pull request and the issue say so', async (t) => {
  const { drifted, github, openIssue, pulls, retrain } = await openScene(t)
  await openIssue()
  const breach = { metric: 'log_loss', higher_is_better: false, reference: 0.01, margin: 0.001 }
  await drifted('2026-03-21', 'drift', breach)
  const { code, error, out } = await retrain('retrain --at 2026-03-28', { token: appToken(github) })
  assert.equal(code, 0, error)
  const still =
    /log\\?_loss of the challenger is 0\.\d+ on the holdout, still beyond what began this: 0\.010 on the test/
  assert.match(out, /has a challenger that won/)
  assert.match(out, still)
  assert.match(out, /#1 was told\./)
  assert.match((await pulls())[0]!.body, new RegExp(`⚠️ ${still.source}`))
  assert.match((await pulls())[0]!.body, /### Why now\n\n.* All of it is in #1\./)
  const [said, ...more] = await comments(github)
  assert.match(said!.body, new RegExp(`and won \\(#2\\)\\. ⚠️ ${still.source}`))
  assert.deepEqual(more, [])
})

test('an issue that is closed is not told, and without `issues: write` a warning says so and the ledger has it', async (t) => {
  const { drifted, events, github, openIssue, retrain } = await openScene(t, { turns: false })
  const token = appToken(github)
  await openIssue()
  await drifted('2026-03-21', 'drift')
  const blind = await retrain('retrain --at 2026-03-28', {
    token,
    permissions: { issues: 'read', pull_requests: 'read' },
  })
  assert.match(
    blind.error,
    /The issue about the drift of delay could not be told what the challenger came to: Cannot use #1: .*issues: write/,
  )
  assert.equal((await events()).length, 1)
  await github.request('PATCH', '/repos/acme/models/issues/1', { state: 'closed' }, github.userToken('ann'))
  const closed = await retrain('retrain --at 2026-04-05', { token })
  assert.doesNotMatch(closed.out + closed.error, /#1 was told|could not be told/)
  assert.deepEqual([(await events()).length, await comments(github)], [2, []])
})

test('a training that fails is told as what it is', async (t) => {
  const { drifted, github, openIssue, retrain } = await openScene(t, {
    files: { 'contender.schema.yml': 'models: { delay: { columns: { a: { type: float, min: 0 } } } }\n' },
  })
  await openIssue()
  await drifted('2026-03-21', 'drift')
  await retrain('retrain --at 2026-03-28', { token: appToken(github) })
  const [said] = await comments(github)
  assert.match(
    said!.body,
    /\nTraining anew came to nothing: the rows of the new windows fail their checks: .*range \(a in train\): \d+ rows below 0; .*validation\.json\. The model/,
  )
})

test('where the training rows have no times the pull request says that nobody knows what production has seen', async (t) => {
  const config = production()['contender.yml']!.replace(', time: at, group', ', group')
  const { github, pulls, retrain } = await openScene(t, { files: { 'contender.yml': config } })
  const { code, error, out } = await retrain('retrain --model delay --at 2026-03-28', { token: appToken(github) })
  assert.equal(code, 0, error)
  const told = 'Nobody can tell whether the model of the branch has learned from rows of the holdout'
  assert.match(out, new RegExp(`\n  ${told}: its config has no`))
  const [pull] = await pulls()
  assert.match(pull!.body, new RegExp(`^> ${told}: its config has no .*data\\.time.*\\.$`, 'm'))
  assert.doesNotMatch(pull!.body, /neither has learned from/)
})
