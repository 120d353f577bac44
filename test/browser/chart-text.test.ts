import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import { packOf } from '../../reports/evidence/pack-of.ts'
import { renderDriftPage } from '../../reports/html/drift-page.ts'
import { renderReportPage } from '../../reports/html/report-page.ts'
import { folderWith } from '../folder.ts'
import { exampleDossier } from '../reports/evidence/example-dossier.ts'
import { picturedBreach } from '../reports/html/example-drift-page.ts'
import { classesReport, picturedReport } from '../reports/html/example-page.ts'
import { assertAccessible, isTooWide, openPage, skip } from './chromium.ts'

async function pages(t: TestContext): Promise<readonly string[]> {
  const { files } = await packOf(exampleDossier())
  const made = {
    'report.html': await renderReportPage(picturedReport()),
    'drift.html': await renderDriftPage([picturedBreach()]),
    'index.html': files.get('index.html')!,
    'classes.html': await renderReportPage(classesReport()),
  }
  const folder = await folderWith(t, made)
  return Object.keys(made).map((name) => join(folder, name))
}

/** Charts of a page by the pixels of their smallest text, as they are seen, and how they scroll. */
function chartsOf(page: Page) {
  return page.evaluate<
    {
      id: string
      text: number
      scrolls: boolean
      role: string | null
      name: string | null
      stop: number
      end: number
    }[]
  >(`[...document.querySelectorAll('figure .picture')].map((box) => {
    const svg = box.querySelector('svg')
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width
    const sizes = [...svg.querySelectorAll('text')].map((text) => parseFloat(getComputedStyle(text).fontSize) * scale)
    const right = box.getBoundingClientRect().right - svg.getBoundingClientRect().right
    return { id: box.closest('figure').id, text: Math.min(...sizes), scrolls: box.scrollWidth > box.clientWidth, role: box.getAttribute('role'), name: box.getAttribute('aria-label'), stop: box.tabIndex, end: right }
  })`)
}

test('charts: no text in them is smaller than 11 pixels on a phone, and no page scrolls sideways for it', {
  skip,
}, async (t) => {
  for (const place of await pages(t)) {
    for (const width of [375, 768]) {
      const { page } = await openPage(t, place, { width })
      assert.equal(await isTooWide(page), false, place)
      const charts = await chartsOf(page)
      assert.ok(charts.length > 0, place)
      for (const { id, text } of charts) assert.ok(text >= 10.99, `${place} at ${width}: ${id} has a text of ${text}`)
    }
  }
})

test('charts: one that scrolls has a name and is a stop of the keyboard, no other is, and of time the newest is seen first', {
  skip,
}, async (t) => {
  let scrolled = 0
  for (const place of await pages(t)) {
    const { page } = await openPage(t, place, { width: 375 })
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
    for (const { end, id, name, role, scrolls, stop } of await chartsOf(page)) {
      assert.deepEqual([role, stop, name !== null], scrolls ? ['group', 0, true] : [null, -1, false], id)
      if (!scrolls) continue
      scrolled++
      assert.ok(Math.abs(end) < 2, `${id} ends ${end} pixels before what is seen of it`)
    }
    await assertAccessible(page)
  }
  assert.ok(scrolled >= 3, `${scrolled}`)
  const { page } = await openPage(t, (await pages(t))[1]!, { width: 1280 })
  for (const { id, scrolls, stop } of await chartsOf(page)) assert.deepEqual([scrolls, stop], [false, -1], id)
})

test('charts: on paper all of a chart is seen, however wide it is', { skip }, async (t) => {
  for (const place of await pages(t)) {
    const { page } = await openPage(t, place, { width: 500 })
    await page.emulateMedia({ media: 'print' })
    for (const { id, scrolls } of await chartsOf(page)) assert.equal(scrolls, false, `${place}: ${id}`)
  }
})
