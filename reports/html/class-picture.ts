import type { ClassCurve, Course, Panel, PanelLine, Point } from '../charts/classes/class-curve.ts'
import { percent } from '../charts/curves.ts'
import { type Html, html, NOTHING } from './html.ts'
import { near, picture } from './picture.ts'

const WIDTH = 250
const LEFT = 34
const RIGHT = 10
/** Of the name of an axis, or of a strip, above each plot. */
const TOP = 24
const NAME = 14
const HEIGHT = 170
const STRIP_HEIGHT = 72
/** Of numbers and name of the horizontal axis. */
const BOTTOM = 36
const ACROSS = WIDTH - LEFT - RIGHT

/** A class of a curve: lines of all models over each other. Its values are said where it is pointed at. */
export function classPicture(curve: ClassCurve, panel: Panel): Html {
  const { stripNames, x, y } = curve
  const height = stripNames.length > 0 ? STRIP_HEIGHT : HEIGHT
  const most = curve.course === 'bins' ? largest(panel) : 1
  const strips = panel.strips.map((lines, at) => {
    const name = stripNames[at] ?? y
    return html`<g transform="translate(0 ${at * (TOP + height)})">${strip(lines, { curve, height, most, name })}</g>`
  })
  const base = panel.strips.length * (TOP + height)
  const step = ACROSS / panel.tips.length
  const parts = panel.tips.map(
    (tip, at) =>
      html`<rect class="bin" role="graphics-symbol" aria-label="${tip}" x="${near(LEFT + at * step)}" y="${TOP}" width="${near(step)}" height="${base - TOP}"/>`,
  )
  const ticks = TICKS.map(
    ({ anchor, at }) => html`<text x="${LEFT + at * ACROSS}" y="${base + 15}" text-anchor="${anchor}">${at}</text>`,
  )
  const name = html`<text x="${LEFT + ACROSS / 2}" y="${base + 31}" text-anchor="middle" class="soft">${x}</text>`
  return picture(WIDTH, base + BOTTOM, html`${strips}${ticks}${name}${parts}`)
}

const TICKS = [
  { at: 0, anchor: 'start' },
  { at: 0.5, anchor: 'middle' },
  { at: 1, anchor: 'end' },
] as const

interface Plot {
  readonly curve: ClassCurve
  readonly height: number
  /** What the upper end of the vertical axis is. */
  readonly most: number
  readonly name: string
}

function strip(lines: readonly PanelLine[], { curve, height, most, name }: Plot): Html {
  const place = ([x, y]: Point): Point => [
    near(LEFT + x * ACROSS),
    near(TOP + height * (1 - (most > 0 ? y / most : 0))),
  ]
  const [zero, one] = [place([0, 0]), place([1, most])]
  const isBins = curve.course === 'bins'
  const grid = (isBins ? [most] : [0, 0.5, 1]).map((level) => {
    const [x, y] = place([0, level])
    // A share is wider than what lies beside the plot.
    const says = isBins
      ? html`<text x="${one[0]}" y="${NAME}" text-anchor="end" class="soft">up to ${percent(level)}</text>`
      : html`<text x="${x - 5}" y="${y + 4}" text-anchor="end">${level}</text>`
    return html`<path d="M${x} ${y}H${one[0]}" stroke="currentColor" stroke-opacity=".15"/>${says}`
  })
  const diagonal = curve.hasDiagonal
    ? html`<path d="M${zero.join(' ')}L${one.join(' ')}" stroke="currentColor" stroke-opacity=".4" stroke-dasharray="4 3"/>`
    : NOTHING
  // The candidate, which comes first, lies on top.
  const drawn = lines.toReversed().map(({ colour, points, rows }) => {
    const path = pathOf(points, curve.course, place)
    const fill = isBins ? colour : 'none'
    const line = html`<path d="${path}" fill="${fill}" fill-opacity=".12" stroke="${colour}" stroke-width="1.75"/>`
    return html`${path === '' ? NOTHING : line}${rows === undefined ? NOTHING : dots(points.map(place), rows, colour)}`
  })
  return html`<text x="0" y="${NAME}" class="soft">${name}</text>${grid}<path d="M${zero.join(' ')}H${one[0]}" stroke="currentColor" stroke-opacity=".5"/>${diagonal}${drawn}`
}

function pathOf(points: readonly Point[], course: Course, place: (point: Point) => Point): string {
  const [first] = points
  if (first === undefined) return ''
  if (course === 'bins') {
    const steps = points.map(([, y], at) => {
      return `V${place([0, y])[1]}H${place([(at + 1) / points.length, 0])[0]}`
    })
    return `M${place([0, 0]).join(' ')}${steps.join('')}V${place([0, 0])[1]}`
  }
  return points
    .map((point, at) => {
      const [x, y] = place(point)
      return at === 0 ? `M${x} ${y}` : course === 'straight' ? `L${x} ${y}` : `V${y}H${x}`
    })
    .join('')
}

/** As large as the share of the rows that each stands for. */
function dots(points: readonly Point[], rows: readonly number[], colour: string): Html {
  const most = Math.max(1, ...rows)
  const drawn = points.map(
    ([x, y], at) =>
      html`<circle cx="${x}" cy="${y}" r="${near(2 + 3 * Math.sqrt((rows[at] ?? 0) / most))}" fill="${colour}"/>`,
  )
  return html`${drawn}`
}

function largest({ strips }: Panel): number {
  return Math.max(0, ...strips.flat().flatMap(({ points }) => points.map(([, y]) => y)))
}
