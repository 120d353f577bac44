import { DRIFT_VERDICTS } from '../../core/artifacts/drift-verdict.ts'
import type { DriftEvent } from '../../core/ledger/event.ts'
import { sayStart } from '../../core/say-window.ts'
import { isolate } from '../isolate.ts'
import { BESIDE_NEWEST, type Chart, COLOURS, chartOverTime } from './chart.ts'
import { timeAxis } from './time-axis.ts'

const MOST = 100

const COLOUR = { stable: COLOURS.good, watch: '#b58900', drift: COLOURS.bad, insufficient: COLOURS.base } as const

/** A window, and why it was judged so, where that is known. */
interface JudgedWindow {
  readonly because: readonly string[]
  readonly summary: Pick<DriftEvent['summary'], 'rows' | 'verdict' | 'version' | 'window'>
}

/**
 * How windows of production were judged over time; undefined with fewer than two.
 *
 * @param windows oldest first
 * @param options `began`: start of the first window of what goes on, which is marked
 */
export function driftHistory(
  windows: readonly JudgedWindow[],
  { began = null, width = 560 }: { readonly began?: string | null; readonly width?: number } = {},
): Chart | undefined {
  const shown = windows.slice(-MOST)
  if (shown.length < 2) return undefined
  const values = shown.map(({ because, summary: { rows, verdict, version, window } }) => ({
    at: window.from,
    verdict,
    colour: COLOUR[verdict],
    tip: `${window.from.slice(0, 10)}${version === null ? '' : ` ${isolate(version)}`}: ${verdict}, ${rows} rows. ${(because[0] ?? '').slice(0, 200)}`,
  }))
  const counts = DRIFT_VERDICTS.map(
    (verdict) => [verdict, values.filter((one) => one.verdict === verdict).length] as const,
  )
  const counted = counts.flatMap(([verdict, count]) => (count === 0 ? [] : [`${count} ${verdict}`])).join(', ')
  const description = `${shown.length === windows.length ? 'All' : 'The newest'} ${shown.length} windows of production: ${counted}. The newest: ${values.at(-1)!.verdict}.`
  const x = timeAxis(values.map(({ at }) => at))
  const isShown = began !== null && values.some(({ at }) => at === began)
  const squares = {
    mark: { type: 'point', filled: true, size: 70, opacity: 1, shape: 'square' },
    encoding: {
      x,
      y: {
        field: 'verdict',
        type: 'nominal',
        title: null,
        axis: BESIDE_NEWEST,
        scale: { domain: ['drift', 'watch', 'stable', 'insufficient'] },
      },
      color: { field: 'colour', type: 'nominal', scale: null },
      description: { field: 'tip', type: 'nominal' },
    },
  }
  const size = { data: { values }, width, height: 110 }
  if (!isShown) return chartOverTime('Drift over time', description, { ...size, ...squares })
  const said = `${description} What goes on began in the window of ${sayStart(began)}.`
  return chartOverTime('Drift over time', said, { ...size, layer: [onset(began, x), squares] })
}

/** A line where something began. */
export function onset(at: string, x: object) {
  return {
    data: { values: [{ at }] },
    mark: { type: 'rule', color: COLOURS.bad, strokeDash: [2, 3], strokeWidth: 1.5, aria: false },
    encoding: { x },
  } as const
}
