import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import { count } from '../../core/count.ts'
import { dependenceCharts } from '../charts/dependence-charts.ts'
import { importanceChart } from '../charts/importance-chart.ts'
import { sayFeature, sayImportance, sayWhat } from '../importance-words.ts'
import { figures } from './figure.ts'
import { type Html, html, NOTHING } from './html.ts'
import { longTable } from './long-table.ts'
import { columns, table } from './table.ts'

/** How much the model needs each of its features: a picture, and all in a table. @param id of the page's own */
export async function importanceSection(evaluation: Evaluation, id: string): Promise<Html> {
  const { importance = [], primary } = evaluation
  if (importance.length === 0) return NOTHING
  const all = table(
    'Features, the weightiest first',
    columns(['feature'], [`${primary} worse by, 95 % interval`]),
    importance.map((one) => [sayFeature(one), sayImportance(one)]),
  )
  return html`<h3>Features that the model needs most</h3><p>${sayWhat(evaluation)}.</p>${await figures(id, [importanceChart(evaluation), ...dependenceCharts(evaluation)])}<details><summary>All ${count(importance.length, 'feature')}</summary>${longTable(id, importance.length, all)}</details>`
}
