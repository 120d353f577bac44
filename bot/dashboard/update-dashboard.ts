import { decideDashboard, type ExistingIssue, isDashboard } from '../../core/dashboard/decide-dashboard.ts'
import { statusOf } from '../../core/io/github/client.ts'
import { closeSecond, createIssue, type IssuePlace, searchIssues } from '../../core/io/github/one-issue.ts'
import { renderDashboard, TITLE } from '../../reports/dashboard.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { readDashboard } from './read-dashboard.ts'

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
  const { at, app, client, log, server } = access
  const dashboard = await readDashboard(access, mostTags)
  if (dashboard === undefined) return
  const body = renderDashboard(dashboard, `${server}/${at.owner}/${at.repo}`)
  // A config that cannot be read is told where there is a dashboard; it is no reason to begin one.
  const wanted = { login: app.login, body, create: dashboard.broken === undefined }
  const place = { at, client, authors: [app.login] }
  try {
    await settle(place, await searchIssues(place, (issue) => isDashboard(issue, app.login)), wanted)
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

async function settle(place: IssuePlace, existing: readonly ExistingIssue[], wanted: Wanted): Promise<void> {
  const { at, client } = place
  const decision = decideDashboard(existing, wanted)
  if (decision.do === 'nothing') return
  if (decision.do === 'create')
    return settle(place, await createIssue(place, { title: TITLE, body: wanted.body }), wanted)
  const { close, number } = decision
  if (decision.do === 'update') await client.rest.issues.update({ ...at, issue_number: number, body: wanted.body })
  for (const second of close) {
    const because = `Another instance of Contender made this a second time: the dashboard is #${number}.`
    await closeSecond(place, second, because)
  }
}
