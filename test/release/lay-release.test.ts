import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { layRelease } from '../../.ci/release/lay-release.ts'
import { script } from '../actions/repository.ts'
import { folderWith } from '../folder.ts'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

test('layRelease: lays what users check out, with dist/ and without node_modules, and changes nothing here', async (t) => {
  const folder = await folderWith(t)
  const before = script(root, 'git status --porcelain', 'git for-each-ref')
  const { commit, natives } = await layRelease(folder, root)
  assert.equal(script(root, 'git status --porcelain', 'git for-each-ref'), before)
  assert.equal(script(root, `git rev-parse ${commit}^`), script(root, 'git rev-parse HEAD'))
  for (const path of ['action.yml', 'actions/report/action.yml', 'dist/pipeline.mjs', 'dist/report.mjs'])
    assert.ok(existsSync(join(folder, path)), path)
  assert.equal(existsSync(join(folder, 'node_modules')), false)
  assert.ok((await readdir(natives)).some((name) => /^contender-duckdb-.*\.tar\.zst$/.test(name)))
})
