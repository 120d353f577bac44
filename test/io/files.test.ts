import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { insideRoot, readBytes, readText, replaceFile, sha256OfFile, writeAtomic } from '../../core/io/files.ts'
import { findAnyFiles, findFiles } from '../../core/io/find-files.ts'
import { folderWith } from '../folder.ts'

test('readText: leaves out the byte order mark and refuses what is not UTF-8', async (t) => {
  const folder = await folderWith(t, { 'a.txt': '\ufeffé', 'b.txt': Buffer.from([0xff]) })
  assert.equal(await readText(join(folder, 'a.txt')), 'é')
  await assert.rejects(readText(join(folder, 'b.txt')), {
    name: 'UserError',
    message: /^Unexpected bytes in .*b\.txt, expected text in UTF-8$/,
  })
})

test('readBytes: a missing file names the nearest one, a folder and a Git LFS pointer are told as such', async (t) => {
  const folder = await folderWith(t, {
    'model.onnx': 'x',
    'lfs.onnx': 'version https://git-lfs.github.com/spec/v1\n',
    'd/a': '',
  })
  await assert.rejects(readBytes(join(folder, 'modle.onnx')), {
    name: 'UserError',
    message: /did you mean `model\.onnx`\?/,
  })
  await assert.rejects(readBytes(join(folder, 'no/a')), { name: 'UserError', message: /its folder does not exist$/ })
  await assert.rejects(readBytes(join(folder, 'd')), {
    name: 'UserError',
    message: /^Unexpected folder .*, expected a file$/,
  })
  await assert.rejects(readBytes(join(folder, 'lfs.onnx')), {
    name: 'UserError',
    message: /^Unexpected Git LFS pointer/,
  })
})

test('writeAtomic: makes folders, replaces the file and leaves nothing else', async (t) => {
  const folder = await folderWith(t)
  await writeAtomic(join(folder, 'd/e/a.json'), 'old')
  await writeAtomic(join(folder, 'd/e/a.json'), new TextEncoder().encode('new'))
  assert.equal(await readFile(join(folder, 'd/e/a.json'), 'utf8'), 'new')
  assert.deepEqual(await readdir(join(folder, 'd/e')), ['a.json'])
})

test('replaceFile: a writer that fails leaves the old file and nothing else', async (t) => {
  const folder = await folderWith(t, { 'a.json': 'old' })
  const failing = replaceFile(join(folder, 'a.json'), async (temporary) => {
    await writeFile(temporary, 'half')
    throw new Error('stopped')
  })
  await assert.rejects(failing, { name: 'Error', message: 'stopped' })
  assert.equal(await readFile(join(folder, 'a.json'), 'utf8'), 'old')
  assert.deepEqual(await readdir(folder), ['a.json'])
})

test('writeAtomic: what stands in the way is a mistake of the user', async (t) => {
  const folder = await folderWith(t, { file: '', 'folder/a': '' })
  await assert.rejects(writeAtomic(join(folder, 'file/a.json'), ''), {
    name: 'UserError',
    message: /^Cannot write .*a\.json: /,
  })
  await assert.rejects(writeAtomic(join(folder, 'folder'), ''), {
    name: 'UserError',
    message: /^Cannot write .*folder: it is a folder/,
  })
  assert.deepEqual((await readdir(folder)).sort(), ['file', 'folder'])
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`replaceFile: ${signal} in the middle leaves the old file and nothing else`, {
    skip: process.platform === 'win32',
  }, async (t) => {
    const folder = await folderWith(t, { 'a.json': 'old' })
    const script = `
      import { writeFileSync } from 'node:fs'
      import { replaceFile } from ${JSON.stringify(new URL('../../core/io/files.ts', import.meta.url).href)}
      await replaceFile(${JSON.stringify(join(folder, 'a.json'))}, (temporary) => {
        writeFileSync(temporary, 'half')
        console.log('written')
        return new Promise(() => setInterval(() => {}, 1000))
      })`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    assert.equal((await readdir(folder)).length, 2)
    child.kill(signal)
    assert.deepEqual(await once(child, 'exit'), [null, signal])
    assert.deepEqual(await readdir(folder), ['a.json'])
    assert.equal(await readFile(join(folder, 'a.json'), 'utf8'), 'old')
  })
}

test('insideRoot: follows links and dots, for files that do not exist yet too', async (t) => {
  const folder = await folderWith(t, { 'root/d/a': '', 'outside/b': '' })
  const root = join(folder, 'root')
  await symlink(join(folder, 'outside'), join(root, 'out'))
  await symlink(join(root, 'd'), join(root, 'in'))
  assert.equal(await insideRoot(root, join(root, 'in/new/file')), join(root, 'd/new/file'))
  assert.equal(await insideRoot(root, join(root, '..a')), join(root, '..a'))
  for (const path of ['..', '../outside/b', 'd/../../new', 'out/b', 'out/new']) {
    await assert.rejects(insideRoot(root, `${root}/${path}`), {
      name: 'UserError',
      message: /^Unexpected path .*, expected one inside /,
    })
  }
})

test('a folder that may not be entered, and links in a circle, are told as such', async (t) => {
  const root = await folderWith(t, { 'logs/deep/2026-01-01.csv': 'a\n1\n', 'b.csv': 'a\n1\n' })
  await symlink('round', join(root, 'round'))
  await assert.rejects(findFiles('round/*.csv', root, root), {
    name: 'UserError',
    message: /^Cannot read .*round.*: its symbolic links lead in a circle$/,
  })
  // A pattern may be longer than any name.
  const long = `{b,${'x'.repeat(300)}}.csv`
  assert.deepEqual(
    (await findFiles(long, root, root)).map(({ shown }) => shown),
    ['b.csv'],
  )
  const isRoot = process.geteuid?.() === 0
  if (process.platform === 'win32') return
  await chmod(root, 0o755)
  await chmod(join(root, 'logs'), 0)
  // What is forbidden to others is not to root.
  if (isRoot) process.seteuid!(65534)
  try {
    for (const pattern of ['logs/deep/2026-01-01.csv', 'logs/*.csv', 'logs/deep/none/*.csv'])
      for (const work of [findFiles(pattern, root, root), findAnyFiles([pattern], pattern, { directory: root, root })])
        await assert.rejects(work, {
          name: 'UserError',
          message: `Cannot read ${join(root, 'logs')}: permission denied`,
        })
  } finally {
    if (isRoot) process.seteuid!(0)
    await chmod(join(root, 'logs'), 0o755)
  }
})

test('sha256OfFile: equals the digest of FIPS 180-2 for abc', async (t) => {
  const folder = await folderWith(t, { abc: 'abc' })
  const digest = 'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  assert.equal(await sha256OfFile(join(folder, 'abc')), digest)
  await assert.rejects(sha256OfFile(join(folder, 'abd')), { name: 'UserError', message: /did you mean `abc`\?/ })
})
