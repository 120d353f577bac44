import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Drift } from '../../core/artifacts/drift.ts'
import type { Fairness } from '../../core/artifacts/fairness.ts'
import type { Report } from '../../core/artifacts/report.ts'
import { readRegistry } from '../../core/ledger/registry/read-registry.ts'
import { factsOf } from '../../core/publish/model-facts.ts'
import { packOf } from '../../reports/evidence/pack-of.ts'
import { renderDriftPage } from '../../reports/html/drift-page.ts'
import { renderReportPage } from '../../reports/html/report-page.ts'
import { renderSite } from '../../reports/site/render-site.ts'
import { folderWith } from '../folder.ts'
import { madeUpLedger } from '../publish/made-up-ledger.ts'
import { exampleDossier } from '../reports/evidence/example-dossier.ts'
import { EXAMPLE_FAIRNESS, rate } from '../reports/example-fairness.ts'
import { picturedBreach, picturedInputs } from '../reports/html/example-drift-page.ts'
import { classesReport, picturedReport } from '../reports/html/example-page.ts'
import { siteOf } from '../reports/site/site-of.ts'
import { openPage, skip } from './chromium.ts'

/** Pixels of an A4 page between margins of one centimetre: 21 cm less two, at 96 pixels an inch. */
const A4 = 718

const RATES = ['selection_rate', 'true_positive_rate', 'false_positive_rate', 'false_negative_rate', 'precision']

/** With every rate that a binary model's groups have, and names of metrics that no line may break at. */
function manyRates(): Report {
  const report = picturedReport()
  const [model] = report.models as [Report['models'][number]]
  const rates = Object.fromEntries(RATES.map((name) => [name, rate(0.312)]))
  const fairness: Fairness = {
    ...EXAMPLE_FAIRNESS,
    groups: EXAMPLE_FAIRNESS.groups.map((group) => ({ ...group, rates })),
  }
  return { ...report, models: [{ ...model, evaluation: { ...model.evaluation, fairness: [fairness] } }] }
}

async function pages(t: TestContext): Promise<readonly string[]> {
  const { files } = await packOf(exampleDossier())
  const made = {
    'report.html': await renderReportPage(manyRates()),
    'breach.html': await renderDriftPage([picturedBreach()]),
    'inputs.html': await renderDriftPage([picturedInputs()]),
    'index.html': files.get('index.html')!,
  }
  const folder = await folderWith(t, made)
  return Object.keys(made).map((name) => join(folder, name))
}

test('pages on A4: every table is as wide as the paper or less, and no number or head in one is broken', {
  skip,
}, async (t) => {
  const wide: string[] = []
  for (const place of await pages(t)) {
    const { page } = await openPage(t, place, { width: A4 })
    await page.emulateMedia({ media: 'print' })
    await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    const found = await page.evaluate<{ caption: string; right: number }[]>(
      `[...document.querySelectorAll('table')].map((table) => ({ caption: table.caption.textContent, right: table.getBoundingClientRect().right }))`,
    )
    assert.ok(found.length > 3, place)
    wide.push(...found.filter(({ right }) => right > A4).map(({ caption, right }) => `${caption}: ${right}`))
    const broken = await page.evaluate<
      string[]
    >(`[...document.querySelectorAll('td.right, thead th')].flatMap((cell) => {
      const range = document.createRange()
      const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
      const parts = []
      while (walker.nextNode())
        for (const { 0: word, index } of walker.currentNode.data.matchAll(/[\\w.,]+/g)) {
          range.setStart(walker.currentNode, index)
          range.setEnd(walker.currentNode, index + word.length)
          if (range.getClientRects().length > 1) parts.push(word)
        }
      return parts
    })`)
    assert.deepEqual(broken, [], place)
  }
  assert.deepEqual(wide, [])
})

async function printed(t: TestContext, text: string) {
  const folder = await folderWith(t, { 'page.html': text })
  const { page } = await openPage(t, join(folder, 'page.html'), { width: A4 })
  await page.emulateMedia({ media: 'print' })
  return page
}

test('pages on A4: the overview of all models is printed, ways to other pages are not', { skip }, async (t) => {
  const [model] = manyRates().models as [Report['models'][number]]
  const report = { ...manyRates(), models: [model, { ...model, model: 'fares' }] }
  const page = await printed(t, await renderReportPage(report))
  assert.equal(await page.getByRole('table', { name: 'Models, those that need you first' }).isVisible(), true)
  const drift = await printed(t, await renderDriftPage([picturedBreach(), { ...picturedInputs(), model: 'fares' }]))
  assert.equal(await drift.getByRole('table', { name: 'Models, those that drift first' }).isVisible(), true)
  const site = await printed(t, (await exampleSite()).get('models/delay.html')!)
  assert.equal(await site.locator('nav ul').isVisible(), false)
})

test('pages on A4: no word of the remarks on the data is broken but a long name', { skip }, async (t) => {
  const quality = ['missing_values', 'new_category', 'half_written'].map((check) => ({
    ...picturedInputs().quality[0]!,
    check: check as Drift['quality'][number]['check'],
    because: `${'a long sentence about what was found there '.repeat(6)}.`,
    column: 'arrival_delay_in_minutes_of_the_flight_before',
  }))
  const page = await printed(t, await renderDriftPage([{ ...picturedInputs(), quality }]))
  const lines = await page.evaluate<number[]>(`[...document.querySelectorAll('table')]
    .find((table) => table.caption.textContent.startsWith('Remarks on the data'))
    .querySelectorAll('tbody tr').values().flatMap((row) => [...row.cells].slice(0, 2)).map((cell) => {
      const range = document.createRange()
      range.selectNodeContents(cell)
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
    }).toArray()`)
  assert.deepEqual(lines, [1, 1, 1, 1, 1, 1])
})

test('pages on A4: what stands above something else stays with it', { skip }, async (t) => {
  const page = await printed(t, await renderReportPage(classesReport()))
  const loose = await page.evaluate<
    string[]
  >(`[...document.querySelectorAll('h2, h3, h3 + p, caption, summary, figcaption, figure.classes > .key')]
    .filter((one) => getComputedStyle(one).breakAfter !== 'avoid').map((one) => one.outerHTML.slice(0, 80))`)
  assert.deepEqual(loose, [])
})

test('pages on A4: the lineage of the site fits', { skip }, async (t) => {
  const page = await printed(t, (await exampleSite()).get('models/delay.html')!)
  const { left, right } = await page.evaluate<{ left: number; right: number }>(
    "document.querySelector('.lineage svg').getBoundingClientRect().toJSON()",
  )
  assert.ok(left >= 0 && right <= A4, `${left} to ${right}`)
})

function exampleSite() {
  const made = madeUpLedger({ runs: 2, models: ['delay'], versions: 2, windows: 0, retrainings: 0 }, 'c'.repeat(40))
  return renderSite(siteOf(factsOf(made.events, readRegistry(made.tags))))
}
