import { type Answering, answerCall, DROPPED, unknown } from './answer-call.ts'
import { faultAnswer, takeFault } from './faults.ts'
import type { Heard } from './listen.ts'
import { findOperation } from './operations.ts'
import { type ApiAnswer, type ApiCall, no, type Service, type Token } from './route.ts'
import { tokenOf } from './tokens.ts'
import type { World } from './world.ts'

/** Answers whatever comes in over HTTP, and writes it down; undefined cuts the connection. */
export function dispatcher(answering: Answering, services: readonly Service[]) {
  const { world } = answering
  return async (heard: Heard): Promise<ApiAnswer | undefined> => {
    const { method, path } = heard
    const service = services.find((one) => one.path.test(path))
    const { answer, route, token } =
      service === undefined ? await askApi(answering, heard) : await askService(world, service, heard)
    const dropped = answer === DROPPED
    world.calls.push({ method, route, path, status: dropped ? 0 : answer.status, login: token?.login ?? null })
    return dropped ? undefined : answer
  }
}

interface Said {
  readonly answer: ApiAnswer | typeof DROPPED
  readonly route: string
  readonly token?: Token | undefined
}

async function askService(world: World, service: Service, heard: Heard): Promise<Said> {
  const route = /\/(git-[\w-]+|info\/refs)$/.test(heard.path) ? 'git' : 'service'
  const fault = takeFault(world.faults, `${heard.method} ${route}`)
  await fault?.until
  if (fault?.drop === 'before') return { route, answer: DROPPED }
  const staged = fault && faultAnswer(fault)
  const answer = staged ?? (await service.answer({ ...heard, params: {}, body: undefined, token: undefined }))
  return { route, answer: fault?.drop === 'after' ? DROPPED : answer }
}

async function askApi(answering: Answering, heard: Heard): Promise<Said> {
  const { limits, world } = answering
  const found = findOperation(heard.method, heard.path)
  const route = found?.operation.route.split(' ')[1] ?? heard.path
  const token = tokenOf(world, heard.headers.authorization)
  if (token === null) return { route, answer: no(401, 'Bad credentials') }
  if (found === undefined) return { route, token, answer: unknown(world, `${heard.method} ${heard.path}`) }
  const body = parse(heard)
  if (body === BROKEN) return { route, token, answer: no(400, 'Problems parsing JSON') }
  const answer = await answerCall(answering, { ...heard, params: found.params, body, token }, found)
  if (answer === DROPPED) return { route, token, answer }
  const headers = {
    ...limits.headers(token),
    date: new Date(world.now()).toUTCString(),
    'x-github-request-id': `${world.calls.length + 1}`,
    ...answer.headers,
  }
  return { route, token, answer: { ...answer, headers } }
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
