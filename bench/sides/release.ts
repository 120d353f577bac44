import { execFile } from 'node:child_process'
import { createReadStream, globSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { bundle } from '../../.ci/release/bundle.ts'
import { packNatives } from '../../.ci/release/pack-natives.ts'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

export interface Release {
  /** Folder of the bundles. */
  readonly dist: string
  /** A server of this machine with `dist.tar.gz` and the archives of native code. */
  readonly url: string
  /** Bytes of the archive of DuckDB, which a drift check needs. */
  readonly duckdb: number
}

/** What a runner has of a release, made of the sources as they stand. @param folder a temporary one */
export async function layBenchRelease(folder: string, after: (close: () => unknown) => void): Promise<Release> {
  const natives = join(root, 'natives')
  const dist = join(folder, 'dist')
  const archives = await packNatives(root, natives, [`${process.platform}-${process.arch}`])
  await bundle(root, dist, archives)
  await promisify(execFile)('tar', ['czf', join(folder, 'dist.tar.gz'), '-C', folder, 'dist'])
  const duckdb = archives.find(({ native }) => native === 'duckdb')!.bytes
  return { dist, duckdb, url: await serve([folder, natives], after) }
}

/** Serves the files of folders, the first that has one, and closes after the work. @returns its address */
export async function serve(folders: readonly string[], after: (close: () => unknown) => void): Promise<string> {
  const server = createServer(({ url = '/' }, response) => {
    const found = folders.map((folder) => join(folder, decodeURIComponent(url))).find(isFile)
    if (found === undefined) return void response.writeHead(404).end()
    // pip reads no page that does not say that it is one.
    const type = found.endsWith('.html') ? 'text/html' : 'application/octet-stream'
    response.writeHead(200, { 'content-length': statSync(found).size, 'content-type': type })
    createReadStream(found).pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Bytes of all files that a pattern finds. */
export function sizeOf(pattern: string): number {
  return globSync(pattern).reduce((sum, path) => sum + (isFile(path) ? statSync(path).size : 0), 0)
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
