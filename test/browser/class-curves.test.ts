import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import { renderReportPage } from '../../reports/html/report-page.ts'
import { isolate } from '../../reports/isolate.ts'
import { folderWith } from '../folder.ts'
import { classesReport } from '../reports/html/example-page.ts'
import { assertAccessible, isTooWide, type Look, openPage, skip } from './chromium.ts'

const HOSTILE = [
  '<script>document.title="broken"</script>',
  '<img src=x onerror=\'document.title="broken"\'>',
  'long'.repeat(300),
  '🚀🚀',
  'مرحبا',
  '" autofocus onfocus="document.title=1',
  '</script><script>document.title="broken"</script>',
  '{{constructor.constructor("x")()}}',
  '__proto__',
  'a b',
]

async function opened(t: TestContext, classes?: readonly string[], look: Look = {}) {
  const folder = await folderWith(t, { 'report.html': await renderReportPage(classesReport(classes)) })
  return openPage(t, join(folder, 'report.html'), look)
}

/** Places of the pictures of each curve, in pixels. */
function panelsOf(page: Page) {
  return page.evaluate<{ left: number; top: number; right: number }[][]>(
    `[...document.querySelectorAll('figure.classes')].map((figure) => [...figure.querySelectorAll('.panel')].map((panel) => {
      const { left, right, top } = panel.getBoundingClientRect()
      return { left, right, top }
    }))`,
  )
}

test('curves of classes stand below each other on a phone, and beside each other on a desk', { skip }, async (t) => {
  for (const width of [375, 1280]) {
    const { page } = await opened(t, undefined, { width })
    const figures = await panelsOf(page)
    assert.deepEqual(
      figures.map((panels) => panels.length),
      [3, 3, 3, 3],
    )
    for (const panels of figures) {
      const places = panels.map(({ left, top }) => (width === 375 ? left : top))
      assert.equal(new Set(places).size, 1, `${width}: ${places}`)
      for (const { left, right } of panels) assert.ok(left >= 0 && right <= width, `${width}: ${left} to ${right}`)
    }
  }
})

test('curves of classes say their values where they are pointed at, can be taken along, and hinder nobody', {
  skip,
}, async (t) => {
  for (const scheme of ['light', 'dark'] as const) {
    const { errors, page, requests } = await opened(t, undefined, { scheme })
    await assertAccessible(page)
    const figure = page.locator('figure.classes').first()
    await figure.locator('.bin').nth(3).hover({ force: true })
    assert.match(
      (await page.locator('.tip').textContent()) ?? '',
      /^35 % of other rows taken for it; found of its own: candidate \d+(\.\d)? %, base \(4f5e6d7\) \d+(\.\d)? %$/,
    )
    const download = page.waitForEvent('download')
    await figure.locator('button.take').click()
    const spec = JSON.parse(readFileSync((await (await download).path())!, 'utf8'))
    assert.deepEqual([spec.data.values.length, spec.data.values[0].class], [6, 'Adelie'])
    assert.deepEqual([errors, requests], [[], []])
  }
})

test('names of classes that would break a page are shown as they are, and do nothing', { skip }, async (t) => {
  const { errors, page, requests } = await opened(t, HOSTILE, { width: 375 })
  assert.equal(await isTooWide(page), false)
  await page.locator('summary', { hasText: 'Each class against the rest: curves of 10 classes' }).click()
  assert.equal(await isTooWide(page), false)
  const figure = page.locator('figure.classes').first()
  assert.deepEqual(await figure.locator('.panel .name').allTextContents(), HOSTILE)
  for (const name of HOSTILE) {
    const found = await page.getByRole('img', { name: `ROC curve of class ${isolate(name)}.` }).count()
    assert.equal(found, 1, name.slice(0, 40))
  }
  assert.equal(await page.title(), 'Contender: fail, a gate failed')
  await assertAccessible(page)
  assert.deepEqual([errors, requests], [[], []])
})
