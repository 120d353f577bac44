import type { RepositoryAccess } from '../github/open-github.ts'

/** A check of ours, as it stands at GitHub. */
export interface ExistingCheck {
  readonly id: number
  readonly name: string
  readonly status: string
  readonly conclusion: string | null
  readonly startedAt: Date | undefined
  readonly externalId: string
  readonly title: string
  readonly summary: string
  readonly text: string
  readonly annotations: number
  /** Open pull requests with this head, as far as GitHub knows them by their commit: none of a fork. */
  readonly pulls: readonly number[]
}

/**
 * Our checks of a commit, in one request: the newest of each name, for that one is what GitHub counts. Two instances
 * of the bot may each have made one.
 */
export async function readChecks(
  { app, at, client }: RepositoryAccess,
  ref: string,
): Promise<ReadonlyMap<string, ExistingCheck>> {
  const { data } = await client.rest.checks.listForRef({ ...at, ref, app_id: app.id, filter: 'all', per_page: 100 })
  const newest = new Map<string, ExistingCheck>()
  for (const { conclusion, external_id, id, name, output, pull_requests, started_at, status } of data.check_runs) {
    if ((newest.get(name)?.id ?? 0) > id) continue
    newest.set(name, {
      id,
      name,
      status,
      conclusion,
      startedAt: started_at === null ? undefined : new Date(started_at),
      externalId: external_id ?? '',
      title: output.title ?? '',
      summary: output.summary ?? '',
      text: output.text ?? '',
      annotations: output.annotations_count,
      pulls: pull_requests.map(({ number }) => number),
    })
  }
  return newest
}
