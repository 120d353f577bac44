import { plainText } from '../plain-text.ts'

/** An issue of the App's. */
export interface ExistingIssue {
  /** Grows with time. */
  readonly number: number
  /** Login. */
  readonly author: string
  readonly body: string
}

/** What to do, in this order; `close` are dashboards of our own beside the oldest. */
export type DashboardDecision =
  | { readonly do: 'create' }
  | { readonly do: 'update' | 'leave'; readonly number: number; readonly close: readonly number[] }
  | { readonly do: 'nothing' }

const MARKER = /^<!-- contender:dashboard [A-Za-z0-9+/=]+ -->/

/**
 * The first line of the dashboard, which GitHub does not show; base64, as in our comments.
 *
 * @example
 * isDashboard({ author: 'contender[bot]', body: MARK, number: 1 }, 'contender[bot]') // true
 */
export const MARK = `<!-- contender:dashboard ${btoa(JSON.stringify({ v: 1 }))} -->`

/** Whether an issue is the dashboard: the mark is its very beginning, and the App wrote it. */
export function isDashboard({ author, body }: ExistingIssue, login: string): boolean {
  return author === login && MARKER.test(body)
}

/**
 * What has to be done for a repository to have one dashboard that says what `body` does. Of several, as instances that
 * come at once make them, the oldest is kept, so that whoever looks does the same. Whether it is open is a person's
 * to say: nothing opens it again.
 *
 * @param existing in any order; issues that are no dashboard are not looked at
 * @param wanted `create`: whether it is worth an issue where there is none yet
 */
export function decideDashboard(
  existing: readonly ExistingIssue[],
  wanted: { readonly login: string; readonly body: string; readonly create: boolean },
): DashboardDecision {
  const [oldest, ...others] = existing
    .filter((issue) => isDashboard(issue, wanted.login))
    .toSorted((a, b) => a.number - b.number)
  if (oldest === undefined) return { do: wanted.create ? 'create' : 'nothing' }
  const same = plainText(oldest.body) === plainText(wanted.body)
  return { do: same ? 'leave' : 'update', number: oldest.number, close: others.map(({ number }) => number) }
}
