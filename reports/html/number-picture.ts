import type { NumberShape } from '../../core/artifacts/column-shape.ts'
import { COLOURS } from '../charts/chart.ts'
import { columnBars, edgesOf, type SideNames, sayEdge } from '../charts/column-bars.ts'
import { percent } from '../charts/curves.ts'
import { type Html, html, NOTHING } from './html.ts'
import { near } from './picture.ts'

const HEIGHT = 84
const TOP = 14
/** Height of the picture with its axis. */
export const NUMBER_HEIGHT = TOP + HEIGHT + 20

/** A histogram: the reference as an area, the window as a line in steps. @param width in pixels */
export function numberPicture(shape: NumberShape, names: SideNames, width: number): Html {
  const bars = columnBars(shape, names)
  const most = Math.max(...bars.map(({ current, reference }) => Math.max(current, reference)))
  const step = width / bars.length
  const y = (share: number) => near(TOP + HEIGHT * (1 - (most > 0 ? share / most : 0)))
  const steps = (pick: (bar: (typeof bars)[number]) => number) =>
    bars.map((bar, at) => `V${y(pick(bar))}H${near((at + 1) * step)}`).join('')
  const base = TOP + HEIGHT
  const bins = bars.map(
    ({ tip }, at) =>
      html`<rect class="bin" role="graphics-symbol" aria-label="${tip}" x="${near(at * step)}" y="${TOP}" width="${near(step)}" height="${HEIGHT}"/>`,
  )
  return html`<path d="M0 ${base}${steps(({ reference }) => reference)}V${base}Z" fill="currentColor" fill-opacity=".22"/>
<path d="M0 ${base}${steps(({ current }) => current)}V${base}" fill="${COLOURS.candidate}" fill-opacity=".1" stroke="${COLOURS.candidate}" stroke-width="1.75"/>
<path d="M0 ${base}.5H${width}" stroke="currentColor" stroke-opacity=".5"/><text x="0" y="9" class="soft">${percent(most)}</text><path d="M0 ${TOP}.5H${width}" stroke="currentColor" stroke-opacity=".15" stroke-dasharray="2 3"/>
${axis(shape, width)}${bins}`
}

/** Text of an axis is about so wide, a sign. */
const SIGN = 6.4

function axis(shape: NumberShape, width: number): Html {
  const edges = edgesOf(shape)
  const y = TOP + HEIGHT + 14
  if (edges === undefined) return html`<text x="0" y="${y}" class="soft">values are not shown</text>`
  const shown: Html[] = []
  let free = 0
  for (const { place, text } of ticksOf(shape, edges)) {
    const length = text.length * SIGN
    const from = Math.min(width - length, Math.max(0, place * width - length / 2))
    if (from < free || length > width) continue
    free = from + length + 8
    shown.push(
      html`<path d="M${near(place * width)} ${TOP + HEIGHT}v4" stroke="currentColor" stroke-opacity=".5"/><text x="${near(from + length / 2)}" y="${y}" text-anchor="middle">${text}</text>`,
    )
  }
  return shown.length === 0 ? NOTHING : html`${shown}`
}

/** Edges of bins at which numbers stand that people count in. @returns places from 0 to 1, ascending */
function ticksOf(shape: NumberShape, edges: readonly number[]): { readonly place: number; readonly text: string }[] {
  const bins = edges.length - 1
  if (edges[0] === edges[bins]) return [{ place: 0.5, text: sayEdge(edges[0]!, shape) }]
  if (shape.log) return powersIn(edges[0]!, edges[bins]!, shape)
  const every = everyOf(edges)
  const all = edges.map((edge, at) => ({ place: at / bins, text: sayEdge(edge, shape), edge, at }))
  const first = all.findIndex(({ edge }) => isMultiple(edge, (every * (edges[bins]! - edges[0]!)) / bins))
  return all.filter(({ at }) => first >= 0 && at >= first && (at - first) % every === 0)
}

/** Bins between two ticks, so that there are three to six. */
function everyOf(edges: readonly number[]): number {
  const bins = edges.length - 1
  return [1, 2, 4, 5, 10, 20].find((every) => bins / every <= 5.5) ?? bins
}

function isMultiple(value: number, of: number): boolean {
  return Math.abs(value / of - Math.round(value / of)) < 1e-6
}

function powersIn(low: number, high: number, shape: NumberShape) {
  const [from, to] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)]
  const every = Math.max(1, Math.ceil((to - from) / 5))
  const place = (value: number) => Math.log(value / low) / Math.log(high / low)
  return Array.from({ length: Math.max(0, Math.floor((to - from) / every) + 1) }, (_, at) => {
    const value = Number(`1e${from + at * every}`)
    return { place: place(value), text: sayEdge(value, shape) }
  })
}
