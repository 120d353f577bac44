import type { IncomingMessage } from 'node:http'

/** The most that GitHub sends. */
const LIMIT = 25 * 2 ** 20

/** Of all bodies that are being read: anybody can send some, signed or not. */
const ROOM = 8 * LIMIT
let held = 0

/** A request whose body somebody else may have read: a platform for functions, another middleware. */
type MaybeRead = IncomingMessage & { readonly body?: unknown; readonly rawBody?: unknown }

/**
 * The text of a request.
 *
 * @returns undefined where it is too large, or too many come at once: what is left of it is not read
 * @throws {TypeError} if it was parsed already, as its signature is over the bytes
 */
export async function readBody(request: MaybeRead): Promise<string | undefined> {
  const { body, rawBody } = request
  if (rawBody instanceof Uint8Array) return new TextDecoder().decode(rawBody)
  if (body instanceof Uint8Array) return new TextDecoder().decode(body)
  if (typeof body === 'string') return body
  if (body !== undefined)
    throw new TypeError('The body was parsed before its signature was checked: put the bot before what parses bodies')
  if (Number(request.headers['content-length'] ?? 0) > LIMIT) return undefined
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length
      held += chunk.length
      if (length > LIMIT || held > ROOM) return undefined
      chunks.push(chunk)
    }
    return Buffer.concat(chunks).toString()
  } finally {
    held -= length
  }
}
