import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Report } from '../../core/artifacts/report.ts'
import { renderReportPage } from '../../reports/html/report-page.ts'
import { folderWith } from '../folder.ts'
import { picturedReport } from '../reports/html/example-page.ts'
import { assertAccessible, isTooWide, type Look, openPage, skip } from './chromium.ts'

async function opened(t: TestContext, report: Report, look: Look = {}) {
  const folder = await folderWith(t, { 'report.html': await renderReportPage(report) })
  return openPage(t, join(folder, 'report.html'), look)
}

test('report.html asks nothing of a network, says nothing on the console, and hinders nobody, light and dark, on phone and desk', {
  skip,
}, async (t) => {
  for (const scheme of ['light', 'dark'] as const) {
    for (const width of [380, 800, 1280]) {
      const { errors, page, requests } = await opened(t, picturedReport(), { scheme, width })
      assert.deepEqual([errors, requests], [[], []])
      assert.equal(await isTooWide(page), false, `${width}`)
      if (width === 1280) {
        await page.$$eval('details', (all) => {
          for (const one of all) one.setAttribute('open', '')
        })
        await assertAccessible(page)
      }
    }
  }
})

test('report.html shows values where a picture is pointed at, gives charts to take along, and filters many slices', {
  skip,
}, async (t) => {
  const { errors, page } = await opened(t, picturedReport(500))
  await page.locator('.picture [aria-label^="route = r"]').first().hover({ force: true })
  assert.match((await page.locator('.tip').textContent()) ?? '', /^route = r\d+: −0\.0210 \[/)
  const download = page.waitForEvent('download')
  await page.locator('button.take').first().click()
  const spec = JSON.parse(readFileSync((await (await download).path())!, 'utf8'))
  assert.match(spec.$schema, /vega-lite/)
  await page.locator('summary', { hasText: 'All 504 slices' }).click()
  const rows = page.locator('#model-0-slices-0-table tbody tr:visible')
  assert.equal(await rows.count(), 504)
  await page.locator('input[data-filters="model-0-slices-0-table"]').fill('route = r49')
  assert.equal(await rows.count(), 11)
  assert.deepEqual(errors, [])
})

test('report.html works by keyboard: the first stop skips to the content, and all that unfolds can be reached', {
  skip,
}, async (t) => {
  const { page } = await opened(t, picturedReport())
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate('document.activeElement.className'), 'skip')
  const reached = new Set<unknown>()
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('Tab')
    reached.add(await page.evaluate('document.activeElement.tagName'))
  }
  for (const name of ['SUMMARY', 'BUTTON', 'DIV']) assert.ok(reached.has(name), name)
})

test('names that would break a page are shown as they are, and do nothing', { skip }, async (t) => {
  const names = [
    '<script>document.title="broken"</script>',
    '<img src=x onerror=\'document.title="broken"\'>',
    'long'.repeat(1250),
    '🚀🚀',
    'مرحبا',
    '" autofocus onfocus="document.title=1',
    '</script><script>document.title="broken"</script>',
    '{{constructor.constructor("x")()}}',
  ]
  for (const name of names) {
    const report = picturedReport()
    const [model] = report.models as [Report['models'][number]]
    const { comparison, evaluation } = model
    const against = comparison!.against.map((one) => ({
      ...one,
      role: name,
      ref: name,
      slices: one.slices.map((slice) => ({ ...slice, by: { [name]: name } })),
    }))
    const hostile: Report = {
      ...report,
      models: [
        {
          ...model,
          model: name,
          evaluation: {
            ...evaluation,
            warnings: [name],
            confusion: { ...evaluation.confusion!, classes: [name, `${name}2`] },
          },
          comparison: {
            ...comparison!,
            against,
            gates: [{ rule: name, outcome: 'fail', because: name }],
            notes: [name],
          },
        },
      ],
    }
    const { errors, page, requests } = await opened(t, hostile, { width: 380 })
    assert.deepEqual([errors, requests], [[], []], name.slice(0, 40))
    assert.equal(await page.title(), 'Contender: fail, a gate failed')
    assert.equal(await page.locator('h2').textContent(), name)
    assert.equal(await isTooWide(page), false, name.slice(0, 40))
  }
})

test('report.html breaks the names of fairness metrics after an underscore, not within a word', { skip }, async (t) => {
  for (const width of [375, 768, 1280]) {
    const { page } = await opened(t, picturedReport(), { width })
    const broken = await page.evaluate(`[...document.querySelectorAll('tbody th')].flatMap((head) => {
      const range = document.createRange()
      const walker = document.createTreeWalker(head, NodeFilter.SHOW_TEXT)
      const parts = []
      while (walker.nextNode())
        for (const { 0: word, index } of walker.currentNode.data.matchAll(/[a-z]+_?/g)) {
          range.setStart(walker.currentNode, index)
          range.setEnd(walker.currentNode, index + word.length)
          if (range.getClientRects().length > 1) parts.push(word)
        }
      return parts
    })`)
    assert.deepEqual(broken, [], `${width}`)
  }
})
