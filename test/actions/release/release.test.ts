import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Release } from '../../../core/artifacts/release.ts'
import { sha256 } from '../../../core/sha256.ts'
import { assetText, openScene, releasesOf, scoreModel } from './scene.ts'

test('a merge is a version with tag, ledger, first stage and release; the next push without a model is nothing', async (t) => {
  const { folder, github, merge, release } = await openScene(t)
  const model = scoreModel('good')
  const merged = await merge({ 'm.onnx': model })
  const { code, error, out } = await release(merged)
  assert.equal(code, 0, error)
  assert.match(out, /^delay v1\.0\.0 {2}released, in staging: the first version$/m)
  assert.match((await github.git.text('tag')).trim(), /^delay#staging#1\ndelay@v1\.0\.0$/)
  const message = await github.git.text('cat-file', 'tag', 'delay@v1.0.0')
  assert.match(message, new RegExp(`^#1 Change 1; the first version$[^]*^Artifact: m\\.onnx ${sha256(model)}$`, 'm'))
  const [only, ...others] = await releasesOf(github)
  assert.deepEqual([others, only!.draft, only!.tag_name, only!.name], [[], false, 'delay@v1.0.0', 'delay v1.0.0'])
  const names = only!.assets.map(({ name }) => name).sort()
  assert.deepEqual(names, [
    'SHA256SUMS',
    'comparison.json',
    'evaluation.json',
    'm.onnx',
    'predictions.parquet',
    'release.json',
  ])
  const sums = await assetText(github, only!, 'SHA256SUMS')
  for (const { digest, name } of only!.assets)
    if (name !== 'SHA256SUMS') assert.ok(sums.includes(`${digest.slice('sha256:'.length)}  ${name}\n`), name)
  const told = JSON.parse(await assetText(github, only!, 'release.json')) as Release
  assert.deepEqual(
    [told.version, told.previous, told.bump, told.features, told.stage, told.pulls[0]!.number, told.pulls[0]!.head],
    ['v1.0.0', null, 'first', ['good'], 'staging', 1, merged.head],
  )
  const head = await github.git.line('rev-parse', 'contender/ledger')
  assert.equal(told.ledger, head)
  assert.ok(only!.body.endsWith(`Ledger: ${head}\n`))
  const events = await github.git.text('log', '--format=%B', 'contender/ledger')
  assert.match(
    events,
    new RegExp(
      `"action":"registry\\.register"[^\\n]*"pull":1,"head":"${merged.head}","digests":\\{"delay":"${sha256(model)}"\\}`,
    ),
  )

  const other = await merge({ 'README.md': 'Words alone.\n' })
  const next = await release(other)
  assert.equal(next.code, 0, next.error)
  assert.match(next.out, /^Nothing to release/)
  assert.equal((await releasesOf(github)).length, 1)
  assert.ok(folder)
})
