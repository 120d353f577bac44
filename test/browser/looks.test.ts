import assert from 'node:assert/strict'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { packOf } from '../../reports/evidence/pack-of.ts'
import { renderDriftPage } from '../../reports/html/drift-page.ts'
import { renderReportPage } from '../../reports/html/report-page.ts'
import { script } from '../actions/repository.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { repositoryWith } from '../publish/repository-with.ts'
import { exampleDossier } from '../reports/evidence/example-dossier.ts'
import { picturedBreach, picturedInputs } from '../reports/html/example-drift-page.ts'
import { classesReport, picturedReport } from '../reports/html/example-page.ts'
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

/** The page of one model that nothing stands beside, as on the first pull request. */
function renderAlone(): Promise<string> {
  const report = picturedReport()
  return renderReportPage({ ...report, models: report.models.map(({ comparison: _, ...model }) => model) })
}

const PAGES: readonly (readonly [name: string, render: () => Promise<string>])[] = [
  ['report', () => renderReportPage(picturedReport())],
  ['report-alone', renderAlone],
  ['report-classes', () => renderReportPage(classesReport())],
  ['drift', () => renderDriftPage([picturedBreach(), { ...picturedInputs(), model: 'fares' }])],
  ['evidence', async () => (await packOf(exampleDossier())).files.get('index.html')!.toString()],
]

for (const [name, render] of PAGES) {
  test(`${name} looks as it did, on a phone, a tablet and a desk`, { skip }, async (t) => {
    const folder = await folderWith(t, { 'page.html': await render() })
    for (const width of WIDTHS) {
      const { page } = await openPage(t, join(folder, 'page.html'), { width })
      await assertLooksLike(page, `${name}-${width}`)
    }
  })
}

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
