import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folderMd5, outsOfDvcFile, outsOfDvcLock } from '../../core/data/dvc.ts'

const MD5 = 'd41d8cd98f00b204e9800998ecf8427e'

test('folderMd5: the order of the files does not matter; nothing has a digest too', () => {
  const files = [
    { path: 'b', md5: MD5 },
    { path: 'a/é', md5: MD5 },
  ]
  assert.equal(folderMd5(files), folderMd5(files.toReversed()))
  // MD5 of `[]`.
  assert.equal(folderMd5([]), 'd751713988987e9331980363e24189ce.dir')
  // dvc add of a folder with a.csv (`a,b`), sub/é.csv (`é`) and an empty sub/empty, DVC 3.67.1
  const seen = [
    { path: 'a.csv', md5: 'f69f5b72bc79a92dc70c63c9aa142e36' },
    { path: 'sub/empty', md5: MD5 },
    { path: 'sub/é.csv', md5: '88df14e6957d2adb8ae54d0269f546ab' },
  ]
  assert.equal(folderMd5(seen), '7295e4816bcb223bfe0417535cf2c234.dir')
})

test('outsOfDvcFile: outputs with a plain MD5, from the folder of wdir', () => {
  const text = `wdir: ../data\nmd5: ${MD5}\nfrozen: true\ndeps:\n- path: https://example.com/a.csv\nouts:\n- md5: ${MD5}\n  size: 3\n  hash: md5\n  path: a.csv\n`
  assert.deepEqual(outsOfDvcFile(text), [{ path: '../data/a.csv', md5: MD5 }])
})

test('outsOfDvcFile: an entry of older DVC, without `hash`, is not compared with a plain MD5', () => {
  assert.deepEqual(outsOfDvcFile(`outs:\n- md5: ${MD5}\n  path: a.csv\n`), [])
})

test('outsOfDvcLock: paths start from the wdir of the stage, of `foreach` too', () => {
  const lock = `schema: '2.0'
stages:
  split: { cmd: x, outs: [{ path: d.csv, hash: md5, md5: ${MD5} }, { path: old.csv, md5: ${MD5} }] }
  each@eu: { cmd: x, outs: [{ path: e, hash: md5, md5: ${MD5}.dir }] }
  far: { cmd: x, outs: [{ path: 's3://bucket/d.csv', hash: md5, md5: ${MD5} }] }
  odd: { cmd: x, outs: [{ path: f, hash: md5, md5: ${MD5} }] }
  none: { cmd: x }
`
  const pipelines = `stages: { split: { cmd: x, wdir: data }, each: { foreach: [eu], do: { cmd: x, wdir: .. } }, odd: { cmd: x, wdir: "\${where}" } }`
  assert.deepEqual(outsOfDvcLock(lock, pipelines), [
    { path: 'data/d.csv', md5: MD5 },
    { path: '../e', md5: `${MD5}.dir` },
  ])
  assert.equal(outsOfDvcLock(lock, undefined)[0]!.path, 'd.csv')
})

test('a file that is no file of DVC tracks nothing', () => {
  for (const text of ['', '[', '- 1', 'outs: 3', 'stages: []', '<<<<<<< HEAD\nouts: []', 'a: &a [*a]']) {
    assert.deepEqual(outsOfDvcFile(text), [], text)
    assert.deepEqual(outsOfDvcLock(text, text), [], text)
  }
})

test('outsOfDvcFile, outsOfDvcLock: what lies elsewhere on the machine is none of the files here', () => {
  const entry = (path: string) => `{ md5: ${MD5}, hash: md5, path: ${path} }`
  assert.deepEqual(outsOfDvcFile(`outs: [${entry('/data/a.csv')}, ${entry('s3://b/a.csv')}]`), [])
  assert.deepEqual(outsOfDvcFile(`wdir: /data\nouts: [${entry('a.csv')}]`), [])
  assert.deepEqual(outsOfDvcLock(`stages: { a: { outs: [${entry('/data/a.csv')}] } }`, undefined), [])
})
