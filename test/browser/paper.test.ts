import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Fairness } from '../../core/artifacts/fairness.ts'
import type { Report } from '../../core/artifacts/report.ts'
import { packOf } from '../../reports/evidence/pack-of.ts'
import { renderDriftPage } from '../../reports/html/drift-page.ts'
import { renderReportPage } from '../../reports/html/report-page.ts'
import { folderWith } from '../folder.ts'
import { exampleDossier } from '../reports/evidence/example-dossier.ts'
import { EXAMPLE_FAIRNESS, rate } from '../reports/example-fairness.ts'
import { picturedBreach, picturedInputs } from '../reports/html/example-drift-page.ts'
import { picturedReport } from '../reports/html/example-page.ts'
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
