import type { Octokit } from '@octokit/rest'
import { CHECKS } from '../../pull-request/check-names.ts'
import { explainRequest, type Repository } from './client.ts'

/** What workflows write as: a pull request may bring a workflow of its own. */
const WORKFLOWS = 'github-actions'

/**
 * The Apps that made a commit's governance check, as logins: `contender[bot]`. Which App made a check is GitHub's own
 * word, and admins say which Apps there are. One request.
 *
 * @throws {UserError} without the permission `checks: read`
 */
export async function governingApps(client: Octokit, at: Repository, ref: string): Promise<readonly string[]> {
  const asked = { ...at, ref, check_name: CHECKS.governance, filter: 'all', per_page: 100 } as const
  const { data } = await client.rest.checks.listForRef(asked).catch((error: unknown) => {
    throw explainRequest(`the checks of ${ref.slice(0, 7)}`, error, 'checks: read')
  })
  const slugs = data.check_runs.flatMap(({ app }) => app?.slug ?? [])
  return [...new Set(slugs)].filter((slug) => slug !== WORKFLOWS).map((slug) => `${slug}[bot]`)
}

/** What Apps said of a commit by both checks of ours. */
export interface AppsWord {
  /** Logins of those that made them: `contender[bot]`; none where no App did. */
  readonly apps: readonly string[]
  /** Whether both are there, and all that were made last concluded with success. */
  readonly passed: boolean
}

/**
 * Whether the Apps' own two checks of a commit passed; checks of the same names that a workflow made do not count. Two
 * requests.
 *
 * @throws {UserError} without the permission `checks: read`
 */
export async function appsWord(client: Octokit, at: Repository, ref: string): Promise<AppsWord> {
  const apps = new Set<string>()
  let passed = true
  for (const check_name of Object.values(CHECKS)) {
    const asked = { ...at, ref, check_name, filter: 'latest', per_page: 100 } as const
    const { data } = await client.rest.checks.listForRef(asked).catch((error: unknown) => {
      throw explainRequest(`the checks of ${ref.slice(0, 7)}`, error, 'checks: read')
    })
    const made = data.check_runs.filter(({ app }) => app?.slug !== undefined && app.slug !== WORKFLOWS)
    for (const { app } of made) apps.add(`${app!.slug}[bot]`)
    passed &&= made.length > 0 && made.every(({ conclusion }) => conclusion === 'success')
  }
  return { apps: [...apps], passed }
}
