import type { LevelShape } from '../../core/artifacts/column-shape.ts'
import { COLOURS } from '../charts/chart.ts'
import { columnBars, type SideNames } from '../charts/column-bars.ts'
import { formatShare } from '../drift/numbers.ts'
import { type Html, html } from './html.ts'
import { near } from './picture.ts'

const ROW = 24
/** Places of names and of shares beside the bars. */
const NAMES = 92
const SHARES = 106

export function levelHeight({ reference }: LevelShape): number {
  return reference.length * ROW + 4
}

/** Two bars a category, the reference above the window, and their shares. @param width in pixels */
export function levelPicture(shape: LevelShape, names: SideNames, width: number): Html {
  const bars = columnBars(shape, names)
  const most = Math.max(...bars.map(({ current, reference }) => Math.max(current, reference)))
  const room = width - NAMES - SHARES
  const long = (share: number) => near(most > 0 ? Math.max(share > 0 ? 1 : 0, (share / most) * room) : 0)
  return html`${bars.map(({ current, name, reference, tip }, at) => {
    const top = at * ROW + 2
    // What is longer than its place is cut by the edge of a picture of its own.
    return html`<svg x="0" y="${top}" width="${NAMES - 8}" height="${ROW - 2}"><text x="0" y="15">${name}</text></svg>
<rect x="${NAMES}" y="${top + 2}" width="${long(reference)}" height="8" fill="currentColor" fill-opacity=".28"/><rect x="${NAMES}" y="${top + 11}" width="${long(current)}" height="8" fill="${COLOURS.candidate}"/>
<text x="${width}" y="${top + 15}" text-anchor="end" class="soft">${formatShare(reference)} → ${formatShare(current)}</text>
<rect class="bin" role="graphics-symbol" aria-label="${tip}" x="0" y="${top}" width="${width}" height="${ROW - 2}"/>`
  })}`
}
