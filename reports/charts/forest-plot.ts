import type { Against } from '../../core/artifacts/comparison.ts'
import { formatDelta } from '../../core/format-number.ts'
import { isolate } from '../isolate.ts'
import { sayTowardsZero } from '../say-towards-zero.ts'
import { roleName, verdictWords } from '../words.ts'
import { type Chart, COLOURS, chart } from './chart.ts'
import { shownGain } from './shown-gain.ts'

/**
 * Every metric's gain with its interval, no change and the margin drawn in. Each on a scale of its own, for units differ;
 * to the right is better. Undefined where nothing has an interval.
 */
export function forestPlot({ metrics, ref, role }: Against): Chart | undefined {
  const values = Object.entries(metrics).flatMap(([metric, judged]) => {
    const shown = shownGain(metric, judged)
    if (shown === undefined) return []
    const says = formatDelta(shown.gain, [shown.low, shown.high])
    const verdict = verdictWords(judged)
    return [{ ...shown, metric, says, verdict, colour: colourOf(judged.verdict) }]
  })
  if (values.length === 0) return undefined
  const title = `Gain over ${isolate(roleName(role, ref))}, with 95 % intervals`
  const description = values.map(({ metric, says, verdict }) => `${isolate(metric)} ${says}: ${verdict}`).join('; ')
  const x = { type: 'quantitative', title: null, axis: { tickCount: 5 } } as const
  const tip = { field: 'tip', type: 'nominal' } as const
  const margin = values.some(({ edge }) => edge < 0) ? 'The dashed line is minus the margin.' : ''
  const towardsZero = sayTowardsZero(values.map(({ metric }) => metric))
  const said = [`${description}.`, margin, towardsZero].filter((part) => part !== '')
  return chart(title, said.join(' '), {
    data: {
      values: values.map((value) => ({ ...value, tip: `${isolate(value.metric)}: ${value.says}, ${value.verdict}` })),
    },
    facet: {
      row: {
        field: 'metric',
        type: 'nominal',
        title: null,
        sort: values.map(({ metric }) => metric),
        header: { labelOrient: 'top', labelAnchor: 'start', labelLimit: 310 },
      },
    },
    spacing: 12,
    resolve: { scale: { x: 'independent' } },
    spec: {
      width: 320,
      height: 30,
      layer: [
        { mark: { type: 'rule', color: 'currentColor', opacity: 0.5 }, encoding: { x: { ...x, datum: 0 } } },
        {
          transform: [{ filter: 'datum.edge < 0' }],
          mark: { type: 'rule', color: COLOURS.bad, strokeDash: [4, 3], strokeWidth: 1.5 },
          encoding: { x: { ...x, field: 'edge' } },
        },
        {
          mark: { type: 'rule', strokeWidth: 3 },
          encoding: {
            x: { ...x, field: 'low' },
            x2: { field: 'high' },
            color: { field: 'colour', type: 'nominal', scale: null },
            description: tip,
          },
        },
        {
          mark: { type: 'point', filled: true, size: 90, opacity: 1 },
          encoding: {
            x: { ...x, field: 'gain' },
            color: { field: 'colour', type: 'nominal', scale: null },
            description: tip,
          },
        },
      ],
    },
  })
}

/** Good, bad, or neither. */
export function colourOf(verdict: string | null): string {
  if (verdict === 'better' || verdict === 'equivalent') return COLOURS.good
  return verdict === 'worse' ? COLOURS.bad : COLOURS.base
}
