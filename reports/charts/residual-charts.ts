import { formatCount } from '../../core/format-number.ts'
import { bySide, type Chart, COLOURS, chart } from './chart.ts'
import { percent } from './curves.ts'
import { type Side, valuesOf } from './side.ts'

/** Where errors lie: prediction minus label. */
export function residualChart(sides: readonly Side[]): Chart | undefined {
  const found = valuesOf(sides, ({ residuals }) => {
    if (residuals === undefined) return undefined
    const { counts, high, low } = residuals
    const total = counts.reduce((sum, count) => sum + count, 0)
    const width = (high - low) / counts.length
    return counts.map((count, bin) => ({ low: low + bin * width, share: total > 0 ? count / total : 0 }))
  })
  if (found === undefined) return undefined
  const tips = found.values.map((bin) => ({
    ...bin,
    tip: `${bin.model}: ${percent(bin.share)} from ${short(bin.low)} on`,
  }))
  return chart(
    'Errors',
    `Prediction minus label; of ${found.names.join(' and ')}. Narrower, and about 0, is better; the ends hold what lies beyond.`,
    {
      data: { values: tips },
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
              field: 'share',
              type: 'quantitative',
              title: 'share of rows',
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
    tip: `${part.model}, predictions ${short(part.low)} to ${short(part.high)} (${formatCount(part.rows)} rows): median error ${short(part.q50)}, nine in ten from ${short(part.q05)} to ${short(part.q95)}`,
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

/** How many rows have which label and which prediction; a picture a model. */
export function predictedActualChart({ name, shape }: Side): Chart | undefined {
  if (shape.predicted_actual === undefined) return undefined
  const { counts, high, low } = shape.predicted_actual
  const width = (high - low) / counts.length
  const most = Math.max(...counts.flat())
  const values = counts.flatMap((row, label) =>
    row.flatMap((count, answer) => {
      const [x, y] = [low + answer * width, low + label * width]
      const tip = `${name}: ${formatCount(Math.round(count))} rows predicted from ${short(x)} on, real from ${short(y)} on`
      return count === 0 ? [] : [{ x, x2: x + width, y, y2: y + width, dense: Math.sqrt(count / most), tip }]
    }),
  )
  const scale = { domain: [low, high] } as const
  return chart(
    `Predicted and actual of ${name}`,
    'Rows by prediction and label, darker where there are more; on the dashed line both are equal.',
    {
      width: 300,
      height: 300,
      layer: [
        {
          data: { values },
          mark: { type: 'rect', color: COLOURS.candidate },
          encoding: {
            x: { field: 'x', type: 'quantitative', title: 'prediction', scale, axis: { tickCount: 5 } },
            x2: { field: 'x2' },
            y: { field: 'y', type: 'quantitative', title: 'label', scale, axis: { tickCount: 5 } },
            y2: { field: 'y2' },
            opacity: {
              field: 'dense',
              type: 'quantitative',
              scale: { domain: [0, 1], range: [0.08, 1] },
              legend: null,
            },
            description: { field: 'tip', type: 'nominal' },
          },
        },
        {
          data: { values: [{ at: low }, { at: high }] },
          mark: { type: 'line', color: 'currentColor', opacity: 0.5, strokeDash: [4, 3] },
          encoding: { x: { field: 'at', type: 'quantitative' }, y: { field: 'at', type: 'quantitative' } },
        },
      ],
    },
  )
}

function short(value: number): string {
  return `${Number(value.toPrecision(3))}`.replace('-', '−')
}
