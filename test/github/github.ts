import { existsSync } from 'node:fs'
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
import { type MergeGroup, type QueueOptions, queuePulls } from './pulls/queue.ts'
import { type Limits, rateLimits } from './rate-limits.ts'
import { type ApiAnswer, no, type Permissions } from './route.ts'
import { automation, type Scene } from './routes/automation.ts'
import { routesOf, servicesOf } from './routes.ts'
import { type TestApp, testApp } from './test-app.ts'
import { type JobOptions, jobToken, userToken } from './tokens.ts'
import { type CallRecord, type Fault, newWorld, type World } from './world.ts'

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
  /** The merge queue takes pull requests in, in this order, and asks for checks of them together. */
  readonly queuePulls: (numbers: readonly number[], queue?: QueueOptions) => Promise<MergeGroup>
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

/** A GitHub for tests, over real HTTP, strict: see test/github/README.md. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHub> {
  if (options.bare !== undefined && existsSync(join(options.bare, '.git')))
    throw new Error(`${options.bare} has a working tree: give its .git`)
  const folder = options.bare ?? (await newBareRepository(join(tmpdir(), 'contender-github-'), options.from))
  const world = newWorld({ ...options, git: bareGit(folder), app: testApp(options.permissions) })
  let answer: (heard: Heard) => Promise<ApiAnswer | undefined> = async () => no(503, 'Starting')
  const server = await listen((heard) => answer(heard))
  world.url = server.url
  const emulated = await startEmulator(world)
  world.forward = async (call) => mendAnswer(world, call, await emulated.forward(call))
  const automated = automation(world)
  const routes = [...routesOf(world), ...automated.routes]
  const answering = {
    world,
    routes: new Map(routes.map((route) => [`${route.method} ${route.path}`, route])),
    limits: rateLimits(world.now, options.limits),
  }
  world.request = requester(answering)
  world.repositoryId = (await world.request('GET', `/repos/${world.owner}/${world.repo}`)).body.id
  answer = dispatcher(answering, [...servicesOf(world), ...automated.services])
  world.closers.push(server.close, emulated.close, world.git.objects.close)
  if (options.bare === undefined) world.closers.push(() => rm(folder, { recursive: true, force: true }))
  return { ...automated.scene, ...handles(world), close: closing(world, options.t) }
}

/** Closes once; what the test has not seen of violations makes it fail at its end. */
function closing(world: World, t: GitHubOptions['t']): () => Promise<void> {
  let closed: Promise<void> | undefined
  const close = async () => {
    for (const closer of world.closers) await closer()
    const { violations } = world
    if (violations.length > 0) throw new Error(`GitHub was used in ways that do not exist:\n${violations.join('\n')}`)
  }
  const closeOnce = () => {
    closed ??= close()
    return closed
  }
  t?.after(() => (closed === undefined ? closeOnce() : closed.catch(() => undefined)))
  return closeOnce
}

function handles(world: World) {
  const { app, calls, faults, git, owner, repo, request, setClock, url } = world
  const isKind = (kind: 'reads' | 'writes', { method, route }: CallRecord) =>
    route.startsWith('/') && (method === 'GET') === (kind === 'reads')
  return {
    ...{ app, calls, faults, git, owner, repo, request, setClock, url, world },
    cloneUrl: `${url}/${owner}/${repo}.git`,
    resultsUrl: `${url}/`,
    count: (kind: 'reads' | 'writes', since = 0) => calls.slice(since).filter((call) => isKind(kind, call)).length,
    jobToken: (job: JobOptions) => jobToken(world, job),
    userToken: (login: string, permissions?: Permissions) => userToken(world, login, permissions),
    openPullRequest: (pull: OpenOptions) => openPullRequest(world, pull),
    queuePulls: (numbers: readonly number[], queue?: QueueOptions) => queuePulls(world, numbers, queue),
  }
}
