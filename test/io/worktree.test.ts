import assert from 'node:assert/strict'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { exists } from '../../core/io/files.ts'
import { openWorktree } from '../../core/io/worktree.ts'
import { commit, script } from '../actions/repository.ts'
import { folderWith } from '../folder.ts'

test('openWorktree: a commit stands beside the working tree, which stays as it is, and goes without a trace', async (t) => {
  const folder = await folderWith(t)
  script(folder, 'git init -q -b main')
  const first = await commit(folder, { 'a.txt': 'old' })
  await commit(folder, { 'a.txt': 'new' })
  await writeFile(join(folder, 'a.txt'), 'edited')
  const { path, remove } = await openWorktree(folder, first)
  assert.equal(await readFile(join(path, 'a.txt'), 'utf8'), 'old')
  assert.equal(script(path, 'git rev-parse HEAD'), first)
  assert.equal(await readFile(join(folder, 'a.txt'), 'utf8'), 'edited')
  await remove()
  assert.ok(!(await exists(path)))
  assert.deepEqual(await readdir(join(folder, '.git/worktrees')).catch(() => []), [])
})

test('openWorktree: an unknown commit is a clear error and leaves nothing', async (t) => {
  const folder = await folderWith(t)
  script(folder, 'git init -q -b main')
  await commit(folder, { 'a.txt': '' })
  await assert.rejects(openWorktree(folder, 'ab'.repeat(20)), /Git failed in /)
  assert.deepEqual(await readdir(join(folder, '.git/worktrees')).catch(() => []), [])
})
