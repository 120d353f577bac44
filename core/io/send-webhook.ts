import { setTimeout as pause } from 'node:timers/promises'
import { UserError } from '../errors.ts'
import { webhookHeaders } from '../response/webhook-headers.ts'

/** Where a webhook is, and what is sent there. */
export interface WebhookMessage {
  /** Environment variable that holds the address: errors name it, never the address. */
  readonly variable: string
  readonly url: string | undefined
  readonly secret: string | undefined
  readonly body: string
  /** The same for each try. */
  readonly key: string
}

/** What sending may touch of the world. */
export interface WebhookWorld {
  readonly now: () => Date
  readonly fetch?: typeof fetch | undefined
  /** Waits so many seconds, in earnest but in tests. */
  readonly wait?: (seconds: number) => Promise<unknown>
}

const TRIES = 5

/** Seconds: one try, and the longest wait between two that a receiver can ask for and have. */
const LONGEST_TRY = 10
const LONGEST_WAIT = 60

/**
 * Calls a webhook, and calls it again after 1, 2, 4 and 8 seconds (or as many as the receiver asks for) where it
 * answered with 408, 429 or 5xx, or not at all. Who asks for more than a minute is left to the next run. Redirections are
 * not followed: what is sent is meant for one place.
 *
 * @throws {UserError} for an address that is missing or neither https nor of this machine; and for an answer other
 *   than 2xx, or none, in the end. Neither the address nor the secret is ever in a message or its cause
 */
export async function sendWebhook(message: WebhookMessage, world: WebhookWorld): Promise<void> {
  const { wait = (seconds: number) => pause(1000 * seconds) } = world
  const url = addressOf(message)
  for (let attempt = 1; ; attempt++) {
    const { again, failed } = await tryOnce(url, message, world)
    if (failed === undefined) return
    if (again === undefined || again > LONGEST_WAIT || attempt === TRIES) {
      const tries = attempt === 1 ? '' : ` after ${attempt} tries`
      throw new UserError(`The webhook in $${message.variable} ${failed}${tries}, expected an answer of 2xx`)
    }
    await wait(Math.max(again, 2 ** (attempt - 1)))
  }
}

const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

function addressOf({ url, variable }: WebhookMessage): URL {
  if (!url)
    throw new UserError(`Missing $${variable}, expected the address of the webhook that \`drift.alert.webhook\` names`)
  const parsed = URL.parse(url.trim())
  const isSafe = parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && LOCAL.test(parsed.hostname))
  if (parsed === null || !isSafe)
    throw new UserError(
      `Unexpected address in $${variable}, expected one that begins with https:// (http:// is for this machine alone)`,
    )
  return parsed
}

interface Tried {
  /** Seconds to wait for at least before the next try; undefined where none is of use. */
  readonly again?: number
  readonly failed?: string
}

async function tryOnce(url: URL, { body, key, secret }: WebhookMessage, world: WebhookWorld): Promise<Tried> {
  const { fetch: send = fetch, now } = world
  try {
    const response = await send(url, {
      method: 'POST',
      headers: webhookHeaders({ body, key, secret, at: now() }),
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(LONGEST_TRY * 1000),
    })
    await response.body?.cancel()
    if (response.ok) return {}
    const failed = `answered with ${response.status}`
    const passes = response.status >= 500 || response.status === 429 || response.status === 408
    return passes ? { failed, again: asked(response.headers, now()) } : { failed }
  } catch (error) {
    return { failed: `gave no answer (${kindOf(error)})`, again: 0 }
  }
}

/** Seconds that `retry-after` asks for, as a number or until a date; what is neither asks for none. */
function asked(headers: Headers, now: Date): number {
  const text = headers.get('retry-after') ?? ''
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1000
  return Math.max(0, Math.ceil(seconds) || 0)
}

/** Its code alone: messages of a failed connection name the host. */
function kindOf(error: unknown): string {
  const { cause, name } = error as { readonly cause?: { readonly code?: unknown }; readonly name?: unknown }
  if (typeof cause?.code === 'string' && /^[A-Z0-9_]+$/.test(cause.code)) return cause.code
  return name === 'TimeoutError' ? `none in ${LONGEST_TRY} seconds` : 'the connection failed'
}
