import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { packOf } from '../../reports/evidence/pack-of.ts'
import { folderWith } from '../folder.ts'
import { exampleDossier } from '../reports/evidence/example-dossier.ts'
import { assertAccessible, isTooWide, type Look, openPage, skip } from './chromium.ts'

async function opened(t: TestContext, name: string | undefined, look: Look = {}) {
  const { files } = await packOf(exampleDossier(name))
  const folder = await folderWith(t, Object.fromEntries(files))
  return openPage(t, join(folder, 'index.html'), look)
}

test('the index of a pack asks nothing of a network, says nothing on the console, and hinders nobody, light and dark, on phone and desk', {
  skip,
}, async (t) => {
  for (const scheme of ['light', 'dark'] as const)
    for (const width of [380, 800, 1280]) {
      const { errors, page, requests } = await opened(t, undefined, { scheme, width })
      assert.deepEqual([errors, requests], [[], []])
      assert.equal(await isTooWide(page), false, `${width}`)
      await assertAccessible(page)
    }
})

test('every link of the index leads to a file of the pack or a part of the page', { skip }, async (t) => {
  const { files } = await packOf(exampleDossier())
  const { page } = await opened(t, undefined)
  const links = await page.$$eval('a', (all) => all.map((one) => one.getAttribute('href')!))
  assert.ok(links.length > 20)
  for (const link of links)
    assert.ok(link.startsWith('#') ? (await page.locator(link).count()) === 1 : files.has(link), link)
})

test('names that would break a page are shown as they are, and do nothing', { skip }, async (t) => {
  const names = [
    '<script>document.title="broken"</script>',
    '<img src=x onerror=\'document.title="broken"\'>',
    'long'.repeat(1250),
    '🚀🚀 مرحبا \u202egnp',
    '" autofocus onfocus="document.title=1',
    '</script><script>document.title="broken"</script>',
    '__proto__',
    '`x` {{constructor.constructor("x")()}}',
  ]
  for (const name of names) {
    const { errors, page, requests } = await opened(t, name, { width: 380 })
    assert.deepEqual([errors, requests], [[], []], name.slice(0, 40))
    assert.equal(await page.title(), 'Evidence of delay v1.2.0')
    const shown = (await page.locator('main').textContent())!
    assert.ok(shown.includes(name.slice(0, 150).replace(/\p{Bidi_Control}/gu, '\ufffd')), name.slice(0, 40))
    assert.equal(await isTooWide(page), false, name.slice(0, 40))
    await page.context().close()
  }
})
