import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { writeNewFiles } from '../../../actions/init/write-new-files.ts'
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
