import { formatCount } from '../../core/format-number.ts'
import { bySide, type Chart, chart } from './chart.ts'
import { type Side, valuesOf } from './side.ts'

const SIZE = { width: 300, height: 300 } as const
const share = (field: string, title: string) =>
  ({ field, type: 'quantitative', title, scale: { domain: [0, 1] }, axis: { tickCount: 5 } }) as const

const DIAGONAL = {
  data: { values: [{ at: 0 }, { at: 1 }] },
  mark: { type: 'line', color: 'currentColor', opacity: 0.4, strokeDash: [4, 3] },
  encoding: { x: { field: 'at', type: 'quantitative' }, y: { field: 'at', type: 'quantitative' } },
} as const

/** Of positive rows, how many are found, by how many negative ones are taken for positive, at every threshold. */
export function rocChart(sides: readonly Side[]): Chart | undefined {
  const found = valuesOf(sides, ({ roc }) => roc)
  if (found === undefined) return undefined
  const tips = found.values.map((point, order) => ({
    ...point,
    order,
    tip: `${point.model}: ${percent(point.tpr)} of the positive rows found, ${percent(point.fpr)} of the negative ones taken for positive${point.threshold === undefined ? '' : `, threshold ${Number(point.threshold.toPrecision(3))}`}`,
  }))
  return chart(
    'ROC curve',
    `How many positive rows are found, by false alarms; of ${found.names.join(' and ')}. Further up is better; the dashed line is chance.`,
    {
      data: { values: tips },
      ...SIZE,
      layer: [
        DIAGONAL,
        {
          mark: { type: 'line', strokeWidth: 2 },
          encoding: {
            x: share('fpr', 'false positive rate'),
            y: share('tpr', 'true positive rate'),
            order: { field: 'order', type: 'quantitative' },
            color: bySide(found.names),
          },
        },
        hoverPoints('fpr', 'tpr', found.names),
      ],
    },
  )
}

/** How many of those called positive are, by how many of the positive are found. */
export function precisionRecallChart(sides: readonly Side[]): Chart | undefined {
  const found = valuesOf(sides, ({ precision_recall }) => precision_recall)
  if (found === undefined) return undefined
  const tips = found.values.map((point, order) => ({
    ...point,
    order,
    tip: `${point.model}: precision ${percent(point.precision)}, recall ${percent(point.recall)}, threshold ${Number(point.threshold.toPrecision(3))}`,
  }))
  return chart('Precision and recall', `Precision by recall; of ${found.names.join(' and ')}. Further up is better.`, {
    data: { values: tips },
    ...SIZE,
    layer: [
      {
        mark: { type: 'line', strokeWidth: 2, interpolate: 'step-before' },
        encoding: {
          x: share('recall', 'recall'),
          y: share('precision', 'precision'),
          order: { field: 'order', type: 'quantitative' },
          color: bySide(found.names),
        },
      },
      hoverPoints('recall', 'precision', found.names),
    ],
  })
}

/** Whether rows that score 0.7 are positive seven times in ten. */
export function calibrationChart(sides: readonly Side[]): Chart | undefined {
  const found = valuesOf(sides, ({ calibration }) => calibration)
  if (found === undefined) return undefined
  const tips = found.values.map((bin) => ({
    ...bin,
    tip: `${bin.model}: of ${formatCount(bin.rows)} rows that score ${bin.score.toFixed(2)}, ${percent(bin.rate)} are positive`,
  }))
  return chart(
    'Calibration',
    `How many rows are positive, by what the model says; of ${found.names.join(' and ')}. The dashed line is perfect.`,
    {
      data: { values: tips },
      ...SIZE,
      layer: [
        DIAGONAL,
        {
          mark: { type: 'line', strokeWidth: 2, point: false },
          encoding: {
            x: share('score', 'mean score'),
            y: share('rate', 'share of positive rows'),
            color: bySide(found.names),
          },
        },
        {
          mark: { type: 'point', filled: true, opacity: 1 },
          encoding: {
            x: share('score', 'mean score'),
            y: share('rate', 'share of positive rows'),
            color: bySide(found.names),
            size: { field: 'weight', type: 'quantitative', legend: null, scale: { range: [15, 150] } },
            description: { field: 'tip', type: 'nominal' },
          },
        },
      ],
    },
  )
}

/** Where the scores of negative and of positive rows lie; as shares of each, so that a rare class is seen too. */
export function scoreChart(sides: readonly Side[]): Chart | undefined {
  const found = valuesOf(sides, ({ scores }) => {
    if (scores === undefined) return undefined
    return (['negative', 'positive'] as const).flatMap((label) => {
      const total = scores[label].reduce((sum, count) => sum + count, 0)
      const width = 1 / scores[label].length
      return scores[label].map((count, bin) => ({
        label: `${label} rows`,
        low: bin * width,
        share: total > 0 ? count / total : 0,
      }))
    })
  })
  if (found === undefined) return undefined
  const tips = found.values.map((bin) => ({
    ...bin,
    tip: `${bin.model}, ${bin.label}: ${percent(bin.share)} score from ${Number(bin.low.toFixed(3))} on`,
  }))
  return chart(
    'Scores',
    `Where the scores of negative and of positive rows lie; of ${found.names.join(' and ')}. The further apart, the better.`,
    {
      data: { values: tips },
      facet: {
        row: { field: 'label', type: 'nominal', title: null, header: { labelOrient: 'top', labelAnchor: 'start' } },
      },
      spec: {
        width: 300,
        height: 110,
        mark: { type: 'area', line: { strokeWidth: 2 }, interpolate: 'step-after', fillOpacity: 0.15 },
        encoding: {
          x: { field: 'low', type: 'quantitative', title: 'score', scale: { domain: [0, 1] }, axis: { tickCount: 5 } },
          y: { field: 'share', type: 'quantitative', title: 'share', stack: null, axis: { format: '%', tickCount: 3 } },
          color: bySide(found.names),
        },
      },
    },
  )
}

/** Points that are seen only where they are pointed at, with what they say. */
function hoverPoints(x: string, y: string, names: readonly string[]) {
  return {
    mark: { type: 'point', filled: true, size: 60, opacity: 0.001 },
    encoding: {
      x: { field: x, type: 'quantitative' },
      y: { field: y, type: 'quantitative' },
      color: bySide(names),
      description: { field: 'tip', type: 'nominal' },
    },
  } as const
}

export function percent(value: number): string {
  return `${Number((100 * value).toFixed(1))} %`
}
