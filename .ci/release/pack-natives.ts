import { createHash } from 'node:crypto'
import { existsSync, globSync } from 'node:fs'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { constants, zstdCompressSync } from 'node:zlib'
import { create, type WriteEntry } from 'tar'
import type { Native, NativeArchive } from '../../actions/runner/native/archive.ts'
import { writeAtomic, writeJson } from '../../core/io/files.ts'

/** Platforms that a release promises to work on. */
export const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'win32-x64'] as const

/** Where the packages keep their native files, under `node_modules`. */
const FOLDERS: Readonly<Record<Native, (platform: string) => string>> = {
  duckdb: (platform) => `@duckdb/node-bindings-${platform}`,
  onnxruntime: (platform) => `onnxruntime-node/bin/napi-v6/${platform.replace('-', '/')}`,
}

/**
 * The native files that run a model on a CPU. Left out are DirectML and the compilers of shaders, which onnxruntime
 * loads for a GPU only, and the second copy of the library for macOS.
 */
const NEEDED =
  /^(.*\.node|libduckdb\.(so|dylib)|duckdb\.dll|libonnxruntime\.(so\.1|1\.dylib)|onnxruntime\.dll|LICENSE)$/

/** Higher levels take minutes for 2 %. */
const LEVEL = 9

/**
 * Packs the native packages that `npm ci` brought, each as an archive of its own, with a description beside it
 * (`….json`). The same files give the same bytes. What is packed already stays.
 *
 * @param root folder of `node_modules`
 * @param out folder of the archives
 * @param platforms which to pack, of those that are there
 * @returns what `out` holds of them now
 */
export async function packNatives(root: string, out: string, platforms: readonly string[]): Promise<NativeArchive[]> {
  await mkdir(out, { recursive: true })
  const packed: NativeArchive[] = []
  for (const native of ['duckdb', 'onnxruntime'] as const) {
    const version = await versionOf(root, native)
    for (const platform of platforms) {
      const folder = join(root, 'node_modules', FOLDERS[native](platform))
      if (existsSync(folder)) packed.push(await pack({ native, version, platform, folder, out }))
    }
  }
  return packed
}

/** Descriptions of the archives of the installed versions that a folder holds. */
export async function readNatives(root: string, out: string): Promise<NativeArchive[]> {
  const read = globSync('*.json', { cwd: out }).map(async (name) => JSON.parse(await readFile(join(out, name), 'utf8')))
  const archives: NativeArchive[] = await Promise.all(read)
  const versions = { duckdb: await versionOf(root, 'duckdb'), onnxruntime: await versionOf(root, 'onnxruntime') }
  return archives
    .filter(({ native, version }) => versions[native] === version)
    .sort((a, b) => (a.file < b.file ? -1 : 1))
}

interface Packing {
  readonly native: Native
  readonly version: string
  readonly platform: string
  readonly folder: string
  readonly out: string
}

async function pack({ folder, native, out, platform, version }: Packing): Promise<NativeArchive> {
  const names = (await readdir(folder)).filter((name) => NEEDED.test(name)).sort()
  const digests = names.map(async (name) => [name, sha256(await readFile(join(folder, name)))])
  const files: NativeArchive['files'] = Object.fromEntries(await Promise.all(digests))
  const file = `contender-${native}-${version}-${platform}.tar.zst`
  const known = await readKnown(join(out, file))
  if (known !== undefined && JSON.stringify(known.files) === JSON.stringify(files)) return known
  const bytes = await compress(folder, names)
  const archive = { native, version, platform, file, bytes: bytes.length, sha256: sha256(bytes), files }
  await writeAtomic(join(out, file), bytes)
  await writeJson(join(out, `${file}.json`), archive)
  return archive
}

async function readKnown(path: string): Promise<NativeArchive | undefined> {
  if (!existsSync(path) || !existsSync(`${path}.json`)) return undefined
  const known: NativeArchive = JSON.parse(await readFile(`${path}.json`, 'utf8'))
  return known.sha256 === sha256(await readFile(path)) ? known : undefined
}

async function compress(folder: string, names: readonly string[]): Promise<Buffer> {
  const onWriteEntry = (entry: WriteEntry) => {
    entry.stat!.mode = 0o644
  }
  const tar = create({ cwd: folder, portable: true, mtime: new Date(0), follow: true, onWriteEntry }, [...names])
  const chunks: Buffer[] = []
  for await (const chunk of tar) chunks.push(chunk)
  return zstdCompressSync(Buffer.concat(chunks), { params: { [constants.ZSTD_c_compressionLevel]: LEVEL } })
}

async function versionOf(root: string, native: Native): Promise<string> {
  const name = native === 'duckdb' ? '@duckdb/node-bindings' : 'onnxruntime-node'
  return JSON.parse(await readFile(join(root, 'node_modules', name, 'package.json'), 'utf8')).version
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
