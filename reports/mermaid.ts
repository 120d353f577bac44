import type { SliceComparison } from '../core/artifacts/comparison.ts'
import { gainIn } from '../core/comparison/gain-in.ts'
import { saySlice } from '../core/gates/say.ts'
import { metricIn } from './by-harm.ts'
import { escapeMermaid } from './escape.ts'
import { mermaidLabels } from './mermaid-labels.ts'

const MOST = 16
const FEWEST = 3

/** Gain blue, zero grey, margin red: readable on light and dark. */
export const COLOURS = '%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "#0969da, #8b949e, #cf222e"}}}}%%'

/** Units that keep the numbers beside an axis short, so that they do not run into each other. */
const UNITS = [
  [1e9, 'billions'],
  [1e6, 'millions'],
  [1e3, 'thousands'],
  [1, ''],
  [1e-3, 'thousandths'],
  [1e-6, 'millionths'],
  [1e-9, 'billionths'],
] as const

/**
 * A chart of the gain in one metric by slice, the worst first, with lines at 0 and at minus the
 * margin, as a Mermaid block; '' with fewer than three slices that have a value, where a table says
 * it better. Lines, not bars: Mermaid draws bars from the edge, so that a loss would look like a gain.
 */
export function gainChart(slices: readonly SliceComparison[], metric: string): string {
  const gains = slices
    .flatMap((slice) => {
      const judged = metricIn(slice, metric)
      const gain = judged && gainIn(metric, judged)
      if (slice.too_small !== null || gain === undefined) return []
      return [{ slice, gain: gain.value, margin: judged?.margin ?? 0 }]
    })
    .sort((a, b) => a.gain - b.gain)
    .slice(0, MOST)
  if (gains.length < FEWEST) return ''
  const values = gains.map(({ gain }) => gain)
  const margins = gains.map(({ margin }) => -margin)
  const low = Math.min(0, ...values, ...margins)
  const high = Math.max(0, ...values)
  const room = (high - low || 1) * 0.1
  const [unit, many] = UNITS.find(([size]) => high - low >= size) ?? (high > low ? UNITS.at(-1)! : [1, ''])
  const inUnits = (numbers: readonly number[]) => numbers.map((number) => number / unit)
  const { by, names } = namesOf(gains.map(({ slice }) => slice))
  return [
    '```mermaid',
    COLOURS,
    'xychart-beta horizontal',
    `  title "Gain by ${by}; grey: no change, red: minus the margin"`,
    `  x-axis [${names.map((name) => `"${name}"`).join(', ')}]`,
    `  y-axis "worse ← ${many === '' ? 'gain in' : `${many} of`} ${escapeMermaid(metric)} → better" ${((low - room) / unit).toPrecision(3)} --> ${((high + room) / unit).toPrecision(3)}`,
    `  line ${points(inUnits(values))}`,
    `  line ${points(values.map(() => 0))}`,
    `  line ${points(inUnits(margins))}`,
    '```',
  ].join('\n')
}

/** What tells slices apart, and by what they are: where all are of one column, its name is said once. */
function namesOf(slices: readonly SliceComparison[]): { readonly by: string; readonly names: readonly string[] } {
  const [column, ...others] = new Set(slices.flatMap(({ by }) => Object.keys(by)))
  return column === undefined || others.length > 0
    ? { by: 'slice', names: mermaidLabels(slices.map(saySlice)) }
    : { by: escapeMermaid(column), names: mermaidLabels(slices.map(({ by }) => `${by[column]}`)) }
}

export function points(values: readonly number[]): string {
  return `[${values.map((value) => Number(value.toPrecision(4))).join(', ')}]`
}
