import type { SliceComparison } from '../core/artifacts/comparison.ts'
import { escapeMermaid } from './escape.ts'
import { sliceName } from './words.ts'

const MOST = 16
const FEWEST = 3

/**
 * A bar chart of the gain in one metric by slice, the worst first, as a Mermaid block; '' with
 * fewer than three slices that have a value, where a table says it better.
 */
export function gainChart(slices: readonly SliceComparison[], metric: string): string {
  const gains = slices
    .flatMap((slice) => {
      const judged = slice.metrics[metric]
      if (slice.too_small !== null || judged === undefined || judged.delta === null) return []
      return [{ name: escapeMermaid(sliceName(slice)), gain: judged.higher_is_better ? judged.delta : -judged.delta }]
    })
    .sort((a, b) => a.gain - b.gain)
    .slice(0, MOST)
  if (gains.length < FEWEST) return ''
  const values = gains.map(({ gain }) => Number(gain.toPrecision(4)))
  const low = Math.min(0, ...values)
  const high = Math.max(0, ...values)
  const room = (high - low || 1) * 0.1
  return [
    '```mermaid',
    'xychart-beta horizontal',
    `  title "Gain in ${metric} by slice (right of 0: candidate is better)"`,
    `  x-axis [${gains.map(({ name }) => `"${name}"`).join(', ')}]`,
    `  y-axis "gain" ${(low - room).toPrecision(3)} --> ${(high + room).toPrecision(3)}`,
    `  bar [${values.join(', ')}]`,
    '```',
  ].join('\n')
}
