import { sayStart } from '../../core/say-window.ts'
import { COLOURS } from '../charts/chart.ts'
import type { LinePoint } from '../charts/column-history.ts'
import { type Html, html, NOTHING } from './html.ts'
import { near } from './picture.ts'

const HEIGHT = 40
const TOP = 6
export const LINE_HEIGHT = TOP + HEIGHT + 22

/** Values by window, those that are too much in another colour, and from where on they are. @param width in pixels */
export function linePicture(
  points: readonly LinePoint[],
  { limit = null, width }: { readonly limit?: number | null; readonly width: number },
): Html {
  const most = Math.max(...points.map(({ value }) => value), limit ?? 0)
  const step = (width - 12) / Math.max(1, points.length - 1)
  const x = (at: number) => near(6 + at * step)
  const y = (value: number) => near(TOP + HEIGHT * (1 - (most > 0 ? value / most : 0)))
  const line = points.map(({ value }, at) => `${at === 0 ? 'M' : 'L'}${x(at)} ${y(value)}`).join('')
  const limits =
    limit === null ? NOTHING : html`<path d="M0 ${y(limit)}H${width}" stroke="${COLOURS.bad}" stroke-dasharray="4 3"/>`
  const marks = points.map(
    ({ over, tip, value }, at) =>
      html`<circle cx="${x(at)}" cy="${y(value)}" r="${over ? 3.5 : 2.5}" fill="${over ? COLOURS.bad : COLOURS.candidate}"/><rect class="bin" role="graphics-symbol" aria-label="${tip}" x="${near(6 + (at - 0.5) * step)}" y="0" width="${near(step)}" height="${TOP + HEIGHT + 4}"/>`,
  )
  const base = TOP + HEIGHT
  return html`<path d="M0 ${base}.5H${width}" stroke="currentColor" stroke-opacity=".3"/>${limits}<path d="${line}" fill="none" stroke="${COLOURS.candidate}" stroke-width="1.5"/>
<text x="0" y="${base + 15}" class="soft">${sayStart(points[0]!.at)}</text><text x="${width}" y="${base + 15}" text-anchor="end" class="soft">${sayStart(points.at(-1)!.at)}</text>${marks}`
}
