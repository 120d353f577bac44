import assert from 'node:assert/strict'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { renderReportPage } from '../../reports/html/report-page.ts'
import { script } from '../actions/repository.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { repositoryWith } from '../publish/repository-with.ts'
import { picturedReport } from '../reports/html/example-page.ts'
import { openPage, skip } from './chromium.ts'
import { assertLooksLike } from './looks-like.ts'
import { serveFolder } from './serve-folder.ts'

/** Runs in the browser: what is another text each time stands there as so many letters x. */
const steady = `(texts) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode())
    for (const text of texts)
      walker.currentNode.data = walker.currentNode.data.replaceAll(text, 'x'.repeat(text.length))
}`

const WIDTHS = [380, 800, 1280]

test('report.html looks as it did, on a phone, a tablet and a desk', { skip }, async (t) => {
  const folder = await folderWith(t, { 'report.html': await renderReportPage(picturedReport()) })
  for (const width of WIDTHS) {
    const { page } = await openPage(t, join(folder, 'report.html'), { width })
    await assertLooksLike(page, `report-${width}`)
  }
})

test('the published site looks as it did, on a phone, a tablet and a desk', { skip }, async (t) => {
  const folder = await repositoryWith(t, { runs: 60 })
  assert.equal((await contender('publish --out site', folder)).code, 0)
  const other = [basename(folder), script(folder, 'git rev-parse --short=7 HEAD')]
  const address = await serveFolder(t, join(folder, 'site'))
  for (const [name, path] of [
    ['site', 'index.html'],
    ['site-model', 'models/delay.html'],
    ['site-runs', 'runs.html'],
  ] as const) {
    for (const width of WIDTHS) {
      const { page } = await openPage(t, address + path, { width })
      await page.waitForLoadState('networkidle')
      await page.evaluate(`(${steady})(${JSON.stringify(other)})`)
      await assertLooksLike(page, `${name}-${width}`)
    }
  }
})
