import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { bareGit } from './bare-git.ts'
import { type ApiAnswer, type ApiRequest, answerGitData, no } from './git-data.ts'

export interface ApiServer {
  readonly url: string
  readonly requests: string[]
}

/**
 * GitHub for one repository, over real HTTP, kept in a bare repository by git itself: what a test finds
 * there, a real client could have done. A ref moves only forward, as at GitHub.
 *
 * @param before answers in the place of the server, where it gives an answer
 */
export async function gitDataServer(
  t: TestContext,
  bare: string,
  before: (request: ApiRequest) => ApiAnswer | undefined = () => undefined,
): Promise<ApiServer> {
  const git = bareGit(bare)
  const requests: string[] = []
  const server = createServer(async (message, response) => {
    const url = new URL(message.url!, 'http://localhost')
    const path = /^\/repos\/acme\/models\/(.+)$/.exec(url.pathname)?.[1]
    const chunks: Buffer[] = []
    for await (const chunk of message) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    const request: ApiRequest = {
      method: message.method!,
      host: message.headers.host!,
      path: path === undefined ? '' : decodeURIComponent(path),
      query: url.searchParams,
      body: text === '' ? undefined : JSON.parse(text),
      raw: /\.raw\b/.test(message.headers.accept ?? ''),
    }
    requests.push(`${request.method} ${request.path}`)
    const allowed = message.headers.authorization === 'token good'
    const answer = allowed ? (before(request) ?? (await answerGitData(git, request))) : no(401, 'Bad credentials')
    const type =
      typeof answer.body === 'string'
        ? 'application/vnd.github.raw+json; charset=utf-8'
        : 'application/json; charset=utf-8'
    response.writeHead(answer.status, { 'content-type': type, ...answer.headers })
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}
