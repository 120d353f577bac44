import type { World } from '../world.ts'
import { appJson } from './app-json.ts'
import type { StoredCheck, StoredSuite } from './check-store.ts'
import { headCommit } from './head-commit.ts'
import { lookUpRepository } from './look-up.ts'
import { pullsAt } from './pulls-at.ts'
import { timestamp } from './timestamp.ts'

/** A check run as the REST API and deliveries show it. */
export async function checkJson(world: World, check: StoredCheck) {
  const repository = `${world.url}/repos/${world.owner}/${world.repo}`
  const url = `${repository}/check-runs/${check.id}`
  const { headSha, id: suite } = check.suite
  const pull_requests = await pullsAt(world, headSha)
  const html_url = `${world.url}/${world.owner}/${world.repo}/runs/${check.id}`
  return {
    id: check.id,
    node_id: `CR_${check.id}`,
    head_sha: headSha,
    external_id: check.externalId,
    url,
    html_url,
    details_url: check.detailsUrl ?? html_url,
    status: check.status,
    conclusion: check.conclusion,
    started_at: check.startedAt,
    completed_at: check.completedAt,
    output: {
      title: check.title,
      summary: check.summary,
      text: check.text,
      annotations_count: check.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    name: check.name,
    check_suite: { id: suite },
    app: appJson(world, check.app),
    pull_requests,
  }
}

/** A check suite, its state drawn from its runs. */
export async function suiteJson(world: World, suite: StoredSuite, checks: readonly StoredCheck[]) {
  const repository = await lookUpRepository(world, `${world.owner}/${world.repo}`)
  const url = `${repository.url}/check-suites/${suite.id}`
  const done = checks.length > 0 && checks.every(({ status }) => status === 'completed')
  const bad = checks.find(({ conclusion }) => !['success', 'neutral', 'skipped'].includes(conclusion ?? ''))
  const { app } = checks[0] ?? { app: { id: suite.app, slug: world.app.slug } }
  return {
    id: suite.id,
    node_id: `CS_${suite.id}`,
    head_branch: null,
    head_sha: suite.headSha,
    status: done ? 'completed' : 'queued',
    conclusion: done ? (bad?.conclusion ?? 'success') : null,
    url,
    before: null,
    after: suite.headSha,
    pull_requests: await pullsAt(world, suite.headSha),
    app: appJson(world, app),
    repository,
    created_at: timestamp(0),
    updated_at: timestamp(0),
    head_commit: await headCommit(world, suite.headSha),
    latest_check_runs_count: checks.length,
    check_runs_url: `${url}/check-runs`,
  }
}
