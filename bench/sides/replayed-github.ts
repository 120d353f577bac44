import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export interface ReplayedGitHub {
  readonly url: string
  /** From now on it gives the last answer to each question, at once, and asks nobody. */
  readonly replay: () => void
  /** How many answers it has given again. */
  readonly replayed: () => number
  /** Questions that it had no answer to. */
  readonly missed: () => readonly string[]
  readonly close: () => void
}

/** Stands before a GitHub of the tests, whose git takes more of the machine than a bot does, and learns its answers. */
export async function replayedGitHub(behind: string): Promise<ReplayedGitHub> {
  const known = new Map<string, Answer>()
  const missed: string[] = []
  let replaying = false
  let replayed = 0
  const ask = async (message: IncomingMessage, key: string): Promise<Answer> => {
    const { accept = '', authorization = '' } = message.headers
    const body = await buffer(message)
    const headers = { accept, authorization, 'content-type': 'application/json' }
    const init = { method: message.method!, headers, redirect: 'manual', ...(body.length > 0 && { body }) } as const
    const response = await fetch(`${behind}${message.url}`, init)
    const {
      'content-encoding': _,
      'content-length': __,
      connection: ___,
      ...kept
    } = Object.fromEntries(response.headers)
    const answer = { status: response.status, headers: kept, body: Buffer.from(await response.arrayBuffer()) }
    known.set(key, answer)
    return answer
  }
  const server = createServer(async (message, response) => {
    const key = `${message.method} ${message.url}`
    if (replaying) {
      message.resume()
      replayed++
    }
    const answer = replaying ? known.get(key) : await ask(message, key)
    if (answer === undefined) missed.push(key)
    const { body, headers, status } = answer ?? { status: 404, headers: {}, body: Buffer.from('{}') }
    response.writeHead(status, headers).end(body)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    replay: () => {
      replaying = true
    },
    replayed: () => replayed,
    missed: () => missed,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
