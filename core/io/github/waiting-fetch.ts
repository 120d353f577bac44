import { setTimeout as pause } from 'node:timers/promises'
import type { RequestError } from './client.ts'

/** How a client takes being told to come back later. */
export interface Patience {
  /** Seconds that one request may wait for rate limits: 60, beyond which a person is better told. */
  readonly patience?: number
  /** Told before each such wait. */
  readonly onWait?: ((seconds: number) => void) | undefined
  /**
   * Which requests are sent again after a wait; by default all. What a write was about may have changed while it
   * waited: with `reads` it fails once the wait is over (`isLimited`), for its caller to look again.
   */
  readonly repeat?: 'all' | 'reads'
  /** Milliseconds that a second of waiting takes: 1000, but in tests. */
  readonly second?: number
  /** Requests by the proxies of the machine; undefined: as Node makes them. */
  readonly fetch?: typeof fetch | undefined
}

/** GitHub's name for too many requests in a short time, or at once. */
export const SECONDARY = /secondary rate limit/i

/** `fetch` that waits where GitHub says that there were too many requests, and goes on then. */
export function waitingFetch({ fetch: send = fetch, onWait, patience = 60, repeat = 'all', second = 1000 }: Patience) {
  const wait: typeof fetch = async (input, init) => {
    for (let waited = 0; ; ) {
      const response = await send(input, init)
      const seconds = await secondsToWait(response)
      if (seconds === undefined || waited + seconds > patience) return response
      onWait?.(seconds)
      await pause(seconds * second)
      waited += seconds
      if (repeat === 'reads' && init?.method !== 'GET') return response
      await response.body?.cancel()
    }
  }
  return wait
}

/**
 * What GitHub asks for, at least 1: until the hour's requests are given anew, or a minute where it only says that
 * there were too many requests at once; undefined for any other answer.
 */
export async function secondsToWait(response: Response): Promise<number | undefined> {
  const { headers, status } = response
  if (status !== 403 && status !== 429) return undefined
  const asked = Number(headers.get('retry-after') ?? Number.NaN)
  if (!Number.isNaN(asked)) return Math.max(asked, 1)
  if (headers.get('x-ratelimit-remaining') === '0') {
    // By the server's own clock: a runner's may be off.
    const left = Number(headers.get('x-ratelimit-reset')) - Date.parse(headers.get('date') ?? '') / 1000 + 1
    return left >= 1 ? Math.ceil(left) : undefined
  }
  return SECONDARY.test(await response.clone().text()) ? 60 : undefined
}

/** Whether a request failed because there were too many of them, so that it may go through when sent again. */
export function isLimited(error: unknown): boolean {
  const { message = '', response, status } = error as Partial<RequestError>
  if (status !== 403 && status !== 429) return false
  const { 'retry-after': asked, 'x-ratelimit-remaining': left } = response?.headers ?? {}
  return asked !== undefined || left === '0' || SECONDARY.test(message)
}
