import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { zstdCompressSync } from 'node:zlib'
import { Header } from 'tar'
import type { NativeArchive } from '../../../../actions/runner/native/archive.ts'
import type { Source } from '../../../../actions/runner/native/get-archive.ts'
import { folderWith } from '../../../folder.ts'
import { type Mirror, startMirror } from './mirror.ts'

/** One entry of a tar: a file with this content, or a link to there. */
type Entry = readonly [path: string, content: string, link?: 'SymbolicLink' | 'Link']

const FILES: readonly Entry[] = [
  ['duckdb.node', 'the binding'],
  ['libduckdb.so', 'the library'],
]

/** An archive as small as one can be, a mirror that has it, and a folder for caches. */
export interface Small {
  readonly archive: NativeArchive
  readonly mirror: Mirror
  /** Of the mirror. */
  readonly folder: string
  readonly caches: string
  readonly source: Source
  /** What was said. */
  readonly said: string[]
}

/** @param entries of the archive, in the place of the two files that it promises */
export async function smallArchive(t: TestContext, entries: readonly Entry[] = FILES): Promise<Small> {
  const top = await folderWith(t)
  const folder = join(top, 'mirror')
  const caches = join(top, 'caches')
  for (const path of [folder, caches]) await mkdir(path)
  const bytes = zstdCompressSync(tarOf(entries))
  const archive: NativeArchive = {
    native: 'duckdb',
    version: '1.5.6',
    platform: 'linux-x64',
    file: 'contender-duckdb-1.5.6-linux-x64.tar.zst',
    bytes: bytes.length,
    sha256: sha256(bytes),
    files: Object.fromEntries(FILES.map(([path, content]) => [path, sha256(content)])),
  }
  await writeFile(join(folder, archive.file), bytes)
  const mirror = await startMirror(t, folder)
  const said: string[] = []
  const say = (line: string) => said.push(line)
  const source = { folder: undefined, url: mirror.url, fetch, pause: 1, chance: () => 0, say }
  return { archive, mirror, folder, caches, source, said }
}

function tarOf(entries: readonly Entry[]): Buffer {
  const blocks = entries.flatMap(([path, content, link]) => {
    const header = Buffer.alloc(512)
    const body = link === undefined ? Buffer.from(content) : Buffer.alloc(0)
    const about = { path, mode: 0o644, size: body.length, mtime: new Date(0) }
    new Header(link === undefined ? { ...about, type: 'File' } : { ...about, type: link, linkpath: content }).encode(
      header,
    )
    return [header, body, Buffer.alloc((512 - (body.length % 512)) % 512)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
