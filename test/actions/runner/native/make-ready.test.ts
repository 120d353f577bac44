import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'node:test'
import { makeReady } from '../../../../actions/runner/native/make-ready.ts'
import { UserError } from '../../../../core/errors.ts'
import { smallArchive } from './small-archive.ts'

/** An error of the user's, with this in its message. */
const wrong = (expected: RegExp) => (error: Error) => {
  assert.ok(error instanceof UserError, error.stack)
  assert.match(error.message, expected)
  return true
}

test('makeReady: fetches once, unpacks as tool caches are laid out, and finds it there from then on', async (t) => {
  const { archive, caches, mirror, said, source } = await smallArchive(t)
  const folder = await makeReady(archive, [caches], source)
  assert.equal(folder, join(caches, 'contender-duckdb', '1.5.6', 'x64'))
  assert.deepEqual((await readdir(folder)).sort(), ['duckdb.node', 'libduckdb.so'])
  assert.equal(await makeReady(archive, [caches], source), folder)
  assert.deepEqual(mirror.requests, [archive.file])
  assert.deepEqual(said, [`Fetching DuckDB 1.5.6 (1 MB) from ${mirror.url}/${archive.file}`])
})

test('makeReady: a file that was changed, cut, replaced by a link or removed is never loaded: all is fetched again', async (t) => {
  const { archive, caches, mirror, source } = await smallArchive(t)
  const folder = await makeReady(archive, [caches], source)
  const library = join(folder, 'libduckdb.so')
  const evil = join(caches, 'evil.so')
  await writeFile(evil, 'the library')
  const spoils = [
    () => writeFile(library, 'the virus!!'),
    () => writeFile(library, 'the lib'),
    () => rm(library),
    () => rm(library).then(() => symlink(evil, library)),
  ]
  for (const [at, spoil] of spoils.entries()) {
    await spoil()
    assert.equal(await makeReady(archive, [caches], source), folder)
    assert.equal(await readFile(library, 'utf8'), 'the library')
    assert.equal(mirror.requests.length, at + 2)
  }
  assert.equal(await readFile(evil, 'utf8'), 'the library')
})

test('makeReady: CONTENDER_NATIVE_DIR serves without the network', async (t) => {
  const { archive, caches, folder, mirror, source } = await smallArchive(t)
  await makeReady(archive, [caches], { ...source, folder })
  assert.deepEqual(mirror.requests, [])
})

test('makeReady: says what CONTENDER_NATIVE_DIR lacks, or holds in another version', async (t) => {
  const { archive, caches, folder, source } = await smallArchive(t)
  const empty = { ...source, folder: caches }
  await assert.rejects(
    makeReady(archive, [caches], empty),
    wrong(
      /^Cannot read .*tar\.zst, which CONTENDER_NATIVE_DIR should hold \(ENOENT\); put there http.*linux-x64\.tar\.zst$/,
    ),
  )
  await writeFile(join(folder, archive.file), 'x'.repeat(archive.bytes))
  await assert.rejects(
    makeReady(archive, [caches], { ...source, folder }),
    wrong(/^Unexpected content of .*: its SHA-256 is [0-9a-f]{64}, expected [0-9a-f]{64}; put there http/),
  )
})

test('makeReady: goes on after errors of the server, a cut answer and spoiled bytes', async (t) => {
  const { archive, caches, mirror, said, source } = await smallArchive(t)
  mirror.faults.push(
    503,
    (bytes, response) => {
      response.writeHead(200, { 'content-length': bytes.length })
      response.write(bytes.subarray(0, 50), () => response.destroy())
    },
    (bytes, response) => response.end(Buffer.alloc(bytes.length)),
  )
  await makeReady(archive, [caches], source)
  assert.equal(mirror.requests.length, 4)
  assert.match(said[1]!, /^the server answered 503: trying again$/)
  assert.match(said[3]!, /^its SHA-256 is .*: trying again$/)
})

test('makeReady: an archive that stays cut short, or never ends, is given up with what to do', async (t) => {
  const { archive, caches, mirror, source } = await smallArchive(t)
  for (const _ of Array(3)) mirror.faults.push((bytes, response) => response.end(bytes.subarray(0, 50)))
  mirror.faults.push((bytes, response) => {
    const pour = () => response.write(bytes, () => !response.destroyed && pour())
    pour()
  })
  await assert.rejects(
    makeReady(archive, [caches], source),
    wrong(/^Could not fetch http.*tar\.zst: more than \d+ bytes came; .*https_proxy.*CONTENDER_NATIVE_DIR/),
  )
  assert.equal(mirror.requests.length, 4)
  assert.equal(existsSync(join(caches, 'contender-duckdb')), false)
})

test('makeReady: what is not there, or may not be had, is asked for once', async (t) => {
  const { archive, caches, mirror, source } = await smallArchive(t)
  for (const status of [404, 403]) {
    mirror.faults.push(status)
    await assert.rejects(makeReady(archive, [caches], source), wrong(new RegExp(`the server answered ${status}; give`)))
  }
  assert.equal(mirror.requests.length, 2)
})

test('makeReady: no way to the server is told with its address and the folder that helps', async (t) => {
  const { archive, caches, source } = await smallArchive(t)
  const nowhere = { ...source, url: 'http://127.0.0.1:1' }
  await assert.rejects(
    makeReady(archive, [caches], nowhere),
    wrong(/^Could not fetch http:\/\/127\.0\.0\.1:1\/.*: fetch failed: .*; give this runner a way there/),
  )
})

test('makeReady: processes that start at once do not break each other, and leave nothing but the files', async (t) => {
  const { archive, caches, source } = await smallArchive(t)
  const folders = await Promise.all(Array.from({ length: 8 }, () => makeReady(archive, [caches], source)))
  assert.deepEqual(new Set(folders), new Set([join(caches, 'contender-duckdb', '1.5.6', 'x64')]))
  assert.deepEqual(await readdir(join(caches, 'contender-duckdb', '1.5.6')), ['x64'])
})

test('makeReady: where the tool cache cannot be written, the next folder serves', async (t) => {
  const { archive, caches, source } = await smallArchive(t)
  const file = join(caches, 'file')
  await writeFile(file, '')
  const temporary = join(caches, 'temporary')
  assert.equal(await makeReady(archive, [file, temporary], source), join(temporary, 'contender-duckdb', '1.5.6', 'x64'))
  await assert.rejects(
    makeReady(archive, [file], source),
    wrong(/^Could not unpack DuckDB, which needs 130 MB: ENOTDIR.*RUNNER_TOOL_CACHE$/),
  )
})

test('makeReady: paths out of the folder, links and files that nobody expects are not unpacked', async (t) => {
  const { archive, caches, source } = await smallArchive(t, [
    ['../escaped', 'out'],
    ['/tmp/contender-escaped', 'out'],
    ['duckdb.node', 'the binding'],
    ['libduckdb.so', '../../../../secret', 'SymbolicLink'],
    ['more.txt', 'more'],
  ])
  await assert.rejects(makeReady(archive, [caches], source), wrong(/^Unexpected content of .*is its disk sound/))
  assert.deepEqual(await readdir(join(caches, 'contender-duckdb', '1.5.6', 'x64')), ['duckdb.node'])
  assert.deepEqual(await readdir(join(caches, 'contender-duckdb', '1.5.6')), ['x64'])
  assert.equal(existsSync('/tmp/contender-escaped'), false)
})
