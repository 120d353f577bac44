import type { BareGit } from './bare-git.ts'
import type { ApiAnswer, ApiCall, Token } from './route.ts'
import type { TestApp } from './test-app.ts'

/** What happened, as a webhook tells it; whoever sends deliveries listens. */
export interface WorldEvent {
  /** `push`, `pull_request`, `workflow_run`, … */
  readonly name: string
  readonly action?: string
  /** Without `installation`, which belongs to the one who is told. */
  readonly payload: Readonly<Record<string, unknown>>
}

/** A call of the API that was answered. */
export interface CallRecord {
  readonly method: string
  /** As OpenAPI writes the path; `git` and `service` for what is beside the API. */
  readonly route: string
  readonly path: string
  readonly status: number
  readonly login: string | null
}

/** What goes wrong on GitHub's side, for the next calls that match. */
export interface Fault {
  /** `POST /repos/{owner}/{repo}/issues/{issue_number}/comments`, `GET *`, `*`; beside the API `POST git`, `PUT service`. */
  readonly match: string
  /** How many calls it hits; once by default. */
  times?: number
  /** Draws whether it hits a call that matches; always by default. */
  readonly chance?: () => boolean
  /** This answer in the place of the work. */
  readonly status?: number
  /** The work is done all the same. */
  readonly late?: boolean
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Too much at once: 403 with this many seconds to wait. */
  readonly secondary?: number
  /** The connection drops: before the work is done, or after, so that the answer alone is lost. */
  readonly drop?: 'before' | 'after'
  /** The work waits for this. */
  readonly until?: Promise<unknown>
}

/** A pull request, as far as Git knows it; everything else about it is the emulator's. */
export interface Pull {
  readonly number: number
  readonly author: string
  readonly headRepo: string
  readonly headRef: string
  baseRef: string
  headSha: string
  /** The base's tip when the head last moved, as GitHub shows it. */
  baseSha: string
  /** The base's tip that `mergeSha` was made with. */
  mergedWith: string
  /** The commit at `refs/pull/N/merge`, or of the merge once there is one; null where they conflict. */
  mergeSha: string | null
  /** While it is made. */
  making?: Promise<void>
  /** When its head was last moved to a commit that does not stand on the one before, and to which. */
  forced?: { readonly at: string; readonly to: string }
  state: 'open' | 'closed'
  merged: boolean
}

export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read'

/** Everything that one GitHub of a test knows and that the emulator does not; routes and services get it. */
export interface World {
  readonly owner: string
  readonly repo: string
  /** Its number, once the emulator has made it. */
  repositoryId: number
  readonly private: boolean
  /** `http://127.0.0.1:PORT`, once it listens. */
  url: string
  readonly git: BareGit
  /** Milliseconds; stands still until a test moves it. */
  readonly now: () => number
  /** `2026-11-02T09:00:00Z`, as GitHub writes it. */
  readonly timestamp: () => string
  readonly setClock: (ms: number) => void
  /** What this clock said when the machine's said this: times of the emulator, which has but the machine's. */
  readonly timeOf: (iso: string) => string
  /** Counted from 1 within a kind. */
  readonly nextId: (kind: string) => number
  readonly app: TestApp
  readonly tokens: Map<string, Token>
  readonly roles: Map<string, Role>
  readonly pulls: Map<number, Pull>
  /** Commits that GitHub made itself, and so signed. */
  readonly signed: Set<string>
  readonly calls: CallRecord[]
  readonly faults: Fault[]
  /** Sentences about requests and answers that GitHub's description does not know; `close` throws them. */
  readonly violations: string[]
  /** Whoever wants to know what happens. */
  readonly listeners: ((event: WorldEvent) => void)[]
  readonly emit: (event: WorldEvent) => void
  /** Asked before a call is looked at; an answer stands in the place of the work. */
  readonly before: ((call: ApiCall, route: string) => ApiAnswer | undefined | Promise<ApiAnswer | undefined>)[]
  /** Told of each write through the API that was done (pushes and pull requests are told by their own routes), with its route (`POST /repos/…`), before its answer leaves. */
  readonly written: ((route: string, call: ApiCall, answer: ApiAnswer) => void | Promise<void>)[]
  /** Asks the emulator, as the call's token, and mends what it says. */
  forward: (call: ApiCall) => Promise<ApiAnswer>
  /** Asks the whole of it, as an administrator, uncounted and without limits. */
  request: (method: string, path: string, body?: unknown, token?: string) => Promise<ApiAnswer>
  /** Makes a token that works from now on. */
  readonly addToken: (token: Omit<Token, 'value'>, prefix?: string) => Token
  /** Waits that a close has to see through: deliveries under way. */
  readonly closers: (() => void | Promise<void>)[]
}

export interface WorldOptions {
  readonly git: BareGit
  readonly app: TestApp
  readonly private?: boolean
  /** Where its clock stands. */
  readonly at?: number
}

/** A world of one repository, `acme/models`, in which nothing has happened yet. */
export function newWorld({ app, at = Date.now(), git, private: hidden = false }: WorldOptions): World {
  const ids = new Map<string, number>()
  let clock = Math.floor(at / 1000) * 1000
  const marks = [{ real: Date.now(), clock }]
  const times = new Map<string, string>()
  const write = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`
  const nextId = (kind: string) => {
    const id = (ids.get(kind) ?? 0) + 1
    ids.set(kind, id)
    return id
  }
  const tokens = new Map<string, Token>()
  const listeners: World['listeners'] = []
  const early = () => Promise.reject(new Error('This GitHub has not started yet'))
  return {
    owner: 'acme',
    repo: 'models',
    repositoryId: 0,
    private: hidden,
    url: '',
    git,
    now: () => clock,
    timestamp: () => write(clock),
    setClock: (ms) => {
      clock = ms
      marks.push({ real: Date.now(), clock })
    },
    timeOf: (iso) => {
      const known = times.get(iso)
      if (known !== undefined) return known
      const real = Date.parse(iso)
      const time = write(marks.findLast((mark) => mark.real <= real)?.clock ?? real)
      // What is said of the time since the last mark may still be said otherwise.
      if (real < marks.at(-1)!.real) times.set(iso, time)
      return time
    },
    nextId,
    app,
    tokens,
    roles: new Map<string, Role>([
      ['olga', 'admin'],
      ['ann', 'write'],
      ['bob', 'write'],
      ['rita', 'read'],
    ]),
    pulls: new Map(),
    signed: new Set(),
    calls: [],
    faults: [],
    violations: [],
    listeners,
    emit: (event) => {
      for (const listener of listeners) listener(event)
    },
    before: [],
    written: [],
    forward: early,
    request: early,
    addToken: (token, prefix = 'ghs') => {
      const made = { ...token, value: `${prefix}_${String(nextId('token')).padStart(36, '0')}` }
      tokens.set(made.value, made)
      return made
    },
    closers: [],
  }
}
