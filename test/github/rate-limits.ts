import { type ApiAnswer, no, type Token } from './route.ts'

export interface Limits {
  /** Requests an hour. */
  readonly requests?: number
  /** Writes of content a minute, and an hour. */
  readonly writesAMinute?: number
  readonly writesAnHour?: number
}

const HOUR = 3600
const MINUTE = 60

/** What GitHub counts of one token: requests since its hour began, and the seconds at which it wrote. */
interface Budget {
  began: number
  used: number
  writes: number[]
}

export interface RateLimits {
  /** Counts a call; gives GitHub's refusal where there were too many. */
  readonly spend: (token: Token | undefined, writes: boolean) => ApiAnswer | undefined
  readonly headers: (token: Token | undefined) => Record<string, string>
}

/** Budgets as GitHub keeps them, by the clock of the test. */
export function rateLimits(
  now: () => number,
  { requests = 5000, writesAMinute = 80, writesAnHour = 500 }: Limits = {},
): RateLimits {
  const budgets = new Map<string, Budget>()
  const seconds = () => Math.floor(now() / 1000)
  const limitOf = (token: Token | undefined) => (token === undefined ? 60 : requests)

  function budgetOf(token: Token | undefined): Budget {
    const key = token?.kind === 'installation' ? token.login : (token?.value ?? '')
    const known = budgets.get(key)
    if (known !== undefined && seconds() < known.began + HOUR) return known
    const fresh = { began: seconds(), used: 0, writes: known?.writes ?? [] }
    budgets.set(key, fresh)
    return fresh
  }

  return {
    spend: (token, writes) => {
      const budget = budgetOf(token)
      if (budget.used >= limitOf(token)) return no(403, `API rate limit exceeded for ${token?.login ?? '127.0.0.1'}.`)
      budget.used += 1
      if (!writes) return undefined
      budget.writes = budget.writes.filter((at) => at > seconds() - HOUR)
      const minute = budget.writes.filter((at) => at > seconds() - MINUTE)
      if (minute.length >= writesAMinute) return secondary(minute[0]! + MINUTE - seconds())
      if (budget.writes.length >= writesAnHour) return secondary(budget.writes[0]! + HOUR - seconds())
      budget.writes.push(seconds())
      return undefined
    },
    headers: (token) => {
      const { began, used } = budgetOf(token)
      const limit = limitOf(token)
      return {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(limit - used),
        'x-ratelimit-reset': String(began + HOUR),
        'x-ratelimit-used': String(used),
        'x-ratelimit-resource': 'core',
      }
    },
  }
}

/** GitHub's words for too much at once, with the seconds to wait. */
export function secondary(seconds: number): ApiAnswer {
  return {
    ...no(403, 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'),
    headers: { 'retry-after': String(seconds) },
  }
}
