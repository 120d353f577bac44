import assert from 'node:assert/strict'
import { appendFile, readFile, rename, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { openDigestCache } from '../../core/io/digest-cache.ts'
import { folderWith } from '../folder.ts'

const SHA256_OF_ABC = 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
const MD5_OF_ABC = '900150983cd24fb0d6963f7d28e17f72'
const later = () => Date.now() + 10_000

test('openDigestCache: a file that did not change is not read again, by another process either', async (t) => {
  const folder = await folderWith(t, { 'a.txt': 'abc' })
  const [path, file] = [join(folder, '.contender/.digests.json'), join(folder, 'a.txt')]
  const first = await openDigestCache(path, later)
  assert.equal(await first.sha256(file), SHA256_OF_ABC)
  assert.equal(await first.sha256(file), SHA256_OF_ABC)
  assert.equal(await first.md5(file), MD5_OF_ABC)
  assert.equal(first.bytesRead(), 6, 'once for each digest')
  await first.save()
  const second = await openDigestCache(path, later)
  assert.deepEqual([await second.sha256(file), await second.md5(file)], [SHA256_OF_ABC, MD5_OF_ABC])
  assert.equal(second.bytesRead(), 0)
  assert.ok(!(await readFile(path, 'utf8')).includes(folder), 'the place of the project is not kept')
})

test('openDigestCache: a file of the same size and time but other bytes is read again', async (t) => {
  const folder = await folderWith(t, { 'a.txt': 'abc', 'b.txt': 'abd' })
  const file = join(folder, 'a.txt')
  await utimes(file, 1000, 1000)
  await utimes(join(folder, 'b.txt'), 1000, 1000)
  const cache = await openDigestCache(join(folder, 'c.json'), later)
  assert.equal(await cache.sha256(file), SHA256_OF_ABC)
  await rename(join(folder, 'b.txt'), file)
  assert.notEqual(await cache.sha256(file), SHA256_OF_ABC)
  await writeFile(file, 'abc')
  await utimes(file, 1000, 1000)
  assert.equal(await cache.sha256(file), SHA256_OF_ABC)
})

test('openDigestCache: a file that changed less than 2 s ago is not remembered', async (t) => {
  const folder = await folderWith(t, { 'a.txt': 'abc' })
  const file = join(folder, 'a.txt')
  const cache = await openDigestCache(join(folder, 'c.json'), () => Date.now())
  await appendFile(file, 'd')
  await cache.sha256(file)
  await cache.sha256(file)
  assert.equal(cache.bytesRead(), 8)
})

test('openDigestCache: what is torn, nonsense or of another version is an empty cache', async (t) => {
  for (const text of [
    '',
    '{',
    'null',
    '{"schema":"contender/digests@9","files":{}}',
    '{"schema":"contender/digests@1","files":{"a.txt":3}}',
  ]) {
    const folder = await folderWith(t, { 'a.txt': 'abc', 'c.json': text })
    const cache = await openDigestCache(join(folder, 'c.json'), later)
    assert.equal(await cache.sha256(join(folder, 'a.txt')), SHA256_OF_ABC, text)
  }
})

test('openDigestCache: a missing file and a folder are clear errors', async (t) => {
  const folder = await folderWith(t, { 'sub/a.txt': 'abc' })
  const cache = await openDigestCache(join(folder, 'c.json'), later)
  await assert.rejects(cache.sha256(join(folder, 'b.txt')), /^UserError: Missing file .*b\.txt, known: /)
  await assert.rejects(cache.md5(join(folder, 'sub')), /^UserError: Unexpected folder .*sub, expected a file/)
})
