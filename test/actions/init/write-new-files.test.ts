import assert from 'node:assert/strict'
import { readdir, readFile, readlink, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { writeNewFiles } from '../../../actions/init/write-new-files.ts'
import { createFile } from '../../../core/io/create-file.ts'
import { folderWith } from '../../folder.ts'

test('when a later file cannot be written, nothing was', async (t) => {
  const folder = await folderWith(t, { '.github': 'a file' })
  const files = [
    { path: 'a.yml', text: 'a' },
    { path: '.github/workflows/b.yml', text: 'b' },
  ]
  await assert.rejects(writeNewFiles(folder, files, '.contender/'), {
    name: 'UserError',
    message: /^Cannot write .*b\.yml: .*; nothing was written$/,
  })
  assert.deepEqual(await readdir(folder), ['.github'])
})

test('a file that is there stays, and .gitignore gets its line once', async (t) => {
  const folder = await folderWith(t, { 'a.yml': 'mine', '.gitignore': '*.log' })
  const files = [
    { path: 'a.yml', text: 'ours' },
    { path: 'b/c.yml', text: 'c' },
  ]
  const first = await writeNewFiles(folder, files, '.contender/')
  assert.deepEqual(first, { written: ['b/c.yml'], left: ['a.yml'], extended: ['.gitignore'] })
  const second = await writeNewFiles(folder, files, '.contender/')
  assert.deepEqual(second, { written: [], left: ['a.yml', 'b/c.yml'], extended: [] })
  assert.equal(await readFile(join(folder, 'a.yml'), 'utf8'), 'mine')
  assert.equal(await readFile(join(folder, '.gitignore'), 'utf8'), '*.log\n.contender/\n')
})

test('nothing is written through a link out of the folder, nor over a link', async (t) => {
  const folder = await folderWith(t, { 'mine.txt': 'mine' })
  const outside = await folderWith(t)
  await symlink(outside, join(folder, '.github'))
  await symlink('mine.txt', join(folder, '.gitignore'))
  await symlink('nowhere', join(folder, 'a.yml'))
  const workflow = { path: '.github/workflows/b.yml', text: 'b' }
  await assert.rejects(
    writeNewFiles(folder, [{ path: 'c.yml', text: 'c' }, workflow], '.contender/'),
    /^UserError: Unexpected path `\.github\/workflows\/b\.yml`, expected one inside .*; nothing was written$/,
  )
  await assert.rejects(writeNewFiles(folder, [{ path: 'a.yml', text: 'a' }], '.contender/'), /Cannot write .*a\.yml/)
  assert.deepEqual(await writeNewFiles(folder, [], '.contender/'), { written: [], left: [], extended: [] })
  assert.deepEqual((await readdir(folder)).sort(), ['.github', '.gitignore', 'a.yml', 'mine.txt'])
  assert.deepEqual(await readdir(outside), [])
  assert.equal(await readlink(join(folder, '.gitignore')), 'mine.txt')
  assert.equal(await readFile(join(folder, 'mine.txt'), 'utf8'), 'mine')
})

test('of many who create a file at once one does, and the rest leave it', async (t) => {
  const folder = await folderWith(t)
  const texts = Array.from({ length: 8 }, (_, at) => String(at))
  const made = await Promise.all(texts.map((text) => createFile(join(folder, 'a/b.yml'), text)))
  assert.equal(made.filter(Boolean).length, 1)
  assert.equal(await readFile(join(folder, 'a/b.yml'), 'utf8'), texts[made.indexOf(true)])
  assert.deepEqual(await readdir(join(folder, 'a')), ['b.yml'])
})
