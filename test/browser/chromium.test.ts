import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { folderWith } from '../folder.ts'
import { assertAccessible, isTooWide, openPage, skip } from './chromium.ts'

const PAGE = (body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title></head><body><main><h1>A page</h1>${body}</main></body></html>`

test('the browser sees what a page does wrong: scripts, requests, width, and what hinders people', {
  skip,
}, async (t) => {
  const folder = await folderWith(t, {
    'good.html': PAGE('<p>Fine</p>'),
    'bad.html': PAGE('<img src="gone.png"><p style="width: 3000px">wide</p><script>throw new Error("broken")</script>'),
  })
  const good = await openPage(t, join(folder, 'good.html'))
  assert.deepEqual([good.errors, good.requests], [[], []])
  assert.equal(await isTooWide(good.page), false)
  await assertAccessible(good.page)
  const bad = await openPage(t, join(folder, 'bad.html'), { width: 400 })
  assert.ok(bad.errors.includes('broken'))
  assert.match(bad.requests.join(), /gone\.png$/)
  assert.equal(await isTooWide(bad.page), true)
  await assert.rejects(assertAccessible(bad.page), /image-alt/)
})
