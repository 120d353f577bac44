import { createHmac } from 'node:crypto'

/** A call of a webhook. */
export interface SignedCall {
  readonly body: string
  /** undefined: the body is not signed. */
  readonly secret: string | undefined
  /** The same for each try of one call. */
  readonly key: string
  readonly at: Date
}

/**
 * Headers of a call: the seconds since 1970 at which it was sent, a key by which a receiver knows what it has had
 * before, and the signature, HMAC-SHA-256 of `SECONDS.BODY` in hexadecimal. A receiver refuses a signature that does
 * not fit and a time that is more than a few minutes old: the time is in what is signed, so an old call cannot be
 * sent again as a new one.
 *
 * @example
 * webhookHeaders({ body: '{}', secret: 's', key: 'k', at: new Date(0) })['x-contender-timestamp'] // '0'
 */
export function webhookHeaders({ at, body, key, secret }: SignedCall): Record<string, string> {
  const seconds = String(Math.floor(at.getTime() / 1000))
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'contender',
    'idempotency-key': key,
    'x-contender-timestamp': seconds,
    ...(secret !== undefined && {
      'x-contender-signature-256': `sha256=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`,
    }),
  }
}
