import type { Report } from '../../core/artifacts/report.ts'
import { formatCount } from '../../core/format-number.ts'
import { groupPlot } from '../charts/group-plot.ts'
import { groupsOf, metricsOf, rateIn, ratesOf, sayApart, sayGroups, sayRate, sayValue } from '../fairness-words.ts'
import { mark } from '../words.ts'
import { figures } from './figure.ts'
import { type Html, html, NOTHING } from './html.ts'
import { columns, table } from './table.ts'

/** How groups of people fare, column by column: what sets them apart, a picture, each group's rates. @param id of the page's own */
export async function fairnessSection({ comparison, evaluation }: Report['models'][number], id: string): Promise<Html> {
  const { fairness = [] } = evaluation
  if (fairness.length === 0) return NOTHING
  const parts = await Promise.all(
    fairness.map(async (found, at) => {
      const rates = ratesOf(found)
      const metrics = table(
        `Fairness by ${found.by}, what did not pass first`,
        columns(['metric', 'value, 95 % interval', 'gate', 'furthest apart'], []),
        metricsOf(found, comparison?.gates ?? []).map(({ metric, name, outcome }) => [
          name,
          // The value next to its name, in one piece: a phone shows no more at once. A reason may be a long sentence.
          metric.value === null ? sayValue(metric) : sayValue(metric).replaceAll(' ', '\u00a0'),
          outcome === undefined ? '–' : `${mark(outcome)} ${outcome.replace('_', ' ')}`,
          sayApart(metric),
        ]),
      )
      const groups = table(
        `Groups by ${found.by}, the lowest first`,
        columns(['group'], [...rates, 'rows']),
        groupsOf(found).map((group) => [
          group.name,
          ...rates.map((rate) => sayRate(rateIn(group, rate))),
          group.too_small === null ? formatCount(group.rows) : `${formatCount(group.rows)}, too few to judge`,
        ]),
      )
      return html`<h3>Fairness by ${found.by}</h3><p>${sayGroups(found)}.</p>${metrics}${await figures(`${id}-${at}`, [groupPlot(found)])}<div class="tall">${groups}</div>`
    }),
  )
  return html`${parts}`
}
