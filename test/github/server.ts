import type { TestContext } from 'node:test'
import { type GitHub, startGitHub } from './github.ts'
import type { ApiAnswer, ApiCall } from './route.ts'

export interface ApiServer {
  readonly url: string
  readonly github: GitHub
  /** Methods with paths from the repository on: `GET git/ref/heads/main`. */
  readonly requests: string[]
}

/** A call with its path from the repository on. */
export type ApiRequest = ApiCall

/**
 * GitHub for a repository that is there, and one who may write its contents with the token `good`, as much as they
 * like.
 *
 * @param before answers in the place of the server, where it gives an answer
 */
export async function gitDataServer(
  t: TestContext,
  bare: string,
  before: (request: ApiRequest) => ApiAnswer | undefined = () => undefined,
): Promise<ApiServer> {
  const limits = { requests: 1e9, writesAMinute: 1e9, writesAnHour: 1e9 }
  const github = await startGitHub({ t, bare, limits })
  const { url, world } = github
  const permissions = { contents: 'write' } as const
  world.tokens.set('good', { value: 'good', login: 'ann', kind: 'user', permissions, app: null })
  const requests: string[] = []
  world.before.push((call) => {
    const path = decodeURIComponent(call.path.replace('/repos/acme/models/', ''))
    requests.push(`${call.method} ${path}`)
    return before({ ...call, path })
  })
  return { url, github, requests }
}
