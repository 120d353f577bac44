import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'node:test'
import { moveMajor } from '../../.ci/release/move-major.ts'
import { release } from '../../.ci/release/release.ts'
import type { NativeArchive } from '../../actions/runner/native/archive.ts'
import { commit, script } from '../actions/repository.ts'
import { releasable } from './repository.ts'

const ARCHIVE: NativeArchive = {
  native: 'duckdb',
  version: '1.5.6',
  platform: 'linux-x64',
  file: 'contender-duckdb-1.5.6-linux-x64.tar.zst',
  bytes: 3,
  sha256: 'abc',
  files: {},
}

test('release: the tag leads to a commit on no branch, main with dist/ beside it', async (t) => {
  const { folder, options, origin, tagged } = await releasable(t)
  const { commit: made, tag } = await release(options())
  assert.equal(tag, 'v1.0.0')
  assert.equal(tagged('v1.0.0'), made)
  assert.equal(script(origin, `git rev-parse ${made}^`), script(folder, 'git rev-parse HEAD'))
  assert.equal(script(origin, `git diff --name-status main ${made}`), 'A\tdist/pipeline.mjs')
  assert.equal(script(origin, `git branch --contains ${made}`), '')
  assert.equal(script(origin, 'git cat-file -t v1.0.0'), 'tag')
  assert.match(script(origin, 'git tag -l --format="%(contents)" v1.0.0'), /Contender 1\.0\.0\n\n- What 1\.0\.0 brings/)
})

test('release: nothing of the working tree changes', async (t) => {
  const { folder, options } = await releasable(t)
  await release(options())
  assert.equal(script(folder, 'git status --porcelain --ignored'), '')
  assert.equal(script(folder, 'git symbolic-ref HEAD'), 'refs/heads/main')
  assert.equal(existsSync(join(folder, 'dist')), false)
})

test('release: writes the sums of the archives and what changed, for the page of the release', async (t) => {
  const { options } = await releasable(t)
  await release(options({ archives: [ARCHIVE] }))
  const { natives } = options()
  assert.equal(await readFile(join(natives, 'SHA256SUMS'), 'utf8'), `abc  ${ARCHIVE.file}\n`)
  assert.equal(await readFile(join(natives, 'NOTES.md'), 'utf8'), '- What 1.0.0 brings\n')
})

test('moveMajor: a second release takes v1 with it, and leaves the first where it was', async (t) => {
  const { folder, next, options, tagged } = await releasable(t)
  const first = await release(options())
  assert.equal(await moveMajor(folder, 'origin', '1.0.0'), 'v1')
  assert.equal(tagged('v1'), first.commit)
  await next('1.1.0')
  const second = await release(options())
  assert.equal(tagged('v1'), first.commit)
  assert.equal(await moveMajor(folder, 'origin', '1.1.0'), 'v1')
  assert.equal(tagged('v1'), second.commit)
  assert.equal(tagged('v1.0.0'), first.commit)
})

test('moveMajor: a repair of an older version, and one to try out, leave v1 at the newest', async (t) => {
  const { folder, next, options, tagged } = await releasable(t)
  await next('1.1.0')
  const newest = await release(options())
  await moveMajor(folder, 'origin', '1.1.0')
  for (const version of ['1.0.1', '1.2.0-rc.1']) {
    await next(version)
    await release(options())
    assert.equal(await moveMajor(folder, 'origin', version), undefined)
  }
  assert.equal(tagged('v1'), newest.commit)
})

test('moveMajor: works in a clone that has not seen the release, and refuses one that is none', async (t) => {
  const { folder, options, origin, tagged } = await releasable(t)
  const { commit: made } = await release(options())
  script(folder, `git clone -q --depth=1 --no-tags file://${origin} ../other`)
  assert.equal(await moveMajor(join(folder, '../other'), 'origin', '1.0.0'), 'v1')
  assert.equal(tagged('v1'), made)
  await assert.rejects(moveMajor(folder, 'origin', '1.3.0'), /Missing tag v1\.3\.0 at origin/)
})

test('release: ended before the push, or refused by the remote, leaves no tag here or there', async (t) => {
  const { folder, options, origin } = await releasable(t)
  const killed = options({ build: () => Promise.reject(new Error('killed')) })
  await assert.rejects(release(killed), /killed/)
  await writeFile(join(origin, 'hooks/update'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
  await assert.rejects(release(options()), /Git failed.*hook declined/)
  await release(options({ dryRun: true }))
  for (const repository of [folder, origin]) assert.equal(script(repository, 'git tag'), '')
})

test('release: refuses a version that is out, and leaves it as it is', async (t) => {
  const { folder, options, tagged } = await releasable(t)
  const { commit: first } = await release(options())
  await commit(folder, { 'more.txt': '' })
  script(folder, 'git push -q origin main')
  await assert.rejects(release(options()), /Unexpected version 1\.0\.0, which is released already/)
  assert.equal(tagged('v1.0.0'), first)
})

test('release: refuses what is not the clean tip of the default branch, with a changelog and all archives', async (t) => {
  const { folder, options } = await releasable(t)
  const refused = (expected: RegExp, changes = {}) => assert.rejects(release(options(changes)), expected)
  await refused(/Unexpected version 2\.0\.0, expected that of package\.json, 1\.0\.0/, { version: '2.0.0' })
  await refused(/Missing archives: duckdb for win32-x64, onnxruntime for linux-x64, onnxruntime for win32-x64/, {
    archives: [ARCHIVE],
    platforms: ['linux-x64', 'win32-x64'],
  })
  await writeFile(join(folder, 'new.txt'), '')
  await refused(/Unexpected changes, expected a clean tree.*\n\?\? new\.txt/)
  await commit(folder, { 'package.json': '{ "version": "1.1.0" }' })
  await refused(/Missing version 1\.1\.0 in CHANGELOG\.md/)
  await commit(folder, { 'CHANGELOG.md': '## [1.1.0] - 2026-11-21\n\n- All\n' })
  // A branch whose name only begins like the default one's does not count.
  script(folder, 'git push -q origin HEAD:main-next')
  await refused(/Unexpected HEAD .*, expected the tip of main at origin: pull or push first/)
  script(folder, 'git checkout -q -b topic')
  await refused(/Unexpected branch topic, expected main/)
})
