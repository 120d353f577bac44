import type { Octokit } from '@octokit/rest'
import githubAppJwt from 'universal-github-app-jwt'
import { type GitHubPlace, githubClient, type Repository } from '../../core/io/github/client.ts'
import type { DriftTold } from '../../core/ledger/drift-told.ts'
import { type Log, withFields } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { Settings } from '../settings.ts'
import type { Place } from '../subject.ts'
import { type Cache, cacheOf } from './cache.ts'
import { installationTokens } from './installation-tokens.ts'
import { watchedFetch } from './watched-fetch.ts'

/** One repository where the App is installed. */
export interface RepositoryAccess {
  readonly at: Repository
  readonly repositoryId: number
  readonly installation: number
  /** Repeats reads after a wait; a write fails then (`isLimited`), for its caller to look again. */
  readonly client: Octokit
  /** For `githubLedger`. */
  readonly place: GitHubPlace
  /** `login` as what it writes is signed: `contender[bot]`. */
  readonly app: { readonly id: number; readonly login: string }
  /** `https://github.com`: for links. */
  readonly server: string
  readonly now: () => Date
  /** Milliseconds that only grow. */
  readonly clock: () => number
  readonly random: (bytes: number) => Uint8Array
  /** This repository's own part of what can never change. */
  readonly cache: Cache
  readonly log: Log
  /** Told the newest windows of production of all its models. */
  readonly onDrift?: (windows: readonly DriftTold[]) => void
}

/** What the bot takes from the machine, and a test from itself. */
export interface World {
  readonly fetch: typeof fetch
  readonly now: () => Date
  readonly clock: () => number
  readonly random: (bytes: number) => Uint8Array
  /** Milliseconds that a second of waiting takes. */
  readonly second: number
}

export interface BotGitHub {
  /** Asked for once; a failure is asked for again. */
  readonly app: () => Promise<RepositoryAccess['app']>
  /** Undefined until GitHub has told it. */
  readonly login: () => string | undefined
  /** A client that is the App itself: installations, deliveries. */
  readonly asApp: () => Promise<Octokit>
  readonly asInstallation: (installation: number) => Promise<Octokit>
  readonly access: (place: Place) => Promise<RepositoryAccess>
  /** Share of an installation's requests of this hour that is left, as GitHub said last: from 0 to 1. */
  readonly left: (installation: number) => number
  /** When GitHub last took who we are, by `clock`; undefined: never. */
  readonly taken: () => number | undefined
}

export interface BotGitHubOptions {
  readonly settings: Pick<Settings, 'appId' | 'privateKey' | 'api' | 'server'>
  readonly world: World
  readonly cache: Cache
  readonly log: Log
  readonly metrics: Pick<Metrics, 'calls' | 'waits' | 'drift'>
  /** Told where GitHub asks an installation to come back later. */
  readonly onLimit: (installation: number, seconds: number) => void
}

/** GitHub as the App sees it. */
export function openGitHub(options: BotGitHubOptions): BotGitHub {
  const { cache, log, metrics, onLimit, settings, world } = options
  const { clock, now, second } = world
  const left = new Map<number, number>()
  let me: RepositoryAccess['app'] | undefined
  let taken: number | undefined

  /** @param installation undefined: as the App itself */
  const placeOf = (at: Repository, token: string, installation?: number): GitHubPlace => {
    const fetch = watchedFetch(world.fetch, {
      onAnswer: (method, { headers, status }) => {
        metrics.calls.inc({ method, status: String(status) })
        if (installation === undefined) {
          if (status < 400) taken = clock()
          return
        }
        if (status === 401) tokens.forget(installation, token)
        const [remaining, limit] = [headers.get('x-ratelimit-remaining'), headers.get('x-ratelimit-limit')]
        if (remaining !== null && limit !== null) left.set(installation, Number(remaining) / Number(limit))
      },
      onLimit: (seconds) => {
        metrics.waits.inc(seconds)
        if (installation !== undefined) onLimit(installation, seconds)
      },
      onSilence: (method) => metrics.calls.inc({ method, status: 'none' }),
    })
    return { ...at, url: settings.api, token, fetch, second, repeat: 'reads' }
  }
  const asApp = async () => {
    const seconds = Math.floor(now().getTime() / 1000)
    const { token } = await githubAppJwt({ id: settings.appId, privateKey: settings.privateKey, now: seconds })
    return githubClient(placeOf({ owner: '', repo: '' }, token))
  }
  const tokens = installationTokens(asApp, now)
  const ask = async () => {
    const { data } = await (await asApp()).rest.apps.getAuthenticated()
    me = { id: settings.appId, login: `${data!.slug}[bot]` }
    return me
  }
  let asking: Promise<RepositoryAccess['app']> | undefined
  const app = async () => {
    if (me !== undefined) return me
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }
  return {
    app,
    asApp,
    login: () => me?.login,
    asInstallation: async (installation) =>
      githubClient(placeOf({ owner: '', repo: '' }, await tokens.get(installation), installation)),
    access: async ({ at, installation, repositoryId }) => {
      const [self, token] = await Promise.all([app(), tokens.get(installation)])
      const place = placeOf(at, token, installation)
      const name = `${at.owner}/${at.repo}`
      return {
        ...{
          app: self,
          at,
          installation,
          repositoryId,
          place,
          clock,
          now,
          random: world.random,
          server: settings.server,
        },
        client: githubClient(place),
        cache: cacheOf(cache, `${installation} ${name}`),
        onDrift: (windows) => metrics.drift.tell(name, windows),
        log: withFields(log, { repository: name }),
      }
    },
    left: (installation) => left.get(installation) ?? 1,
    taken: () => taken,
  }
}
