import { setTimeout as pause } from 'node:timers/promises'
import { retry } from '@octokit/plugin-retry'
import { Octokit } from '@octokit/rest'
import { UserError } from '../../errors.ts'

/** A repository at GitHub, or at a server of one's own. */
export interface GitHubPlace {
  readonly owner: string
  readonly repo: string
  /** `https://api.github.com`, without a slash at its end. */
  readonly url: string
  readonly token: string
  /** Milliseconds that a second of waiting takes: 1000, but in tests. */
  readonly second?: number
}

/** A job may wait this long for a rate limit; beyond it, a person is better told. */
const LONGEST_WAIT_SECONDS = 60

/**
 * A client that repeats what failed on GitHub's side (5xx, a dropped connection) and waits where GitHub asks
 * it to. Octokit's own throttling would put a second between any two writes: an append is three of them, and
 * the longer it takes, the more writers lose the race.
 */
export function githubClient({ second = 1000, token, url }: GitHubPlace): Octokit {
  return new (Octokit.plugin(retry))({
    auth: token,
    baseUrl: url,
    request: { fetch: waitingFetch(second) },
    // A conflict is another writer's: the caller has to look again before it repeats.
    retry: { retryAfterBaseValue: second, doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451] },
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  })
}

function waitingFetch(second: number): typeof fetch {
  return async (input, init) => {
    for (let waited = 0; ; ) {
      const response = await fetch(input, init)
      const seconds = await secondsToWait(response)
      if (seconds === undefined || waited + seconds > LONGEST_WAIT_SECONDS) return response
      await response.body?.cancel()
      await pause(seconds * second)
      waited += seconds
    }
  }
}

/** What GitHub asks for, at least 1; a minute where it only says that there were too many requests at once. */
async function secondsToWait(response: Response): Promise<number | undefined> {
  if (response.status !== 403 && response.status !== 429) return undefined
  const asked = Number(response.headers.get('retry-after') ?? Number.NaN)
  if (!Number.isNaN(asked)) return Math.max(asked, 1)
  return SECONDARY.test(await response.clone().text()) ? 60 : undefined
}

/** GitHub's name for too many requests in a short time, or at once. */
const SECONDARY = /secondary rate limit/i

/** What Octokit throws: the status of the answer, and who said what. */
interface RequestError extends Error {
  readonly status: number
  readonly request: { readonly method: string; readonly url: string }
  readonly response?: { readonly headers: Readonly<Record<string, string | undefined>> }
}

export function statusOf(error: unknown): number | undefined {
  return (error as Partial<RequestError>).status
}

/** A failure of a request as a sentence for people; what is no failure of a request stays what it is. */
export function explainRequest(place: string, error: unknown): unknown {
  if (statusOf(error) === undefined) return error
  const { message, request, response, status } = error as RequestError
  const failed = `Cannot use ${place}: ${request.method} ${new URL(request.url).pathname}`
  if (response === undefined) return new UserError(`${failed} got no answer: ${message}`, { cause: error })
  const { 'x-ratelimit-remaining': left, 'x-ratelimit-reset': reset } = response.headers
  const hint =
    left === '0' && reset !== undefined
      ? `. The token's requests are used up until ${new Date(Number(reset) * 1000).toISOString()}`
      : SECONDARY.test(message)
        ? '. Run the command again in a few minutes'
        : status === 401 || status === 403 || status === 404
          ? '. Does the token have the permission `contents: write` in this repository?'
          : status === 409 && /empty/i.test(message)
            ? '. Push a first commit'
            : ''
  return new UserError(`${failed} was answered with ${status}, ${message.replace(/\.? - https:.*$|\.$/, '')}${hint}`, {
    cause: error,
  })
}
