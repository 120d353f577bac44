import { createHmac } from 'node:crypto'
import type { TestApp } from '../test-app.ts'

/** An event on its way to an App. */
export interface Message {
  readonly guid: string
  readonly name: string
  readonly action?: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** What became of one attempt to deliver it. */
export interface Delivered {
  readonly headers: Readonly<Record<string, string>>
  readonly status: string
  readonly statusCode: number
  readonly response: { readonly headers: Readonly<Record<string, string>>; readonly payload: string } | null
}

/**
 * Posts a message as GitHub does: signed with the App's secret, with ten seconds for the answer.
 *
 * @returns a failure is an answer like any other
 */
export async function sendDelivery(url: string, app: TestApp, message: Message): Promise<Delivered> {
  const body = JSON.stringify(message.payload)
  const headers = headersOf(app, message, body)
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(10_000) })
    const answer = { headers: Object.fromEntries(response.headers), payload: await response.text() }
    const status = response.ok ? 'OK' : `Invalid HTTP Response: ${response.status}`
    return { headers, status, statusCode: response.status, response: answer }
  } catch (error) {
    const late = (error as Error).name === 'TimeoutError'
    return { headers, ...(late ? TIMED_OUT : NOT_CONNECTED) }
  }
}

/** A delivery that never got there. */
export function failDelivery(app: TestApp, message: Message): Delivered {
  return { headers: headersOf(app, message, JSON.stringify(message.payload)), ...NOT_CONNECTED }
}

const NOT_CONNECTED = { status: 'failed to connect to host', statusCode: 502, response: null }
const TIMED_OUT = { status: 'timed out', statusCode: 504, response: null }

function headersOf(app: TestApp, { guid, name }: Message, body: string): Record<string, string> {
  const sign = (digest: 'sha1' | 'sha256') => createHmac(digest, app.webhookSecret).update(body).digest('hex')
  return {
    accept: '*/*',
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/test',
    'x-github-delivery': guid,
    'x-github-event': name,
    'x-github-hook-id': '1',
    'x-github-hook-installation-target-id': String(app.id),
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature': `sha1=${sign('sha1')}`,
    'x-hub-signature-256': `sha256=${sign('sha256')}`,
  }
}
