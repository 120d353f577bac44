import { isLimited } from '../core/io/github/waiting-fetch.ts'
import type { BotGitHub } from './github.ts'
import type { Log } from './log.ts'
import { redeliverFailed } from './redeliver.ts'
import type { Place, Subject } from './subject.ts'
import { sweepRepository } from './sweep-repository.ts'

export interface ReconcileOptions {
  readonly github: BotGitHub
  /** Takes a subject in; done once it was tried. */
  readonly look: (place: Place, subject: Subject) => Promise<void>
  /** Whether GitHub asked this installation to come back later. */
  readonly isHeld: (installation: number) => boolean
  readonly isDone: (place: Place, subject: Subject) => boolean
  readonly isStopped: () => boolean
  readonly now: () => Date
  readonly log: Log
  readonly onFailure: (error: unknown) => void
  readonly onRedelivered: (count: number) => void
}

/** What the first round goes back to. */
const DAYS = 3
/** What may be seen twice, for clocks that differ and lists that are late. */
const LEEWAY_MS = 10 * 60_000
/** Share of an installation's requests that is left to webhooks. */
const RESERVE = 0.2
/** Installations at once; within each, one thing after the other. */
const AT_ONCE = 4

/** What is remembered of a repository. */
interface Seen {
  /** When its last whole sweep began; undefined where there was none. */
  at: number | undefined
  /** When each of its open pull requests was last looked at by a sweep. */
  pulls: Map<number, number>
}

/**
 * Looks at everything, so that what webhooks did not say, or what was lost with a process, is found. What it remembers
 * only saves work.
 *
 * @returns one round: it never fails, and installations that an earlier round is still at are left to it
 */
export function openReconcile(options: ReconcileOptions): () => Promise<void> {
  const { github, log, now, onFailure, onRedelivered } = options
  const asked = new Map<string, string>()
  const seen = new Map<string, Seen>()
  const busy = new Set<number>()

  const failed = (what: string, error: unknown, fields: object = {}) => {
    onFailure(error)
    log.warn(`The reconcile could not read ${what}`, { ...fields, error: (error as Error).message })
  }
  const sweep = async (installation: number) => {
    if (busy.has(installation)) return
    busy.add(installation)
    try {
      await sweepInstallation(options, installation, seen, failed)
    } catch (error) {
      failed('an installation', error, { installation })
    } finally {
      busy.delete(installation)
    }
  }
  return async () => {
    try {
      const client = await github.asApp()
      const redelivery = { client, now: now(), asked, log }
      await redeliverFailed(redelivery).then(onRedelivered, (error) => failed('the deliveries', error))
      const all = await client.paginate(client.rest.apps.listInstallations, { per_page: 100 })
      const waiting = all.filter(({ suspended_at }) => suspended_at === null).map(({ id }) => id)
      const walk = async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await sweep(next)
      }
      await Promise.all(Array.from({ length: AT_ONCE }, walk))
    } catch (error) {
      failed('the installations', error)
    }
  }
}

/** Repositories that were seen longest ago come first, so that none is forgotten where requests are short. */
async function sweepInstallation(
  options: ReconcileOptions,
  installation: number,
  seen: Map<string, Seen>,
  failed: (what: string, error: unknown, fields: object) => void,
): Promise<void> {
  const { github, isHeld, isStopped, log } = options
  const client = await github.asInstallation(installation)
  const listed = await client.paginate(client.rest.apps.listReposAccessibleToInstallation, { per_page: 100 })
  const age = ({ full_name }: { full_name: string }) => seen.get(full_name)?.at ?? 0
  const mayGoOn = () => !isStopped() && !isHeld(installation) && github.left(installation) >= RESERVE
  const repositories = listed.filter(({ archived, disabled }) => !archived && !disabled)
  for (const { default_branch, full_name, name, owner } of repositories.sort((a, b) => age(a) - age(b))) {
    const place = { installation, at: { owner: owner.login, repo: name } }
    try {
      const whole = await sweepOne(options, { place, name: full_name, defaultBranch: default_branch, seen, mayGoOn })
      if (whole) continue
      log.warn('The reconcile leaves the rest to its next round: few requests are left', { installation })
      return
    } catch (error) {
      failed('a repository', error, { repository: full_name })
      if (isLimited(error)) return
    }
  }
}

interface One {
  readonly place: Place
  readonly name: string
  readonly defaultBranch: string
  readonly seen: Map<string, Seen>
  readonly mayGoOn: () => boolean
}

/** @returns whether all of it was looked at */
async function sweepOne(options: ReconcileOptions, one: One): Promise<boolean> {
  const { github, isDone, look, now } = options
  const { defaultBranch, mayGoOn, name, place, seen } = one
  if (!mayGoOn()) return false
  const began = now().getTime()
  const known = seen.get(name) ?? { at: undefined, pulls: new Map() }
  seen.set(name, known)
  const failures: unknown[] = []
  const subjects = await sweepRepository({
    access: await github.access(place.installation, place.at),
    defaultBranch,
    since: new Date((known.at ?? began - DAYS * 86_400_000) - LEEWAY_MS),
    isDone: (subject) => isDone(place, subject),
    onFailure: (error) => failures.push(error),
  })
  const before = known.pulls
  known.pulls = new Map()
  const age = (subject: Subject) => (subject.kind === 'pull' && subject.verify ? (before.get(subject.number) ?? 1) : 0)
  for (const subject of subjects) {
    const at = age(subject)
    if (subject.kind === 'pull' && at > 0) known.pulls.set(subject.number, at)
  }
  for (const subject of longestAgoFirst(subjects, age)) {
    if (!mayGoOn()) return false
    await look(place, subject)
    if (subject.kind === 'pull' && subject.verify) known.pulls.set(subject.number, began)
  }
  if (failures.length > 0) throw failures[0]
  known.at = began
  return true
}

/** Open pull requests in the order in which they were last looked at, in the places that they have among the rest. */
function longestAgoFirst(subjects: readonly Subject[], age: (subject: Subject) => number): Subject[] {
  const open = subjects.filter((subject) => age(subject) > 0).sort((a, b) => age(a) - age(b))
  return subjects.map((subject) => (age(subject) > 0 ? open.shift()! : subject))
}
