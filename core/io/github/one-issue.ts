import type { Octokit } from '@octokit/rest'
import type { Repository } from './client.ts'

/** Times may be off by so much between GitHub's own servers. */
const LEEWAY_MS = 5 * 60_000

/** Where somebody keeps one issue that is found by its body. */
export interface IssuePlace {
  readonly at: Repository
  readonly client: Octokit
  /** Logins whose issues are ours. */
  readonly authors: readonly string[]
}

/** An issue of ours, whatever it is about. */
export interface OwnIssue {
  /** Grows with time. */
  readonly number: number
  /** Login. */
  readonly author: string
  readonly body: string
  readonly open: boolean
  /** Why it is closed: `completed`, `not_planned`, `duplicate`; null where it is open. */
  readonly reason: string | null
  /** For people. */
  readonly url: string
}

/**
 * Our issues, from the oldest on, until a page has one that is meant: it was made once, and of several the oldest
 * counts. A request for each hundred that an author made.
 */
export async function searchIssues(place: IssuePlace, isMeant: (issue: OwnIssue) => boolean): Promise<OwnIssue[]> {
  const each = await Promise.all(place.authors.map((author) => searchOf(place, author, isMeant)))
  return each
    .flat()
    .filter(isMeant)
    .sort((a, b) => a.number - b.number)
}

async function searchOf(place: IssuePlace, author: string, isMeant: (issue: OwnIssue) => boolean) {
  for (let page = 1; ; page++) {
    const { isLast, issues } = await pageOf(place, author, { page })
    if (isLast || issues.some(isMeant)) return issues
  }
}

/**
 * Makes an issue. GitHub cannot make one on condition: what others made at the same time comes with it, so that all
 * who look can keep the same one.
 *
 * @returns the new one last
 */
export async function createIssue(
  place: IssuePlace,
  { body, title }: { readonly body: string; readonly title: string },
): Promise<OwnIssue[]> {
  const { data } = await place.client.rest.issues.create({ ...place.at, title, body })
  const made = ownIssue(data)
  const since = new Date(Date.parse(data.created_at) - LEEWAY_MS).toISOString()
  const authors = [...new Set([...place.authors, made.author])]
  const beside = await Promise.all(authors.map((author) => pageOf(place, author, { since })))
  return [...beside.flatMap(({ issues }) => issues).filter(({ number }) => number !== made.number), made]
}

/** Closes one that was made a second time. Without its mark it is none of its kind any more, whatever becomes of it. */
export async function closeSecond({ at, client }: IssuePlace, issue_number: number, because: string): Promise<void> {
  const closed = { state: 'closed', state_reason: 'not_planned' } as const
  await client.rest.issues.update({ ...at, issue_number, body: because, ...closed })
}

async function pageOf(
  { at, client }: IssuePlace,
  creator: string,
  which: { readonly page?: number; readonly since?: string },
): Promise<{ readonly issues: OwnIssue[]; readonly isLast: boolean }> {
  const list = { ...at, creator, state: 'all', sort: 'created', direction: 'asc', per_page: 100 } as const
  const { data } = await client.rest.issues.listForRepo({ ...list, ...which })
  const issues = data.filter(({ pull_request }) => pull_request === undefined).map(ownIssue)
  return { issues, isLast: data.length < list.per_page }
}

interface IssueJson {
  readonly number: number
  readonly user: { readonly login: string } | null
  readonly body?: string | null | undefined
  readonly state: string
  readonly state_reason?: string | null | undefined
  readonly html_url: string
}

function ownIssue({ body, html_url, number, state, state_reason, user }: IssueJson): OwnIssue {
  const open = state === 'open'
  return {
    ...{ number, open, url: html_url },
    author: user?.login ?? '',
    body: body ?? '',
    reason: open ? null : (state_reason ?? null),
  }
}
