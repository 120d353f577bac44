import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { contender } from '../../command-line.ts'
import { bareGit } from '../../github/bare-git.ts'
import { cloneOf } from '../clone-of.ts'
import { jobEnvironment, runnerEvent } from '../runner-event.ts'
import { appToken, openScene } from './scene.ts'

test('a pull request of somebody else to another branch is left alone, and one to the default branch is opened', async (t) => {
  const { github, pulls, retrain } = await openScene(t)
  const ann = github.userToken('ann')
  const token = appToken(github)
  const sha = await github.git.line('rev-parse', 'main')
  await github.request('POST', '/repos/acme/models/git/refs', { ref: 'refs/heads/release', sha }, ann)
  const refused = {
    status: 403,
    body: { message: 'GitHub Actions is not permitted to create or approve pull requests.' },
  }
  github.faults.push({ match: 'POST /repos/{owner}/{repo}/pulls', times: 1, ...refused })
  await retrain('retrain --model delay --at 2026-03-28', { token })
  const theirs = { title: 'Tried on release', body: 'hands off', head: 'contender/retrain/delay', base: 'release' }
  await github.request('POST', '/repos/acme/models/pulls', theirs, ann)
  const { code, error } = await retrain('retrain --model delay --at 2026-03-28', { token })
  assert.equal(code, 0, error)
  const titles = (await pulls()).map(({ title }) => title)
  assert.deepEqual(titles.sort(), ['Retrain delay on rows before 2026-03-12', 'Tried on release'])
})

test('a pull request that a stranger opened from our branch, mark and all, is neither edited nor closed, and is said to be in the way', async (t) => {
  const { drifted, github, pulls, retrain } = await openScene(t)
  const token = appToken(github)
  await drifted('2026-03-21', 'drift')
  await retrain('retrain --at 2026-03-28', { token })
  const [ours] = await pulls()
  await github.request('PATCH', '/repos/acme/models/pulls/1', { state: 'closed' })
  await github.openPullRequest({ head: 'contender/retrain/delay', author: 'bob', title: 'Bob’s', body: ours!.body })
  const { code, error, out } = await retrain('retrain --model delay --at 2026-04-05 --force', { token })
  assert.equal(code, 0, error)
  assert.match(out, /is not trained anew: #2 from contender\/retrain\/delay by bob is none that retraining opened/)
  for (const until of ['2026-03-28', '2026-04-04', '2026-04-11']) await drifted(until, 'stable')
  const healed = await retrain('retrain --at 2026-04-12', { token })
  assert.equal(healed.code, 0, healed.error)
  const told = (await pulls()).map(({ body, state, title }) => ({ body, state, title }))
  assert.deepEqual(told[1], { body: ours!.body, state: 'open', title: 'Bob’s' })
})

test('where a branch leaves no room for that of the model nothing is trained, and it is said which to rename', async (t) => {
  const { github, retrain } = await openScene(t)
  const sha = await github.git.line('rev-parse', 'main')
  await github.request('POST', '/repos/acme/models/git/refs', { ref: 'refs/heads/contender/retrain/delay/old', sha })
  const { code, error, out } = await retrain('retrain --model delay --at 2026-03-28', { token: appToken(github) })
  assert.equal(code, 0, error)
  assert.match(
    out,
    /is not trained anew: Git cannot keep the branch contender\/retrain\/delay beside contender\/retrain\/delay\/old: rename/,
  )
  assert.equal(await github.git.yes('rev-parse', '--verify', 'contender/ledger'), false)
})

test('a run on another branch proposes nothing: its commits would come along', async (t) => {
  const { github, pulls } = await openScene(t)
  const clone = await cloneOf(t, github.git.folder)
  const local = bareGit(clone)
  await local.text('checkout', '-q', '-b', 'feature')
  await writeFile(join(clone, 'plan.txt'), 'not for main')
  await local.text('add', '-A')
  await local.text('-c', 'user.name=ann', '-c', 'user.email=ann@example.com', 'commit', '-qm', 'Feature')
  await local.text('push', '-q', 'origin', 'feature')
  const permissions = { contents: 'write', pull_requests: 'write', checks: 'read' } as const
  const { code, error } = await contender('retrain --model delay --at 2026-03-28', clone, {
    ...jobEnvironment(github, github.jobToken({ permissions, event: 'workflow_dispatch' })),
    ...(await runnerEvent(t, 'workflow_dispatch', {})),
    ...{ GITHUB_REF: 'refs/heads/feature', GITHUB_ACTOR: 'ann', GITHUB_RUN_ID: '1' },
    CONTENDER_PULL_TOKEN: appToken(github),
  })
  assert.equal(code, 2)
  assert.match(error, /Unexpected commit [0-9a-f]{7}, expected one of main: a retraining is proposed from the default/)
  assert.deepEqual(await pulls(), [])
})
