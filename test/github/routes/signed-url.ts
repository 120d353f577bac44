import { createHmac } from 'node:crypto'
import type { ApiCall } from '../route.ts'

const KEY = 'the key of signed addresses in tests'

/**
 * A short-lived address that needs no token, as blob storage gives them out; `may` is `r` to read, `w` to write.
 * Storage is another host than the API, so that a client that follows a redirect leaves its token behind.
 */
export function signUrl(api: string, path: string, { may, until }: { may: 'r' | 'w'; until: number }): string {
  const url = new URL(path, api)
  url.hostname = 'localhost'
  url.searchParams.set('sp', may)
  url.searchParams.set('se', String(until))
  url.searchParams.set('sig', signature(url.pathname, may, String(until)))
  return url.href
}

/** Whether the address was given out by this server for that use, and still holds. */
export function holds({ path, query }: Pick<ApiCall, 'path' | 'query'>, may: 'r' | 'w', now: number): boolean {
  const [sp, se, sig] = ['sp', 'se', 'sig'].map((name) => query.get(name))
  return sp === may && sig === signature(path, may, se ?? '') && now < Number(se)
}

function signature(path: string, may: string, until: string): string {
  return createHmac('sha256', KEY).update(`${path}\n${may}\n${until}`).digest('base64')
}
