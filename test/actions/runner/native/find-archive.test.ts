import assert from 'node:assert/strict'
import test from 'node:test'
import type { NativeArchive } from '../../../../actions/runner/native/archive.ts'
import { findArchive, thisMachine } from '../../../../actions/runner/native/find-archive.ts'

const archives = (['linux-x64', 'darwin-arm64'] as const).flatMap((platform) =>
  (['duckdb', 'onnxruntime'] as const).map(
    (native): NativeArchive => ({ native, version: '1', platform, file: platform, bytes: 1, sha256: '', files: {} }),
  ),
)

test('findArchive: takes the package and the platform of the machine', () => {
  const found = findArchive('onnxruntime', archives, { platform: 'linux', arch: 'x64', glibc: '2.39' })
  assert.equal(found, archives[1])
  const mac = findArchive('duckdb', archives, { platform: 'darwin', arch: 'arm64', glibc: undefined })
  assert.equal(mac, archives[2])
})

test('findArchive: musl is one clear error', () => {
  assert.throws(() => findArchive('duckdb', archives, { platform: 'linux', arch: 'x64', glibc: undefined }), {
    name: 'UserError',
    message:
      'Unexpected C library musl (Alpine Linux?), expected the GNU C library, which DuckDB needs; run the job on `ubuntu-latest`, or in a container of Debian or Ubuntu',
  })
})

test('findArchive: a platform that the release has nothing for is told with those that it has', () => {
  assert.throws(() => findArchive('duckdb', archives, { platform: 'darwin', arch: 'x64', glibc: undefined }), {
    name: 'UserError',
    message:
      'Unexpected platform darwin-x64, expected one that this release has DuckDB for: linux-x64, darwin-arm64; choose such a runner by `runs-on`',
  })
})

test('thisMachine: is that of this process', () => {
  const { arch, platform } = thisMachine()
  assert.deepEqual({ arch, platform }, { arch: process.arch, platform: process.platform })
})
