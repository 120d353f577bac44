import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ApiAnswer } from './route.ts'

/** A request as it came in, nothing of it understood yet. */
export interface Heard {
  readonly method: string
  /** As it was sent, still encoded. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly bytes: Buffer
}

export interface Listening {
  readonly url: string
  readonly close: () => Promise<void>
}

/** Real HTTP on this machine; no answer means that the connection is cut. */
export async function listen(answer: (heard: Heard) => Promise<ApiAnswer | undefined>): Promise<Listening> {
  const server = createServer((message, response) => {
    respond(message, response, answer).catch((error: Error) => {
      if (response.headersSent) return response.destroy()
      response.writeHead(500, { 'content-type': 'application/json' })
      return response.end(JSON.stringify({ message: `The GitHub of the tests failed: ${error.stack}` }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A test that failed before it closed it must end all the same.
  server.unref()
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

async function respond(
  message: IncomingMessage,
  response: ServerResponse,
  answer: (heard: Heard) => Promise<ApiAnswer | undefined>,
): Promise<void> {
  const url = new URL(message.url!, 'http://localhost')
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  const answered = await answer({
    method: message.method!,
    path: url.pathname,
    query: url.searchParams,
    headers: message.headers as Record<string, string | undefined>,
    bytes: Buffer.concat(chunks),
  })
  if (answered === undefined) {
    message.socket.destroy()
    return
  }
  const { body, headers, status } = answered
  const [type, bytes] = encode(body)
  response.writeHead(status, { ...(type !== undefined && { 'content-type': type }), ...headers })
  response.end(bytes)
}

function encode(body: unknown): readonly [type: string | undefined, bytes: string | Uint8Array] {
  if (body === undefined) return [undefined, '']
  if (typeof body === 'string') return ['text/plain; charset=utf-8', body]
  if (body instanceof Uint8Array) return ['application/octet-stream', body]
  return ['application/json; charset=utf-8', JSON.stringify(body)]
}
