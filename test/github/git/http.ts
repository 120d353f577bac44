import { spawn } from 'node:child_process'
import { grants, roleIn } from '../rights.ts'
import { type ApiAnswer, type ApiCall, no, type Service } from '../route.ts'
import { tokenOf } from '../tokens.ts'
import type { World } from '../world.ts'
import { refsMoved } from './moved.ts'
import { type Place, placeOf } from './place.ts'

/**
 * Git over HTTP, by git's own server: `/acme/models.git`, and forks beside it. Who may read may fetch, also a commit
 * by its name; who may write contents may push, but never to `refs/pull`.
 */
export function gitService(world: World): Service {
  return {
    path: /^\/[\w-]+\/models(\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/,
    answer: (call) => answer(world, call),
  }
}

const UNAUTHORIZED = { 'www-authenticate': 'Basic realm="GitHub"' }

async function answer(world: World, call: ApiCall): Promise<ApiAnswer> {
  const [, owner, file] = /^\/([\w-]+)\/models(?:\.git)?\/(.+)$/.exec(call.path)!
  const place = placeOf(world, `${owner}/${world.repo}`)
  const pushes = file === 'git-receive-pack' || call.query.get('service') === 'git-receive-pack'
  const token = tokenOf(world, call.headers.authorization)
  if (token === null || (token === undefined && (pushes || world.private)))
    return { ...no(401, 'Bad credentials'), headers: UNAUTHORIZED }
  if (!mayUse(world, place, token, pushes ? 'write' : 'read'))
    return pushes
      ? text(403, `Permission to ${place.fullName}.git denied to ${token?.login}.`)
      : text(404, 'Repository not found.')
  if (file !== 'git-receive-pack') return backend(world, place, call, file!)
  const before = await refsOf(world, place)
  const answered = await backend(world, place, call, file)
  const after = await refsOf(world, place)
  const moves = [...new Set([...before.keys(), ...after.keys()])]
    .map((ref) => ({ ref, before: before.get(ref) ?? null, after: after.get(ref) ?? null }))
    .filter((move) => move.before !== move.after)
  if (moves.length > 0) await refsMoved(world, place, moves, token!.login)
  return answered
}

const text = (status: number, body: string): ApiAnswer => ({ status, body, headers: { 'content-type': 'text/plain' } })

function mayUse(world: World, { fullName }: Place, token: ApiCall['token'], level: 'read' | 'write'): boolean {
  const ours = fullName === `${world.owner}/${world.repo}`
  if (level === 'read' && (!world.private || !ours)) return true
  if (token === undefined) return false
  const allowed = grants(token.permissions, { permission: 'contents', level })
  if (token.kind !== 'user') return ours && allowed
  const role = roleIn(world, fullName, token.login)
  const scoped = Object.keys(token.permissions).length > 0
  const may = level === 'read' ? role !== undefined : ['admin', 'maintain', 'write'].includes(role ?? '')
  return may && (!scoped || allowed)
}

/** Heads and tags without `refs/`, with the objects that they name. */
async function refsOf({ git }: World, { refs }: Place): Promise<Map<string, string>> {
  const format = '--format=%(refname) %(objectname)'
  const lines = await git.lines('for-each-ref', format, `${refs}heads`, `${refs}tags`)
  return new Map(lines.map((line) => line.slice(refs.length).split(' ') as [string, string]))
}

const CONFIG: Readonly<Record<string, string>> = {
  'uploadpack.allowAnySHA1InWant': 'true',
  'uploadpack.allowFilter': 'true',
  'http.receivepack': 'true',
  'transfer.hideRefs': 'refs/namespaces',
  'receive.hideRefs': 'refs/pull',
  // A fetch of one commit must not meet a repository that git packs at that moment.
  'receive.autogc': 'false',
}

function backend(world: World, place: Place, call: ApiCall, file: string): Promise<ApiAnswer> {
  const config = Object.entries(CONFIG).flatMap(([key, value], at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, value],
  ])
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_COUNT: String(Object.keys(CONFIG).length),
    ...Object.fromEntries(config),
    GIT_PROJECT_ROOT: world.git.folder,
    GIT_HTTP_EXPORT_ALL: '1',
    ...(place.refs !== 'refs/' && { GIT_NAMESPACE: place.fullName.split('/')[0] }),
    PATH_INFO: `/${file}`,
    REQUEST_METHOD: call.method,
    QUERY_STRING: call.query.toString(),
    CONTENT_TYPE: call.headers['content-type'] ?? '',
    HTTP_CONTENT_ENCODING: call.headers['content-encoding'] ?? '',
    GIT_PROTOCOL: call.headers['git-protocol'] ?? '',
    CONTENT_LENGTH: String(call.bytes.length),
    REMOTE_ADDR: '127.0.0.1',
  }
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['http-backend'], { env, stdio: ['pipe', 'pipe', 'inherit'] })
    const chunks: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
    child.stdin.on('error', () => undefined)
    child.on('error', reject)
    child.on('close', () => resolve(cgiAnswer(Buffer.concat(chunks))))
    child.stdin.end(call.bytes)
  })
}

function cgiAnswer(output: Buffer): ApiAnswer {
  const end = output.indexOf('\r\n\r\n')
  const lines = output.subarray(0, end).toString().split('\r\n')
  const headers = Object.fromEntries(lines.map((line) => line.split(/: */, 2).map((part) => part.trim())))
  const { Status: status = '200', ...rest } = headers as Record<string, string>
  return { status: Number.parseInt(status, 10), headers: rest, body: output.subarray(end + 4) }
}
