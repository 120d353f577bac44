import { readFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { TestContext } from 'node:test'

/** A server of archives that counts what it is asked for. */
export interface Mirror {
  readonly url: string
  /** Names that were asked for, in order. */
  readonly requests: string[]
  /** Answers to the next requests, in the place of the file: a status, or what to do with its bytes. */
  readonly faults: (number | ((bytes: Buffer, response: ServerResponse) => void))[]
}

/** Serves the files of a folder until the test ends. */
export async function startMirror(t: Pick<TestContext, 'after'>, folder: string): Promise<Mirror> {
  const requests: Mirror['requests'] = []
  const faults: Mirror['faults'] = []
  const server = createServer(async (request, response) => {
    const name = request.url!.slice(1)
    requests.push(name)
    const bytes = await readFile(join(folder, name)).catch(() => undefined)
    const fault = faults.shift()
    if (typeof fault === 'number') response.writeHead(fault).end()
    else if (bytes === undefined) response.writeHead(404).end()
    else if (fault !== undefined) fault(bytes, response)
    else response.end(bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, faults }
}
