import type { Octokit } from '@octokit/rest'
import { statusOf } from '../../core/io/github/client.ts'
import { isLimited } from '../../core/io/github/waiting-fetch.ts'
import type { Log } from '../log.ts'

const DAYS = 3
/** Of one webhook: what still fails then is not for us. */
const ATTEMPTS = 5
/** Of a hundred each: everything is looked at anyway, so what lies further back is not searched for. */
const PAGES = 20
/** At once: what is beyond it waits for the next round. */
const MOST = 500
/** GitHub may be down: after so many that it could not take, the rest waits for the next round. */
const MOST_UNTAKEN = 5
/** A button that was pressed longer ago than this is not pressed again: nobody waits for it any more. */
const PRESS_MS = 3_600_000

export interface Redelivery {
  readonly client: Octokit
  readonly now: Date
  /** Attempts that were asked for again already, by the webhook's GUID; written to. */
  readonly asked: Map<string, string>
  readonly log: Log
}

interface Failed {
  readonly id: string
  readonly at: number
  /** When it was sent first. */
  first: number
  readonly event: string
  attempts: number
}

/**
 * Asks GitHub to send again what failed: the newest attempt of each webhook of the last three days that had no
 * success, once.
 *
 * @returns how many were asked for
 */
export async function redeliverFailed({ asked, client, log, now }: Redelivery): Promise<number> {
  const failed = await listFailed(client, now.getTime() - DAYS * 86_400_000)
  for (const guid of asked.keys()) if (!failed.has(guid)) asked.delete(guid)
  for (const [guid, one] of failed)
    if (one.attempts >= ATTEMPTS || asked.get(guid) === one.id || isOldPress(one, now)) failed.delete(guid)
  if (failed.size === 0) return 0
  await leaveOutSucceeded(client, failed)
  let count = 0
  let untaken = 0
  for (const [guid, { id }] of [...failed].sort(([, a], [, b]) => a.at - b.at).slice(0, MOST)) {
    // The id may be too large for a number.
    const delivery_id = id as unknown as number
    try {
      await client.rest.apps.redeliverWebhookDelivery({ delivery_id })
      count += 1
    } catch (error) {
      if (isLimited(error)) throw error
      log.warn('GitHub does not send a webhook again', { delivery: guid, error: (error as Error).message })
      const isRefused = (statusOf(error) ?? 500) < 500
      if (!isRefused && ++untaken === MOST_UNTAKEN) throw error
      if (!isRefused) continue
    }
    asked.set(guid, id)
  }
  if (count > 0) log.info('Asked for failed webhooks again', { count })
  return count
}

/** Webhooks that failed since, by GUID, with their newest attempts. */
async function listFailed(client: Octokit, since: number): Promise<Map<string, Failed>> {
  const failed = new Map<string, Failed>()
  await walk(client, 'failure', ({ at, event, guid, id }) => {
    if (at < since) return false
    const known = failed.get(guid)
    if (known === undefined) failed.set(guid, { id, at, event, first: at, attempts: 1 })
    else {
      known.attempts += 1
      known.first = at
    }
    return true
  })
  return failed
}

function isOldPress({ event, first }: Failed, now: Date): boolean {
  return event === 'check_run' && now.getTime() - first > PRESS_MS
}

async function leaveOutSucceeded(client: Octokit, failed: Map<string, Failed>): Promise<void> {
  const oldest = Math.min(...Array.from(failed.values(), ({ at }) => at))
  await walk(client, 'success', ({ at, guid }) => {
    failed.delete(guid)
    return at >= oldest && failed.size > 0
  })
}

interface Attempt {
  readonly id: string
  readonly guid: string
  readonly event: string
  /** Milliseconds. */
  readonly at: number
}

/** Goes through attempts, newest first, as long as `see` wants more. */
async function walk(client: Octokit, status: 'failure' | 'success', see: (attempt: Attempt) => boolean): Promise<void> {
  let pages = 0
  const list = client.paginate.iterator(client.rest.apps.listWebhookDeliveries, { status, per_page: 100 })
  for await (const { data } of list) {
    pages += 1
    for (const { delivered_at, event, guid, id } of data)
      if (!see({ id: String(id), guid, event, at: Date.parse(delivered_at) })) return
    if (pages === PAGES) return
  }
}
