import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UserError } from '../core/errors.ts'
import type { Bot } from './create-bot.ts'
import { openReadiness } from './readiness.ts'
import type { Settings } from './settings.ts'

export interface Served {
  readonly url: string
  /** Takes no more connections, and gives its word once those that there are have been answered. */
  readonly close: () => Promise<void>
}

/** Webhooks, and what a platform asks of a process: `/health`, `/ready`, `/metrics`. */
export async function serve(bot: Bot, { host, port }: Pick<Settings, 'host' | 'port'>): Promise<Served> {
  const readiness = openReadiness(bot.github, bot.clock)
  const pages: Readonly<Record<string, (response: ServerResponse) => Promise<void> | void>> = {
    '/health': (response) => text(response, 200, 'alive'),
    '/ready': async (response) => {
      const why = bot.isStopped() ? 'It is stopping' : await readiness()
      text(response, why === undefined ? 200 : 503, why ?? 'ready')
    },
    '/metrics': async (response) => {
      const { registry } = bot.metrics
      response.writeHead(200, { 'content-type': registry.contentType }).end(await registry.metrics())
    },
  }
  const server = createServer(async (request, response) => {
    try {
      const page = request.method === 'GET' ? pages[request.url?.split('?')[0] ?? ''] : undefined
      if (page !== undefined) await page(response)
      else if (!(await bot.middleware(request, response))) text(response, 404, 'There is nothing here')
    } catch (error) {
      // A sender that is gone is not our failure.
      if (!request.destroyed) bot.log.error('A request failed', { error: (error as Error).stack })
      if (response.headersSent) response.destroy()
      else text(response, 500, 'Something failed')
    }
  })
  await listen(server, host, port)
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeIdleConnections()
      }),
  }
}

function text(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${message}\n`)
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const hint = error.code === 'EADDRINUSE' ? 'another process has it: set PORT' : error.message
      reject(new UserError(`Cannot listen at ${host}:${port}: ${hint}`, { cause: error }))
    })
    server.listen(port, host, resolve)
  })
}
