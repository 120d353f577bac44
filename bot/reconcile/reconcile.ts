import { isLimited } from '../../core/io/github/waiting-fetch.ts'
import type { Log } from '../log.ts'
import { redeliverFailed } from './redeliver.ts'
import { type Seen, type SweepOptions, sweepOne } from './sweep-one.ts'

export interface ReconcileOptions extends SweepOptions {
  /** Whether GitHub asked this installation to come back later. */
  readonly isHeld: (installation: number) => boolean
  readonly isStopped: () => boolean
  readonly log: Log
  /** Told the full names of all repositories where the App is, once a round could list them all. */
  readonly onInstalled: (repositories: ReadonlySet<string>) => void
  readonly onFailure: (error: unknown) => void
  readonly onRedelivered: (count: number) => void
}

/** Share of an installation's requests that is left to webhooks. */
const RESERVE = 0.2
/** Installations at once; within each, one thing after the other. */
const AT_ONCE = 4

/**
 * Looks at everything, so that what webhooks did not say, or what was lost with a process, is found. What it remembers
 * only saves work.
 *
 * @returns one round: it never fails, and says whether all was seen; installations that an earlier round is still at
 *   are left to it
 */
export function openReconcile(options: ReconcileOptions): () => Promise<boolean> {
  const { github, log, now, onFailure, onInstalled, onRedelivered } = options
  const asked = new Map<string, string>()
  const seen = new Map<string, Seen>()
  const busy = new Set<number>()

  const failed = (what: string, error: unknown, fields: object = {}) => {
    onFailure(error)
    log.warn(`The reconcile could not read ${what}`, { ...fields, error: (error as Error).message })
  }
  const sweep = async (installation: number, onListed: (names: readonly string[]) => void) => {
    if (busy.has(installation)) return false
    busy.add(installation)
    try {
      return await sweepInstallation(options, { installation, seen, failed, onListed })
    } catch (error) {
      failed('an installation', error, { installation })
      return false
    } finally {
      busy.delete(installation)
    }
  }
  return async () => {
    let isWhole = true
    try {
      const client = await github.asApp()
      const redelivery = { client, now: now(), asked, log }
      await redeliverFailed(redelivery).then(onRedelivered, (error) => {
        failed('the deliveries', error)
        isWhole = false
      })
      const all = await client.paginate(client.rest.apps.listInstallations, { per_page: 100 })
      const waiting = all.filter(({ suspended_at }) => suspended_at === null).map(({ id }) => id)
      const lists = new Map<number, readonly string[]>()
      const count = waiting.length
      const walk = async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const installation = next
          if (!(await sweep(installation, (names) => lists.set(installation, names)))) isWhole = false
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, walk))
      if (lists.size === count) onInstalled(new Set([...lists.values()].flat()))
      return isWhole
    } catch (error) {
      failed('the installations', error)
      return false
    }
  }
}

interface Sweeping {
  readonly installation: number
  readonly seen: Map<string, Seen>
  readonly failed: (what: string, error: unknown, fields: object) => void
  readonly onListed: (names: readonly string[]) => void
}

/**
 * Repositories that were seen longest ago come first, so that none is forgotten where requests are short.
 *
 * @returns whether all was seen
 */
async function sweepInstallation(
  options: ReconcileOptions,
  { failed, installation, onListed, seen }: Sweeping,
): Promise<boolean> {
  const { github, isHeld, isStopped, log } = options
  const client = await github.asInstallation(installation)
  const listed = await client.paginate(client.rest.apps.listReposAccessibleToInstallation, { per_page: 100 })
  const age = ({ full_name }: { full_name: string }) => seen.get(full_name)?.at ?? 0
  const mayGoOn = () => !isStopped() && !isHeld(installation) && github.left(installation) >= RESERVE
  const repositories = listed.filter(({ archived, disabled }) => !archived && !disabled)
  onListed(repositories.map(({ full_name }) => full_name))
  let isWhole = true
  for (const { default_branch, full_name, id, name, owner } of repositories.sort((a, b) => age(a) - age(b))) {
    const place = { installation, at: { owner: owner.login, repo: name }, repositoryId: id }
    try {
      const whole = await sweepOne(options, { place, name: full_name, defaultBranch: default_branch, seen, mayGoOn })
      if (whole) continue
      log.warn('The reconcile leaves the rest to its next round: few requests are left', { installation })
      return false
    } catch (error) {
      failed('a repository', error, { repository: full_name })
      if (isLimited(error)) return false
      isWhole = false
    }
  }
  return isWhole
}
