import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { scene } from './scene.ts'

test('releases: publishing makes the tag, and files come back as they were, with their digest', async (t) => {
  const { as, at, github, main } = await scene(t)
  const writer = as(github.jobToken({ permissions: { contents: 'write' } }))
  const made = await writer.repos.createRelease({
    ...at,
    tag_name: 'delay@v1.0.0',
    target_commitish: 'main',
    body: 'x',
  })
  assert.equal(await github.git.line('rev-parse', 'refs/tags/delay@v1.0.0'), main)
  const bytes = Buffer.from([0, 1, 2, 255])
  const { data: asset } = await writer.repos.uploadReleaseAsset({
    ...at,
    release_id: made.data.id,
    name: 'model.onnx',
    data: bytes as unknown as string,
    baseUrl: github.url,
  })
  assert.equal(asset.digest, `sha256:${createHash('sha256').update(bytes).digest('hex')}`)
  const { data: found } = await writer.repos.getReleaseByTag({ ...at, tag: 'delay@v1.0.0' })
  assert.deepEqual(
    found.assets.map(({ name }) => name),
    ['model.onnx'],
  )
  const headers = { accept: 'application/octet-stream' }
  const { data } = await writer.repos.getReleaseAsset({ ...at, asset_id: asset.id, headers })
  assert.deepEqual(Buffer.from(data as unknown as ArrayBuffer), bytes)
  const open = await fetch(asset.browser_download_url)
  assert.deepEqual(Buffer.from(await open.arrayBuffer()), bytes)
})

test('releases: a draft has no tag and is no latest; a tag is released once', async (t) => {
  const { ann, at, github } = await scene(t)
  const { data } = await ann.repos.createRelease({ ...at, tag_name: 'v1', draft: true })
  assert.equal(await github.git.yes('rev-parse', '--verify', '--quiet', 'refs/tags/v1'), false)
  await assert.rejects(ann.repos.getLatestRelease(at), { status: 404 })
  await ann.repos.updateRelease({ ...at, release_id: data.id, draft: false })
  assert.equal((await ann.repos.getLatestRelease(at)).data.tag_name, 'v1')
  await assert.rejects(ann.repos.createRelease({ ...at, tag_name: 'v1' }), { status: 422 })
})
