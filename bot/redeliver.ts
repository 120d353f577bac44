import type { Octokit } from '@octokit/rest'
import type { Log } from './log.ts'

const DAYS = 3
/** Of one webhook: what still fails then is not for us. */
const ATTEMPTS = 5
/** Of a hundred each: everything is looked at anyway, so what lies further back is not searched for. */
const PAGES = 20
/** At once: what is beyond it waits for the next round. */
const MOST = 500

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
  for (const [guid, { attempts, id }] of failed) if (attempts >= ATTEMPTS || asked.get(guid) === id) failed.delete(guid)
  if (failed.size === 0) return 0
  await leaveOutSucceeded(client, failed)
  let count = 0
  for (const [guid, { id }] of [...failed].sort(([, a], [, b]) => a.at - b.at).slice(0, MOST)) {
    // The id may be too large for a number.
    const delivery_id = id as unknown as number
    await client.rest.apps.redeliverWebhookDelivery({ delivery_id })
    asked.set(guid, id)
    count += 1
  }
  if (count > 0) log.info('Asked for failed webhooks again', { count })
  return count
}

/** Webhooks that failed since, by GUID, with their newest attempts. */
async function listFailed(client: Octokit, since: number): Promise<Map<string, Failed>> {
  const failed = new Map<string, Failed>()
  await walk(client, 'failure', ({ at, guid, id }) => {
    if (at < since) return false
    const known = failed.get(guid)
    if (known === undefined) failed.set(guid, { id, at, attempts: 1 })
    else known.attempts += 1
    return true
  })
  return failed
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
  /** Milliseconds. */
  readonly at: number
}

/** Goes through attempts, newest first, as long as `see` wants more. */
async function walk(client: Octokit, status: 'failure' | 'success', see: (attempt: Attempt) => boolean): Promise<void> {
  let pages = 0
  const list = client.paginate.iterator(client.rest.apps.listWebhookDeliveries, { status, per_page: 100 })
  for await (const { data } of list) {
    pages += 1
    for (const { delivered_at, guid, id } of data)
      if (!see({ id: String(id), guid, at: Date.parse(delivered_at) })) return
    if (pages === PAGES) return
  }
}
