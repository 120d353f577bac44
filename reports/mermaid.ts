import type { SliceComparison } from '../core/artifacts/comparison.ts'
import { gainIn } from '../core/comparison/gain-in.ts'
import { saySlice } from '../core/gates/say.ts'
import { metricIn } from './by-harm.ts'
import { escapeMermaid } from './escape.ts'

const MOST = 16
const FEWEST = 3

/** Gain blue, zero grey, margin red: readable on light and dark. */
export const COLOURS = '%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "#0969da, #8b949e, #cf222e"}}}}%%'

/**
 * A chart of the gain in one metric by slice, the worst first, with flat lines at 0 and at minus the
 * margin, as a Mermaid block; '' with fewer than three slices that have a value, where a table says
 * it better. Lines, not bars: Mermaid draws bars from the edge, so that a loss would look like a gain.
 */
export function gainChart(slices: readonly SliceComparison[], metric: string): string {
  const gains = slices
    .flatMap((slice) => {
      const judged = metricIn(slice, metric)
      const gain = judged && gainIn(metric, judged)
      if (slice.too_small !== null || gain === undefined) return []
      return [{ name: escapeMermaid(saySlice(slice)), gain: gain.value, margin: judged?.margin ?? 0 }]
    })
    .sort((a, b) => a.gain - b.gain)
    .slice(0, MOST)
  if (gains.length < FEWEST) return ''
  const values = gains.map(({ gain }) => gain)
  const margins = gains.map(({ margin }) => -margin)
  const low = Math.min(0, ...values, ...margins)
  const high = Math.max(0, ...values)
  const room = (high - low || 1) * 0.1
  return [
    '```mermaid',
    COLOURS,
    'xychart-beta horizontal',
    `  title "Gain in ${escapeMermaid(metric)} by slice; grey: no change, red: minus the margin"`,
    `  x-axis [${gains.map(({ name }) => `"${name}"`).join(', ')}]`,
    `  y-axis "candidate worse ← gain → candidate better" ${(low - room).toPrecision(3)} --> ${(high + room).toPrecision(3)}`,
    `  line ${points(values)}`,
    `  line ${points(values.map(() => 0))}`,
    `  line ${points(margins)}`,
    '```',
  ].join('\n')
}

export function points(values: readonly number[]): string {
  return `[${values.map((value) => Number(value.toPrecision(4))).join(', ')}]`
}
