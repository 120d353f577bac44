import type { SliceComparison } from '../../core/artifacts/comparison.ts'
import { formatCount, formatDelta } from '../../core/format-number.ts'
import { saySlice } from '../../core/gates/say.ts'
import { metricIn } from '../by-harm.ts'
import { isolateSlice } from '../isolate.ts'
import { sayTowardsZero } from '../say-towards-zero.ts'
import { type Chart, COLOURS, chart } from './chart.ts'
import { colourOf } from './forest-plot.ts'
import { BELOW_NAME, FEW_TICKS, namedRows, sayCut } from './named-rows.ts'
import { shortNumber } from './short-number.ts'
import { shownGain } from './shown-gain.ts'

/** Beyond these a picture is no longer read; the table has them all. */
const MOST = 40

/** The gain in one metric by slice, the worst first, no change and the margin of each drawn in; undefined where no slice has an interval. */
export function slicePlot(slices: readonly SliceComparison[], metric: string): Chart | undefined {
  const all = slices
    .flatMap((slice) => {
      const judged = metricIn(slice, metric)
      const shown = judged && shownGain(metric, judged)
      if (judged === undefined || shown === undefined || slice.too_small !== null) return []
      const says = `${formatDelta(shown.gain, [shown.low, shown.high])}, ${formatCount(slice.rows)} rows`
      return [{ ...shown, slice: saySlice(isolateSlice(slice)), says, colour: colourOf(judged.verdict) }]
    })
    .sort((a, b) => a.gain - b.gain)
  if (all.length === 0) return undefined
  const values = all.slice(0, MOST).map((value) => ({
    ...value,
    tip: `${value.slice}: ${value.says}${value.edge < 0 ? `, margin ${shortNumber(-value.edge)}` : ''}`,
  }))
  const worst = all.slice(0, 3).map(({ says, slice }) => `${slice} ${says}`)
  const title = `Gain in ${metric} by slice, the worst first${sayCut(MOST, all.length)}`
  const { description, size, y } = namedRows('slice')
  const x = { type: 'quantitative', title: null, axis: FEW_TICKS } as const
  const color = { field: 'colour', type: 'nominal', scale: null } as const
  const margin = values.some(({ edge }) => edge < 0) ? 'The upright stroke of a slice is minus its margin.' : ''
  const said = [`Worst: ${worst.join('; ')}.`, margin, sayTowardsZero([metric])].filter((part) => part !== '')
  return chart(title, said.join(' '), {
    data: { values },
    ...size,
    layer: [
      { mark: { type: 'rule', color: 'currentColor', opacity: 0.5 }, encoding: { x: { ...x, datum: 0 } } },
      {
        transform: [{ filter: 'datum.edge < 0' }],
        mark: { ...BELOW_NAME, type: 'tick', color: COLOURS.bad, thickness: 2, opacity: 1, size: 16 },
        encoding: { x: { ...x, field: 'edge' }, y, description },
      },
      {
        mark: { ...BELOW_NAME, type: 'rule', strokeWidth: 3 },
        encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y, color, description },
      },
      {
        mark: { ...BELOW_NAME, type: 'point', filled: true, size: 70, opacity: 1 },
        encoding: { x: { ...x, field: 'gain' }, y, color, description },
      },
    ],
  })
}
