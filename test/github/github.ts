import { generateKeyPairSync } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type BareGit, bareGit } from './bare-git.ts'
import { newBareRepository } from './bare-repository.ts'
import { dispatcher, requester } from './dispatch.ts'
import { startEmulator } from './emulator.ts'
import { type Heard, listen } from './listen.ts'
import { mendAnswer } from './mend.ts'
import { type OpenedPull, type OpenOptions, openPullRequest } from './pulls/open.ts'
import { type Limits, rateLimits } from './rate-limits.ts'
import { type ApiAnswer, no, type Permissions } from './route.ts'
import { automation, type Scene } from './routes/automation.ts'
import { routesOf, servicesOf } from './routes.ts'
import { type JobOptions, jobToken, userToken } from './tokens.ts'
import { type CallRecord, type Fault, newWorld, type TestApp, type World } from './world.ts'

export interface GitHub extends Scene {
  /** Of the API: `http://127.0.0.1:PORT`, paths as at api.github.com. */
  readonly url: string
  /** Git over HTTP: `http://127.0.0.1:PORT/acme/models.git` */
  readonly cloneUrl: string
  /** For `ACTIONS_RESULTS_URL`: artifacts. */
  readonly resultsUrl: string
  readonly owner: string
  readonly repo: string
  /** The one bare repository. */
  readonly git: BareGit
  readonly app: TestApp
  readonly world: World
  readonly calls: readonly CallRecord[]
  /** Calls of the API, but those that set the scene, from the `since`-th on. */
  readonly count: (kind: 'reads' | 'writes', since?: number) => number
  readonly jobToken: (options: JobOptions) => string
  readonly userToken: (login: string, permissions?: Permissions) => string
  /** As an administrator, for setting a scene: uncounted and without limits; or as a token, without those as well. */
  readonly request: World['request']
  readonly openPullRequest: (options: OpenOptions) => Promise<OpenedPull>
  readonly faults: Fault[]
  /** Moves the clock, to milliseconds since 1970. */
  readonly setClock: (ms: number) => void
  /** @throws if a request was unknown, or it or its answer broke GitHub's description of the API */
  readonly close: () => Promise<void>
}

export interface GitHubOptions {
  /** Closed when the test ends. */
  readonly t?: Pick<TestContext, 'after'>
  /** A bare repository to use as it is; else a new and empty one. */
  readonly bare?: string
  /** A repository whose branches and tags the new one starts with. */
  readonly from?: string
  readonly private?: boolean
  /** Where the clock stands, in milliseconds; else at the second in which it started. */
  readonly at?: number
  readonly limits?: Limits
  /** What the App may do. */
  readonly permissions?: Permissions
}

let keys: { privateKey: string; publicKey: string } | undefined

/** One key pair a process: making one takes longer than starting all the rest. */
function keyPair() {
  keys ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  return keys
}

const APP_PERMISSIONS: Permissions = {
  contents: 'write',
  pull_requests: 'write',
  issues: 'write',
  checks: 'write',
  actions: 'write',
  metadata: 'read',
  members: 'read',
}

const EVENTS = 'pull_request pull_request_review issue_comment issues check_run workflow_run merge_group push'

/** A GitHub for tests, over real HTTP, strict: see test/github/README.md. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHub> {
  const folder = options.bare ?? (await newBareRepository(join(tmpdir(), 'contender-github-'), options.from))
  const app = {
    id: 4711,
    slug: 'contender',
    installationId: 815,
    permissions: options.permissions ?? APP_PERMISSIONS,
    events: EVENTS.split(' '),
    webhookSecret: 'a secret of the tests',
    ...keyPair(),
  }
  const { at, private: hidden } = options
  const git = bareGit(folder)
  const world = newWorld({
    git,
    app,
    ...(at !== undefined && { at }),
    ...(hidden !== undefined && { private: hidden }),
  })
  let answer: (heard: Heard) => Promise<ApiAnswer | undefined> = async () => no(503, 'Starting')
  const server = await listen((heard) => answer(heard))
  world.url = server.url
  const emulated = await startEmulator(world)
  world.forward = async (call) => mendAnswer(world, call, await emulated.forward(call))
  const limits = rateLimits(world.now, options.limits)
  const automated = automation(world)
  const routes = new Map(
    [...routesOf(world), ...automated.routes].map((route) => [`${route.method} ${route.path}`, route]),
  )
  const answering = { world, routes, limits }
  const olga = world.addToken({ login: 'olga', kind: 'user', permissions: {}, app: null }, 'ghp')
  world.request = requester(answering, olga)
  answer = dispatcher(answering, [...servicesOf(world), ...automated.services])
  const close = async () => {
    for (const closer of world.closers) await closer()
    await Promise.all([server.close(), emulated.close()])
    if (options.bare === undefined) await rm(folder, { recursive: true, force: true })
    if (world.violations.length > 0)
      throw new Error(`GitHub was used in ways that do not exist:\n${world.violations.join('\n')}`)
  }
  let closed: Promise<void> | undefined
  const closeOnce = () => (closed ??= close())
  options.t?.after(closeOnce)
  return {
    ...automated.scene,
    url: world.url,
    cloneUrl: `${world.url}/${world.owner}/${world.repo}.git`,
    resultsUrl: `${world.url}/`,
    owner: world.owner,
    repo: world.repo,
    git,
    app,
    world,
    calls: world.calls,
    count: (kind, since = 0) =>
      world.calls
        .slice(since)
        .filter(({ method, route }) => route.startsWith('/') && (method === 'GET') === (kind === 'reads')).length,
    jobToken: (job) => jobToken(world, job),
    userToken: (login, permissions) => userToken(world, login, permissions),
    request: world.request,
    openPullRequest: (pull) => openPullRequest(world, pull),
    faults: world.faults,
    setClock: world.setClock,
    close: closeOnce,
  }
}
