import type { Octokit } from '@octokit/rest'
import { CHECKS } from '../../pull-request/check-names.ts'
import type { AppCheck } from '../../pull-request/word-at-merge.ts'
import { WORKFLOWS } from './app-of-commit.ts'
import { explainRequest, type Repository } from './client.ts'

/**
 * The Apps that made a commit's governance check, as logins: `contender[bot]`. Which App made a check is GitHub's own
 * word, and admins say which Apps there are. One request.
 *
 * @throws {UserError} without the permission `checks: read`
 */
export async function governingApps(client: Octokit, at: Repository, ref: string): Promise<readonly string[]> {
  const checks = await checksNamed(client, at, ref, CHECKS.governance)
  return [...new Set(checks.map(({ app }) => app))]
}

/**
 * All checks of ours that Apps made of a commit, older ones too; what a workflow made under these names does not count.
 * Two requests.
 *
 * @throws {UserError} without the permission `checks: read`
 */
export async function checksOfApps(client: Octokit, at: Repository, ref: string): Promise<readonly AppCheck[]> {
  const each = Object.values(CHECKS).map((name) => checksNamed(client, at, ref, name))
  return (await Promise.all(each)).flat()
}

async function checksNamed(client: Octokit, at: Repository, ref: string, check_name: string): Promise<AppCheck[]> {
  const asked = { ...at, ref, check_name, filter: 'all', per_page: 100 } as const
  // A workflow may have made hundreds of this name.
  const runs = await client.paginate(client.rest.checks.listForRef, asked).catch((error: unknown) => {
    throw explainRequest(`the checks of ${ref.slice(0, 7)}`, error, 'checks: read')
  })
  const checks = runs.flatMap(({ app, completed_at, conclusion, external_id, id, name, started_at }) =>
    app?.slug === undefined
      ? []
      : {
          ...{ id, name, conclusion, app: `${app.slug}[bot]`, externalId: external_id ?? '' },
          startedAt: dateOf(started_at),
          completedAt: dateOf(completed_at),
        },
  )
  return checks.filter(({ app }) => app !== WORKFLOWS)
}

function dateOf(time: string | null): Date | undefined {
  return time === null ? undefined : new Date(time)
}
