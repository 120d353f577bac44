import { decideDashboard, type ExistingIssue, isDashboard } from '../../core/dashboard/decide-dashboard.ts'
import { statusOf } from '../../core/io/github/client.ts'
import { renderDashboard, TITLE } from '../../reports/dashboard.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { readDashboard } from './read-dashboard.ts'

/** Times may be off by so much between GitHub's own servers. */
const LEEWAY_MS = 5 * 60_000

/**
 * Brings a repository to have one issue that shows where its models stand; writes nothing where it does already, and
 * nothing at all where the default branch has no contender.yml.
 *
 * GitHub cannot make an issue on condition. Whoever makes one looks again afterwards; the oldest is kept and the
 * others are closed, so instances that come at once leave one open. One that a person closed stays closed.
 *
 * @param mostTags of the registry that are read in one call; 500, where nobody says
 */
export async function updateDashboard(access: RepositoryAccess, mostTags?: number): Promise<void> {
  const { at, app, log, server } = access
  const dashboard = await readDashboard(access, mostTags)
  if (dashboard === undefined) return
  const body = renderDashboard(dashboard, `${server}/${at.owner}/${at.repo}`)
  // A config that cannot be read is told where there is a dashboard; it is no reason to begin one.
  const wanted = { login: app.login, body, create: dashboard.broken === undefined }
  try {
    await settle(access, await search(access), wanted)
  } catch (error) {
    // Issues can be switched off.
    if (statusOf(error) !== 410) throw error
    log.info('No dashboard: issues are switched off')
  }
}

interface Wanted {
  readonly login: string
  readonly body: string
  readonly create: boolean
}

async function settle(access: RepositoryAccess, existing: readonly ExistingIssue[], wanted: Wanted): Promise<void> {
  const { at, client } = access
  const decision = decideDashboard(existing, wanted)
  if (decision.do === 'nothing') return
  if (decision.do === 'create') {
    const { data } = await client.rest.issues.create({ ...at, title: TITLE, body: wanted.body })
    const since = new Date(Date.parse(data.created_at) - LEEWAY_MS).toISOString()
    const beside = await pageOf(access, { since })
    const made = { number: data.number, author: wanted.login, body: wanted.body }
    return settle(access, [...beside.issues.filter(({ number }) => number !== made.number), made], wanted)
  }
  const { close, number } = decision
  if (decision.do === 'update') await client.rest.issues.update({ ...at, issue_number: number, body: wanted.body })
  for (const issue_number of close) {
    // Without the mark it is no dashboard any more, whatever becomes of the other.
    const because = `Another instance of Contender made this a second time: the dashboard is #${number}.`
    await client.rest.issues.update({
      ...at,
      issue_number,
      body: because,
      state: 'closed',
      state_reason: 'not_planned',
    })
  }
}

/**
 * What the App wrote, from the oldest on, until a page has a dashboard: it is among the first things that the App
 * made, so that is nearly always the first page.
 */
async function search(access: RepositoryAccess): Promise<readonly ExistingIssue[]> {
  for (let page = 1; ; page++) {
    const { issues, isLast } = await pageOf(access, { page })
    if (isLast || issues.some((issue) => isDashboard(issue, access.app.login))) return issues
  }
}

async function pageOf(
  { app, at, client }: RepositoryAccess,
  which: { readonly page?: number; readonly since?: string },
) {
  const list = { ...at, creator: app.login, state: 'all', sort: 'created', direction: 'asc', per_page: 100 } as const
  const { data } = await client.rest.issues.listForRepo({ ...list, ...which })
  const issues = data
    .filter(({ pull_request }) => pull_request === undefined)
    .map(({ body, number, user }): ExistingIssue => ({ number, author: user?.login ?? '', body: body ?? '' }))
  return { issues, isLast: data.length < list.per_page }
}
