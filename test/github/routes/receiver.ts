import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

/** One webhook as it arrived. */
export interface Received {
  readonly guid: string
  readonly event: string
  readonly signature: string
  readonly body: string
  // biome-ignore lint/suspicious/noExplicitAny: payloads are read as a bot would
  readonly payload: any
}

/** A server that takes webhooks and keeps them; it answers `status`, which a test may change. */
export async function receiver(t: TestContext) {
  const received: Received[] = []
  const told = { url: '', received, status: 200 }
  const server = createServer(async (message, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of message) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const header = (name: string) => String(message.headers[name])
    received.push({
      guid: header('x-github-delivery'),
      event: header('x-github-event'),
      signature: header('x-hub-signature-256'),
      body,
      payload: JSON.parse(body),
    })
    response.writeHead(told.status).end('seen')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  told.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return told
}
