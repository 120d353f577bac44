import { secondsToWait } from '../../core/io/github/waiting-fetch.ts'

/** Whoever wants to know how GitHub answers. */
export interface Watcher {
  readonly onAnswer: (method: string, response: Response) => void
  /** Told of too many requests, with the seconds that GitHub asks for. */
  readonly onLimit: (seconds: number) => void
  /** Told of a request that had no answer. */
  readonly onSilence: (method: string) => void
}

/** `fetch` that is watched; what goes over it is as it was. */
export function watchedFetch(send: typeof fetch, { onAnswer, onLimit, onSilence }: Watcher): typeof fetch {
  return async (input, init) => {
    const method = init?.method ?? 'GET'
    const response = await send(input, init).catch((error: unknown) => {
      onSilence(method)
      throw error
    })
    onAnswer(method, response)
    const seconds = await secondsToWait(response)
    if (seconds !== undefined) onLimit(seconds)
    return response
  }
}
