import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as page from '../../reports/html/metric-tables.ts'
import { comparisonRows, sliceRows } from '../../reports/metric-rows.ts'
import * as markdown from '../../reports/tables.ts'
import { exampleReport, judged } from './example-report.ts'

const against = exampleReport().models[0]!.comparison!.against[0]!

/** Texts of the cells, without what Markdown and HTML put around them. */
function bare(text: string): string {
  return text
    .replaceAll(/<[^>]+>/g, '|')
    .replaceAll('\u00a0', ' ')
    .replaceAll('**', '')
}

test('the page and the comment say the same of each metric and slice', () => {
  const [inPage, inComment] = [
    page.comparisonTable(against, 'roc_auc').html,
    markdown.comparisonTable(against, 'roc_auc'),
  ]
  for (const { arrow, baseline, candidate, difference, margin, metric, words } of comparisonRows(against, 'roc_auc'))
    for (const cell of [`${metric} ${arrow}`, words, difference, margin, baseline, candidate])
      for (const shown of [inPage, inComment]) assert.ok(bare(shown).includes(cell), `${cell} in ${shown}`)
  const hawaiian = against.slices.filter(({ by }) => by.carrier === 'HA')
  const [row] = sliceRows(hawaiian, 'roc_auc')
  for (const shown of [page.sliceTable('', hawaiian, 'roc_auc').html, markdown.sliceTable(hawaiian, 'roc_auc')])
    for (const cell of [row!.words, row!.difference, row!.rows]) assert.ok(bare(shown).includes(cell), cell)
})

test('a metric of somebody else that is called constructor is none that a slice has', () => {
  const [row] = sliceRows(against.slices, 'constructor')
  assert.deepEqual([row!.words, row!.difference], ['no value', '–'])
})

test('a reason stands where a difference is missing, and the primary metric first', () => {
  const metrics = { f1: judged, ece: { ...judged, delta: null, verdict: null, reason: 'no positive row' } }
  const [first, second] = comparisonRows({ metrics }, 'ece')
  assert.deepEqual([first!.metric, first!.reason, first!.difference], ['ece', 'no positive row', '–'])
  assert.deepEqual([second!.metric, second!.words, second!.reason], ['f1', '▲ better', undefined])
  assert.match(markdown.comparisonTable({ ...against, metrics }, 'ece'), /\| not judged: no positive row \|/)
})
