import { type Chart, SMALLEST_TEXT } from '../charts/chart.ts'
import { drawChart } from '../charts/draw-chart.ts'
import { type Html, html, jsonScript, NOTHING } from './html.ts'

/**
 * A chart in a page: its picture, what it shows in words, and its specification, which people may take along.
 *
 * @param id of the page's own: letters, digits and `-`
 * @param svg its picture
 * @param seen what is seen in it, for those who do not, beside what is said below its title
 */
export function figure(id: string, chart: Chart, svg: string, seen = ''): Html {
  // Marks that say nothing by themselves are no pictures of their own.
  const silent = svg.replaceAll(/<[^>]*role="graphics-symbol"[^>]*>/g, (tag) =>
    tag.includes('aria-label=') ? tag : tag.replace('role="graphics-symbol"', 'aria-hidden="true"'),
  )
  const said = `${chart.title}. ${chart.description}${seen === '' ? '' : ` ${seen}`}`
  const label = html`<svg role="img" aria-label="${said}" ${narrowest(silent)}`.html
  const picture = { html: silent.replace(/^<svg /, () => label) }
  return html`<figure id="${id}"><figcaption><b>${chart.title}</b><span>${chart.description}</span></figcaption><div class="picture${chart.isOverTime === true ? ' late' : ''}">${picture}</div><button type="button" class="take" data-spec="${id}-spec" data-name="${id}.vl.json" hidden>Take along (Vega-Lite)</button>${jsonScript(`${id}-spec`, chart.spec)}</figure>`
}

/** Pixels that the smallest text of a chart has on a phone: where there is no room for that, its picture scrolls. */
const READABLE = 11

function narrowest(svg: string): Html {
  const width = /^<svg [^>]*?\bwidth="([\d.]+)"/.exec(svg)?.[1]
  // Pictures of columns are as wide as their cards, which are as wide as a phone.
  if (width === undefined || /^<svg [^>]*\bclass="drawn"/.test(svg)) return NOTHING
  return html`style="min-width: ${Math.ceil((Number(width) * READABLE) / SMALLEST_TEXT)}px" `
}

/** All of some charts that there is anything to draw of. */
export async function figures(id: string, charts: readonly (Chart | undefined)[]): Promise<Html> {
  const drawn = await Promise.all(
    charts.map(async (chart, at) =>
      chart === undefined ? [] : [figure(`${id}-${at}`, chart, await drawChart(chart.spec))],
    ),
  )
  return drawn.flat().length === 0 ? NOTHING : html`<div class="figures">${drawn.flat()}</div>`
}
