import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { TestContext } from 'node:test'
import { artifactService } from '../../github/routes/artifact-service.ts'
import { type ArtifactStore, artifactStore } from '../../github/routes/artifact-store.ts'
import { blobStorage } from '../../github/routes/blob-storage.ts'
import { runtimeToken } from '../../github/routes/runtime-token.ts'
import { newWorld, type World } from '../../github/world.ts'

export interface ArtifactServer {
  readonly store: ArtifactStore
  /** What a runner gives to a job of the first run. */
  readonly environment: Readonly<Record<string, string>>
  /** Answers this to the next calls instead, so many times. */
  readonly fail: (status: number, times: number) => void
}

/** The service that a runner's jobs upload artifacts to, alone. */
export async function artifactServer(t: Pick<TestContext, 'after'>): Promise<ArtifactServer> {
  const world: World = newWorld({ git: undefined as never, app: undefined as never })
  const store = artifactStore({ now: world.now, nextId: () => world.nextId('artifact') })
  const services = [artifactService(world, store, (run) => run === 1), blobStorage(world, store)]
  const failing = { status: 0, times: 0 }
  const server = createServer(async (request, response) => {
    const bytes = await buffer(request)
    const { pathname: path, searchParams: query } = new URL(request.url!, 'http://localhost')
    const service = services.find((known) => known.path.test(path))!
    const json = request.headers['content-type']?.startsWith('application/json')
    const call = {
      ...{ method: request.method!, path, query, bytes, params: {}, token: undefined },
      headers: request.headers as Record<string, string>,
      body: json ? JSON.parse(bytes.toString()) : undefined,
    }
    const failed = failing.times-- > 0
    const { body, headers, status } = failed
      ? { status: failing.status, body: {}, headers: {} }
      : await service.answer(call)
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(
      body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  world.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    store,
    environment: {
      ACTIONS_RESULTS_URL: world.url,
      ACTIONS_RUNTIME_TOKEN: runtimeToken({ run: 1, attempt: 1 }),
    },
    fail: (status, times) => Object.assign(failing, { status, times }),
  }
}
