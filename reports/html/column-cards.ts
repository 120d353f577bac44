import type { ColumnShape } from '../../core/artifacts/column-shape.ts'
import type { Drift, DriftFeature } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import type { SideNames } from '../charts/column-bars.ts'
import { columnChart } from '../charts/column-chart.ts'
import { columnHistory } from '../charts/column-history.ts'
import { saySeen } from '../charts/say-seen.ts'
import { byHarm } from '../drift/feature-table.ts'
import { figure } from './figure.ts'
import { type Html, html, NOTHING } from './html.ts'
import { levelHeight, levelPicture } from './level-picture.ts'
import { LINE_HEIGHT, linePicture } from './line-picture.ts'
import { NUMBER_HEIGHT, numberPicture } from './number-picture.ts'
import { picture } from './picture.ts'

const WIDTH = 320
/** Pictures that are seen at once, but for what moved: the others unfold. */
const SEEN = 12

/**
 * Pictures of columns, those that matter most first: reference and window over each other, and how far each went in the windows before.
 *
 * @param id of the page's own
 */
export function columnCards(
  features: readonly DriftFeature[],
  drift: Pick<Drift, 'history' | 'window'>,
  { family, id }: { readonly family: 'feature' | 'prediction'; readonly id: string },
): Html {
  const names: SideNames = { reference: 'reference', current: drift.window === null ? 'current rows' : 'this window' }
  const drawn = byHarm(features).flatMap((feature) => {
    const chart = columnChart(feature, drift, family, names)
    return chart === undefined ? [] : [{ feature, chart }]
  })
  if (drawn.length === 0) return NOTHING
  const cards = drawn.map(({ chart, feature }, at) =>
    figure(`${id}-${at}`, chart, cardPicture(feature, drift, { family, names }).html, saySeen(feature.shape!, names)),
  )
  const rest = cards.slice(SEEN)
  const hasLines = drawn.some(({ feature }) => columnHistory(feature, drift, family).length > 0)
  const line = hasLines ? ' Below: its effect in the windows before; the orange line is its floor.' : ''
  return html`<p class="key"><span class="swatch reference"></span> ${names.reference} <span class="swatch current"></span> ${names.current}, as shares of their rows.${line}</p>
<div class="figures columns">${cards.slice(0, SEEN)}</div>${rest.length === 0 ? NOTHING : html`<details><summary>${count(rest.length, 'more picture')}</summary><div class="figures columns">${rest}</div></details>`}`
}

function cardPicture(
  feature: DriftFeature,
  drift: Pick<Drift, 'history' | 'window'>,
  { family, names }: { readonly family: 'feature' | 'prediction'; readonly names: SideNames },
): Html {
  const shape = feature.shape!
  const points = columnHistory(feature, drift, family)
  const height = heightOf(shape)
  const own = shape.kind === 'numeric' ? numberPicture(shape, names, WIDTH) : levelPicture(shape, names, WIDTH)
  if (points.length === 0) return picture(WIDTH, height, own)
  const line = linePicture(points, { limit: feature.floor, width: WIDTH })
  return picture(WIDTH, height + LINE_HEIGHT, html`${own}<g transform="translate(0 ${height})">${line}</g>`)
}

function heightOf(shape: ColumnShape): number {
  return shape.kind === 'numeric' ? NUMBER_HEIGHT : levelHeight(shape)
}
