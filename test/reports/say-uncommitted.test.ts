import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Report } from '../../core/artifacts/report.ts'
import { renderCard } from '../../reports/card/markdown.ts'
import { renderReportPage } from '../../reports/html/report-page.ts'
import { renderMarkdown } from '../../reports/markdown.ts'
import { exampleCard } from './card/example-card.ts'
import { exampleReport } from './example-report.ts'

const SENTENCE = /trained with changes that are not committed/i

/** The report, the page and the card of a model whose run says this of the working tree. */
async function textsOf(dirty: boolean | null): Promise<string[]> {
  const report = exampleReport()
  const run = { ...report.models[0]!.run!, dirty }
  const models: Report['models'] = [{ ...report.models[0]!, run }]
  const card = exampleCard()
  return [
    renderMarkdown({ ...report, models }),
    await renderReportPage({ ...report, models }),
    renderCard({ ...card, evidence: { ...card.evidence, run } }),
  ]
}

test('report, page and card say that a model was trained with changes that are not committed', async () => {
  for (const text of await textsOf(true)) assert.match(text, SENTENCE)
})

test('they say nothing of it where all was committed, or where there is no Git', async () => {
  for (const dirty of [false, null]) for (const text of await textsOf(dirty)) assert.doesNotMatch(text, SENTENCE)
})
