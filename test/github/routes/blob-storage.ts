import { createHash } from 'node:crypto'
import type { ApiAnswer, ApiCall, Service } from '../route.ts'
import type { World } from '../world.ts'
import type { ArtifactStore } from './artifact-store.ts'
import { holds } from './signed-url.ts'

/**
 * Blob storage behind signed addresses, for what Azure's client asks of it: one PUT, or blocks and then their
 * list; and GET. What is finalized cannot be written again. A token of GitHub's is refused, as at Azure.
 */
export function blobStorage(world: World, store: ArtifactStore): Service {
  const blocks = new Map<string, Uint8Array>()

  const write = (blob: string, { bytes, query }: ApiCall): ApiAnswer => {
    const kind = query.get('comp')
    if (kind === 'block') {
      blocks.set(`${blob} ${query.get('blockid')}`, bytes)
    } else if (kind === 'blocklist') {
      const names = Array.from(new TextDecoder().decode(bytes).matchAll(/<(?:Latest|Uncommitted)>([^<]*)</g))
      const parts = names.map(([, name]) => blocks.get(`${blob} ${name}`))
      if (parts.some((part) => part === undefined)) return refuse(400, 'InvalidBlockList')
      store.blobs.set(blob, Buffer.concat(parts as Uint8Array[]))
    } else {
      store.blobs.set(blob, bytes)
    }
    const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`
    const date = new Date(world.now()).toUTCString()
    return { status: 201, headers: { etag, 'last-modified': date, 'x-ms-version': '2025-01-05' } }
  }

  const answer = (call: ApiCall): ApiAnswer => {
    const { headers, method, path } = call
    if (headers.authorization !== undefined) return refuse(401, 'InvalidAuthenticationInfo')
    const blob = path.slice('/blobs/'.length)
    if (!holds(call, method === 'GET' ? 'r' : 'w', world.now())) return refuse(403, 'AuthenticationFailed')
    const artifact = store.byBlob(blob)
    if (artifact === undefined) return refuse(404, 'BlobNotFound')
    if (method === 'GET') return { status: 200, headers: headersOf(artifact), body: artifact.bytes }
    if (method !== 'PUT') return refuse(405, 'UnsupportedHttpVerb')
    return artifact.finalized ? refuse(409, 'BlobImmutableDueToPolicy') : write(blob, call)
  }
  return { path: /^\/blobs\//, answer: async (call) => answer(call) }
}

function headersOf({ mimeType, name }: { mimeType: string; name: string }) {
  return {
    'content-type': mimeType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}.zip`,
  }
}

function refuse(status: number, code: string): ApiAnswer {
  const headers = { 'content-type': 'application/xml', 'x-ms-error-code': code }
  return { status, headers, body: `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code></Error>` }
}
