import { retry } from '@octokit/plugin-retry'
import { Octokit } from '@octokit/rest'
import { UserError } from '../../errors.ts'
import { isLimited, type Patience, requestOf, SECONDARY, waitingFetch } from './waiting-fetch.ts'

/** A repository, as each request names it. */
export interface Repository {
  readonly owner: string
  readonly repo: string
}

/** A repository at GitHub, or at a server of one's own. */
export interface GitHubPlace extends Repository, Patience {
  /** `https://api.github.com`, without a slash at its end. */
  readonly url: string
  readonly token: string
}

/**
 * A client that repeats what failed on GitHub's side (5xx, a dropped connection) after 1, 4 and 9 seconds, up to half
 * of that more or less so that those who failed together do not come back together, and that waits where GitHub
 * asks it to. Octokit's own throttling would put a second between any two writes: an append is three of them, and
 * the longer it takes, the more writers lose the race.
 */
export function githubClient(place: GitHubPlace): Octokit {
  const { second = 1000, token, url } = place
  if (!URL.canParse(url))
    throw new UserError(`Unexpected address \`${url}\` of GitHub, expected one like https://api.github.com`)
  return new (Octokit.plugin(retry, ownCount))({
    auth: token,
    baseUrl: url,
    request: { fetch: waitingFetch(place) },
    retry: {
      retryAfterBaseValue: second * (0.5 + Math.random()),
      // A conflict is another writer's: the caller has to look again before it repeats.
      doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451],
    },
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  })
}

/**
 * Gives each request its own count of tries: the retry plugin keeps it in an object that all requests of a client share,
 * so that one which failed for good makes the next wait 25 seconds before its second try.
 */
function ownCount(octokit: { readonly hook: Octokit['hook'] }) {
  octokit.hook.wrap('request', (request, options) => {
    options.request = { ...options.request }
    return request(options)
  })
}

/** What Octokit throws: the status of the answer, and who said what. */
export interface RequestError extends Error {
  readonly status: number
  readonly request: { readonly method: string; readonly url: string }
  readonly response?: { readonly headers: Readonly<Record<string, string | undefined>> }
}

export function statusOf(error: unknown): number | undefined {
  return (error as Partial<RequestError>).status
}

/** Whether a request failed because what it was about is not there, or not any more. */
export function isGone(error: unknown): boolean {
  return statusOf(error) === 404 || statusOf(error) === 410
}

/** Undefined for what GitHub answers with 404. */
export async function found<T>(request: Promise<T>): Promise<T | undefined> {
  return request.catch((error: unknown) => {
    if (statusOf(error) === 404) return undefined
    throw error
  })
}

/** Whether GitHub refused a request, also as `explainRequest` tells it: the token may not do that, ever. */
export function isDenied(error: unknown): boolean {
  return requestOf(error).status === 403 && !isLimited(error)
}

/**
 * A failure of a request as a sentence for people; what is no failure of a request stays what it is.
 *
 * @param needs what the token has to have, as a workflow's `permissions` name it
 */
export function explainRequest(place: string, error: unknown, needs = 'contents: write'): unknown {
  if (statusOf(error) === undefined) return error
  const { message, request, response, status } = error as RequestError
  const { origin, pathname } = new URL(request.url)
  const failed = `Cannot use ${place}: ${request.method} ${response === undefined ? origin : ''}${pathname}`
  if (response === undefined) return new UserError(`${failed} got no answer: ${message}`, { cause: error })
  const { 'x-ratelimit-remaining': left, 'x-ratelimit-reset': reset } = response.headers
  const hint =
    left === '0' && reset !== undefined
      ? `. The token's requests are used up until ${new Date(Number(reset) * 1000).toISOString()}`
      : SECONDARY.test(message)
        ? '. Run the command again in a few minutes'
        : status === 401
          ? '. Is the token whole, and still valid?'
          : status === 404
            ? `. Does it exist, and does the token have the permission \`${needs}\` in this repository?`
            : status === 403
              ? `. Does the token have the permission \`${needs}\` in this repository?`
              : status === 409 && /empty/i.test(message)
                ? '. Push a first commit'
                : ''
  return new UserError(`${failed} was answered with ${status}, ${message.replace(/\.? - https:.*$|\.$/, '')}${hint}`, {
    cause: error,
  })
}
