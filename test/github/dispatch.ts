import { type Answering, answerCall, DROPPED, unknown } from './answer-call.ts'
import type { Heard } from './listen.ts'
import { findOperation } from './operations.ts'
import { type ApiAnswer, type ApiCall, no, type Service, type Token } from './route.ts'
import { tokenOf } from './tokens.ts'
import type { World } from './world.ts'

/** Answers whatever comes in over HTTP, and writes it down; undefined cuts the connection. */
export function dispatcher(answering: Answering, services: readonly Service[]) {
  const { limits, world } = answering
  return async (heard: Heard): Promise<ApiAnswer | undefined> => {
    const { headers, method, path } = heard
    const service = services.find((one) => one.path.test(path))
    if (service !== undefined) {
      const answer = await service.answer({ ...heard, params: {}, body: undefined, token: undefined })
      return written(
        world,
        heard,
        path.includes('/git-') || path.endsWith('/info/refs') ? 'git' : 'service',
        answer,
        null,
      )
    }
    const found = findOperation(method, path)
    const route = found?.operation.route.split(' ')[1] ?? path
    const token = tokenOf(world, headers.authorization)
    if (token === null) return written(world, heard, route, no(401, 'Bad credentials'), null)
    if (found === undefined) return written(world, heard, route, unknown(world, `${method} ${path}`), token ?? null)
    const body = parse(heard)
    if (body === BROKEN) return written(world, heard, route, no(400, 'Problems parsing JSON'), token ?? null)
    const call = { ...heard, params: found.params, body, token }
    const answer = await answerCall(answering, call, found)
    if (answer === DROPPED) {
      written(world, heard, route, { status: 0 }, token ?? null)
      return undefined
    }
    const more = {
      ...limits.headers(token),
      date: new Date(world.now()).toUTCString(),
      'x-github-request-id': `${world.calls.length + 1}`,
      'x-github-media-type': 'github.v3; format=json',
    }
    return written(world, heard, route, { ...answer, headers: { ...more, ...answer.headers } }, token ?? null)
  }
}

function written(
  world: World,
  { method, path }: Heard,
  route: string,
  answer: ApiAnswer,
  token: Token | null,
): ApiAnswer {
  world.calls.push({ method, route, path, status: answer.status, login: token?.login ?? null })
  return answer
}

const BROKEN = Symbol('broken')

/** JSON, whatever the header says, as GitHub takes it; a body of bytes is left alone. */
function parse({ bytes, headers, path }: Heard): unknown {
  const isFile = /octet-stream|zip|gzip/.test(headers['content-type'] ?? '') || /\/releases\/\d+\/assets$/.test(path)
  if (bytes.length === 0 || isFile) return undefined
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return BROKEN
  }
}

/** The same without HTTP, for whoever sets a scene: as an administrator, or as a token, without counts and limits. */
export function requester(answering: Answering): World['request'] {
  const { world } = answering
  const administrator = world.addToken({ login: 'olga', kind: 'user', permissions: {}, app: null }, 'ghp')
  return async (method, address, body, value) => {
    const { pathname, searchParams } = new URL(address, 'http://localhost')
    const found = findOperation(method, pathname)
    if (found === undefined) throw new Error(`GitHub knows no ${method} ${pathname}`)
    const token = value === undefined ? administrator : tokenOf(world, `token ${value}`)
    if (!token) throw new Error(`Nobody has the token ${value}`)
    const call: ApiCall = {
      method,
      path: pathname,
      params: found.params,
      query: searchParams,
      headers: {},
      body: body === undefined ? undefined : JSON.parse(JSON.stringify(body)),
      bytes: Buffer.alloc(0),
      token,
    }
    const answer = await answerCall(answering, call, found, true)
    if (answer === DROPPED) throw new Error('An administrator met a fault')
    return answer
  }
}
