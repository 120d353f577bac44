import type { IncomingMessage, ServerResponse } from 'node:http'
import { createNodeMiddleware, Probot } from 'probot'
import type { Log } from '../log.ts'
import { readBody } from './read-body.ts'
import type { Delivery } from './subjects.ts'

/** Where GitHub sends webhooks to. */
export const WEBHOOKS = '/api/github/webhooks'

/** @returns whether it answered; where it did not, it has called `next` */
export type Middleware = (request: IncomingMessage, response: ServerResponse, next?: () => void) => Promise<boolean>

export interface WebhooksOptions {
  readonly secret: string
  /** Takes a webhook in; it must neither wait nor throw. */
  readonly accept: (delivery: Delivery) => void
  /** Told of what is no webhook of GitHub's. */
  readonly onRefused: (event: string, result: 'unsigned' | 'too large') => void
  readonly log: Log
}

/**
 * Probot's receiver of webhooks, behind a limit of their size and 401 for a signature that is not GitHub's. Probot
 * does nothing else here: it holds no key, and what it would make for each event is left unmade.
 */
export async function webhooks({ accept, log, onRefused, secret }: WebhooksOptions): Promise<Middleware> {
  const probot = new Probot({ githubToken: 'none', secret, log: probotLog(log) })
  const receive = await createNodeMiddleware(
    (app) => app.onAny(async ({ id, name, payload }) => accept({ guid: id, event: name, payload })),
    { probot, webhooksPath: WEBHOOKS },
  )
  return async (request, response, next) => {
    if (request.method !== 'POST' || request.url?.split('?')[0] !== WEBHOOKS) {
      next?.()
      return false
    }
    const event = String(request.headers['x-github-event'])
    const body = await readBody(request)
    if (body === undefined) {
      onRefused(event, 'too large')
      return refuse(response, 413, 'Larger than the 25 MB that GitHub sends at most')
    }
    const signature = request.headers['x-hub-signature-256']
    const isSigned = typeof signature === 'string' && (await probot.webhooks.verify(body, signature).catch(() => false))
    if (!isSigned) {
      onRefused(event, 'unsigned')
      return refuse(response, 401, 'The signature does not fit the body and the secret')
    }
    return Boolean(await receive(Object.assign(request, { body }), response))
  }
}

function refuse(response: ServerResponse, status: number, message: string): true {
  // What is left of a body is not waited for.
  response.writeHead(status, { 'content-type': 'text/plain', connection: 'close' }).end(`${message}\n`)
  return true
}

/** Probot's words in our log: those that it has for mistakes. */
function probotLog(log: Log): NonNullable<NonNullable<ConstructorParameters<typeof Probot>[0]>['log']> {
  const say = (level: 'warn' | 'error') => (first: unknown, second?: unknown) => {
    const { err, message = second } = first as { err?: Error; message?: unknown }
    log[level](`Probot: ${typeof first === 'string' ? first : String(err?.message ?? message ?? 'something failed')}`)
  }
  const quiet = () => undefined
  const self = { child: () => self, trace: quiet, debug: quiet, info: quiet, warn: say('warn') }
  return Object.assign(self, { error: say('error'), fatal: say('error') }) as never
}
