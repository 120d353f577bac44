import { createHmac } from 'node:crypto'
import type { GitHub } from '../github/github.ts'

export interface Delivering {
  readonly event?: string
  readonly guid?: string
  readonly secret?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends any body at all to a bot, signed as GitHub does. */
export function deliver(
  { app }: Pick<GitHub, 'app'>,
  url: string,
  body: string,
  { event = 'pull_request', guid = 'a-guid', headers, secret = app.webhookSecret }: Delivering = {},
): Promise<Response> {
  const signature = createHmac('sha256', secret).update(body).digest('hex')
  const sent = {
    'content-type': 'application/json',
    'x-github-delivery': guid,
    'x-github-event': event,
    'x-hub-signature-256': `sha256=${signature}`,
    ...headers,
  }
  return fetch(url, { method: 'POST', body, headers: sent })
}
