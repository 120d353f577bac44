import assert from 'node:assert/strict'
import { chmod, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { zstdDecompressSync } from 'node:zlib'
import { Parser } from 'tar'
import { packNatives, readNatives } from '../../.ci/release/pack-natives.ts'
import { folderWith } from '../folder.ts'

const DUCKDB = 'node_modules/@duckdb/node-bindings'
const ONNX = 'node_modules/onnxruntime-node'

/** Packages as `npm ci` leaves them. */
function packages(t: TestContext): Promise<string> {
  return folderWith(t, {
    [`${DUCKDB}/package.json`]: '{ "version": "1.5.6" }',
    [`${ONNX}/package.json`]: '{ "version": "1.30.0" }',
    [`${DUCKDB}-linux-x64/duckdb.node`]: 'binding',
    [`${DUCKDB}-linux-x64/libduckdb.so`]: 'library',
    [`${DUCKDB}-linux-x64/package.json`]: '{}',
    [`${DUCKDB}-linux-x64/LICENSE`]: 'MIT',
    [`${ONNX}/bin/napi-v6/linux/x64/onnxruntime_binding.node`]: 'binding',
    [`${ONNX}/bin/napi-v6/linux/x64/libonnxruntime.so.1`]: 'library',
    [`${ONNX}/bin/napi-v6/linux/x64/libonnxruntime_providers_cuda.so`]: 'GPU',
    [`${ONNX}/bin/napi-v6/darwin/arm64/onnxruntime_binding.node`]: 'binding',
    [`${ONNX}/bin/napi-v6/darwin/arm64/libonnxruntime.1.dylib`]: 'library',
    [`${ONNX}/bin/napi-v6/darwin/arm64/libonnxruntime.1.30.0.dylib`]: 'library',
    [`${ONNX}/bin/napi-v6/win32/x64/onnxruntime_binding.node`]: 'binding',
    [`${ONNX}/bin/napi-v6/win32/x64/onnxruntime.dll`]: 'library',
    [`${ONNX}/bin/napi-v6/win32/x64/DirectML.dll`]: 'GPU',
  })
}

test('packNatives: packs what a CPU needs of each platform that is installed, one archive a package', async (t) => {
  const root = await packages(t)
  const packed = await packNatives(root, join(root, 'natives'), ['linux-x64', 'darwin-arm64', 'win32-x64'])
  assert.deepEqual(Object.fromEntries(packed.map(({ file, files }) => [file, Object.keys(files)])), {
    'contender-duckdb-1.5.6-linux-x64.tar.zst': ['LICENSE', 'duckdb.node', 'libduckdb.so'],
    'contender-onnxruntime-1.30.0-linux-x64.tar.zst': ['libonnxruntime.so.1', 'onnxruntime_binding.node'],
    'contender-onnxruntime-1.30.0-darwin-arm64.tar.zst': ['libonnxruntime.1.dylib', 'onnxruntime_binding.node'],
    'contender-onnxruntime-1.30.0-win32-x64.tar.zst': ['onnxruntime.dll', 'onnxruntime_binding.node'],
  })
  const [duckdb] = packed
  const bytes = await readFile(join(root, 'natives', duckdb!.file))
  assert.equal(bytes.length, duckdb!.bytes)
  const entries: string[] = []
  const parser = new Parser({ onReadEntry: (entry) => entries.push(`${entry.path} ${entry.type}`) && entry.resume() })
  parser.end(zstdDecompressSync(bytes))
  assert.deepEqual(entries, ['LICENSE File', 'duckdb.node File', 'libduckdb.so File'])
})

test('packNatives: the same files give the same bytes, whatever their dates and rights', async (t) => {
  const root = await packages(t)
  const first = await packNatives(root, join(root, 'one'), ['linux-x64'])
  const library = join(root, `${DUCKDB}-linux-x64/libduckdb.so`)
  await utimes(library, 1, 1)
  await chmod(library, 0o755)
  assert.deepEqual(await packNatives(root, join(root, 'two'), ['linux-x64']), first)
})

test('packNatives: keeps what is packed, unless a file or the archive is another', async (t) => {
  const root = await packages(t)
  const natives = join(root, 'natives')
  const [archive] = await packNatives(root, natives, ['linux-x64'])
  const path = join(natives, archive!.file)
  const { ino } = await stat(path)
  await packNatives(root, natives, ['linux-x64'])
  assert.equal((await stat(path)).ino, ino)
  await writeFile(path, 'cut')
  assert.deepEqual((await packNatives(root, natives, ['linux-x64']))[0], archive)
  assert.equal((await readFile(path)).length, archive!.bytes)
  await writeFile(join(root, `${DUCKDB}-linux-x64/libduckdb.so`), 'newer library')
  assert.notEqual((await packNatives(root, natives, ['linux-x64']))[0]!.sha256, archive!.sha256)
})

test('readNatives: takes the archives of the installed versions, and leaves others', async (t) => {
  const root = await packages(t)
  const natives = join(root, 'natives')
  const before = await packNatives(root, natives, ['linux-x64'])
  await writeFile(join(root, `${DUCKDB}/package.json`), '{ "version": "1.6.0" }')
  assert.deepEqual(await readNatives(root, natives), [before[1]])
  const [newer] = await packNatives(root, natives, ['linux-x64'])
  assert.deepEqual(await readNatives(root, natives), [newer, before[1]])
  assert.equal((await readdir(natives)).length, 6)
})
