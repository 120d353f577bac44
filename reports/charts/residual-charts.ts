import { formatCount } from '../../core/format-number.ts'
import { bySide, type Chart, chart } from './chart.ts'
import { shortNumber } from './short-number.ts'
import { type Side, valuesOf } from './side.ts'

/** Where errors lie: prediction minus label. Bins of either side have a width of their own, so the share is of an equal width. */
export function residualChart(sides: readonly Side[]): Chart | undefined {
  const widths = sides.flatMap(({ shape: { residuals } }) => (residuals === undefined ? [] : [binWidth(residuals)]))
  // No wider than any bin, so that no share is above all.
  const per = roundWidth(Math.min(...widths))
  const found = valuesOf(sides, ({ residuals }) => {
    if (residuals === undefined) return undefined
    const { counts, high, low } = residuals
    const total = counts.reduce((sum, count) => sum + count, 0)
    const width = binWidth(residuals)
    const bins = counts.map((count, bin) => {
      const share = total > 0 ? count / total : 0
      return { low: low + bin * width, share, density: (share / width) * per }
    })
    // The line goes on from each value to the next: without one at the end the last bin would have no width.
    return [...bins, { ...bins.at(-1)!, low: high }]
  })
  if (found === undefined) return undefined
  return chart(
    'Errors',
    `Prediction minus label; of ${found.names.join(' and ')}. Narrower, and about 0, is better; the ends hold what lies beyond.`,
    {
      data: { values: found.values },
      width: 300,
      height: 220,
      layer: [
        {
          mark: { type: 'rule', color: 'currentColor', opacity: 0.5 },
          encoding: { x: { datum: 0, type: 'quantitative' } },
        },
        {
          mark: { type: 'area', line: { strokeWidth: 2 }, interpolate: 'step-after', fillOpacity: 0.15 },
          encoding: {
            x: { field: 'low', type: 'quantitative', title: 'prediction − label', axis: { tickCount: 5 } },
            y: {
              field: 'density',
              type: 'quantitative',
              title: `share of rows in a width of ${shortNumber(per)}`,
              stack: null,
              axis: { format: '%', tickCount: 4 },
            },
            color: bySide(found.names),
          },
        },
      ],
    },
  )
}

/** Whether errors depend on how much is predicted. */
export function residualSpreadChart(sides: readonly Side[]): Chart | undefined {
  const found = valuesOf(sides, ({ residuals_by_prediction }) =>
    residuals_by_prediction?.map(({ high, low, quantiles, rows }) => {
      const [q05, q25, q50, q75, q95] = quantiles
      return { at: (low + high) / 2, low, high, rows, q05, q25, q50, q75, q95 }
    }),
  )
  if (found === undefined) return undefined
  const tips = found.values.map((part) => ({
    ...part,
    tip: `${part.model}, predictions ${shortNumber(part.low)} to ${shortNumber(part.high)} (${formatCount(part.rows)} rows): median error ${shortNumber(part.q50)}, nine in ten from ${shortNumber(part.q05)} to ${shortNumber(part.q95)}`,
  }))
  const x = { field: 'at', type: 'quantitative', title: 'prediction', axis: { tickCount: 5 } } as const
  const color = bySide(found.names)
  const y = (field: string) => ({ field, type: 'quantitative', title: 'prediction − label' }) as const
  return chart(
    'Errors by prediction',
    `Median error, and where nine in ten errors lie, by how much is predicted; of ${found.names.join(' and ')}.`,
    {
      data: { values: tips },
      width: 300,
      height: 220,
      layer: [
        {
          mark: { type: 'rule', color: 'currentColor', opacity: 0.5 },
          encoding: { y: { datum: 0, type: 'quantitative' } },
        },
        { mark: { type: 'area', opacity: 0.13 }, encoding: { x, y: y('q05'), y2: { field: 'q95' }, color } },
        { mark: { type: 'line', strokeWidth: 2 }, encoding: { x, y: y('q50'), color } },
        {
          mark: { type: 'point', filled: true, opacity: 1 },
          encoding: { x, y: y('q50'), color, description: { field: 'tip', type: 'nominal' } },
        },
      ],
    },
  )
}

type Bins = NonNullable<Side['shape']['residuals']>

/** Of each bin, in the unit of the target. */
function binWidth({ counts, high, low }: Bins): number {
  return (high - low) / counts.length
}

/** The last 1, 2 or 5 with zeros that is not above it: `roundWidth(0.37) // 0.2`. */
function roundWidth(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width))
  return [5, 2, 1].find((times) => times * power <= width * (1 + 1e-9))! * power
}
