import type { BotGitHub } from './github/open-github.ts'

/** Milliseconds for which an answer of GitHub's counts. */
const FRESH = 60_000
const PATIENCE = 5000

/**
 * Whether the bot can do its work: GitHub has lately taken who it is, or does when asked.
 *
 * @returns asks at most once at a time; undefined, or why not
 */
export function openReadiness(github: BotGitHub, clock: () => number): () => Promise<string | undefined> {
  let asking: Promise<string | undefined> | undefined

  const ask = async () => {
    try {
      const client = await github.asApp()
      await client.rest.apps.getAuthenticated({ request: { retries: 0, signal: AbortSignal.timeout(PATIENCE) } })
      return undefined
    } catch (error) {
      const { message, status } = error as Error & { status?: number }
      if (status === 401) return 'GitHub does not take APP_ID and PRIVATE_KEY, or the clock of this machine is wrong'
      return `GitHub does not answer: ${message}`
    }
  }
  return async () => {
    const taken = github.taken()
    if (taken !== undefined && clock() - taken < FRESH) return undefined
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }
}
