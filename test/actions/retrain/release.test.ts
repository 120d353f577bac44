import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Evaluation } from '../../../core/artifacts/evaluation.ts'
import type { Release } from '../../../core/artifacts/release.ts'
import { contender } from '../../command-line.ts'
import { assetText, releasesOf } from '../release/scene.ts'
import { checkout, jobEnvironment, runnerEvent } from '../runner-event.ts'
import { appToken, openScene } from './scene.ts'

test('what is merged of a retraining is released as it was proposed: trained and judged on the rows of its windows', async (t) => {
  const { events, github, pulls, retrain } = await openScene(t)
  const won = await retrain('retrain --model delay --at 2026-03-28', { token: appToken(github) })
  assert.equal(won.code, 0, won.error)
  const [pull] = await pulls()
  const before = await github.git.line('rev-parse', 'main')
  const merged = await github.request('PUT', `/repos/acme/models/pulls/${pull!.number}/merge`, {
    merge_method: 'squash',
  })
  const after = (merged.body as { sha: string }).sha

  const clone = await checkout(t, github.git.folder, 'main')
  const push = {
    ...{ ref: 'refs/heads/main', before, after },
    repository: { full_name: 'acme/models', default_branch: 'main' },
  }
  const permissions = { contents: 'write', pull_requests: 'read', checks: 'read', actions: 'read' } as const
  const { code, error, out } = await contender('release', clone, {
    ...jobEnvironment(github, github.jobToken({ permissions, event: 'push' })),
    ...(await runnerEvent(t, 'push', push)),
    ...{ GITHUB_REF: 'refs/heads/main', GITHUB_ACTOR: 'ann', GITHUB_RUN_ID: '1' },
  })
  assert.equal(code, 0, error + out)
  const [release] = await releasesOf(github)
  const told = JSON.parse(await assetText(github, release!, 'release.json')) as Release
  const [{ artifact, rows }] = (await events()) as [Awaited<ReturnType<typeof events>>[number]]
  assert.equal(told.artifact!.digest, artifact!.digest)
  const { dataset } = JSON.parse(await assetText(github, release!, 'evaluation.json')) as Evaluation
  assert.deepEqual([dataset.rows, rows.holdout], [14 * 15, 14 * 15])
})
