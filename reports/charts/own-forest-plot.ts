import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import { metricNames, metricOf } from '../../core/metrics/index.ts'
import type { Metric } from '../../core/metrics/metric.ts'
import { isolate } from '../isolate.ts'
import { evaluationRows } from '../metric-rows.ts'
import { type Chart, COLOURS, chart } from './chart.ts'

/**
 * Every metric of a model alone with its interval, the primary one first: what there is to see where nothing stands beside it. Each on a
 * scale of its own, for units differ: from the least that it can be to the most, or from 0 on. Undefined where no metric has an interval.
 */
export function ownForestPlot(evaluation: Pick<Evaluation, 'metrics' | 'primary' | 'task'>): Chart | undefined {
  const values = evaluationRows(evaluation)
    .toSorted((a, b) => Number(b.isPrimary) - Number(a.isPrimary))
    .flatMap(({ metric, range, value: shown }) => {
      const { ci, value } = evaluation.metrics[metric]!
      if (ci === null || value === null) return []
      const [least, most] = rangeOf(evaluation.task, metric)
      const from = isEnd(least) ? least : Math.min(0, ci[0])
      const to = isEnd(most) ? most : Math.max(0, ci[1])
      return [{ value, low: ci[0], high: ci[1], from, to, tip: `${isolate(metric)} ${shown} (${range})` }]
    })
  if (values.length === 0) return undefined
  const x = { type: 'quantitative', title: null, scale: { zero: false }, axis: { tickCount: 5 } } as const
  const description = { field: 'tip', type: 'nominal' } as const
  const said = values.map(({ tip }) => tip).join('; ')
  return chart(
    'Metrics of the candidate alone, with 95 % intervals',
    `${said}. Each on a scale of its own: all that it can be, or from 0 on.`,
    {
      data: { values },
      facet: {
        row: {
          field: 'tip',
          type: 'nominal',
          title: null,
          sort: values.map(({ tip }) => tip),
          header: { labelOrient: 'top', labelAnchor: 'start', labelLimit: LONGEST_HEAD },
        },
      },
      spacing: 12,
      resolve: { scale: { x: 'independent' } },
      spec: {
        width: 320,
        height: 24,
        layer: [
          {
            mark: { type: 'rule', strokeWidth: 1, color: 'currentColor', opacity: 0.3, aria: false },
            encoding: { x: { ...x, field: 'from' }, x2: { field: 'to' } },
          },
          {
            mark: { type: 'rule', strokeWidth: 3, color: COLOURS.candidate },
            encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, description },
          },
          {
            mark: { type: 'point', filled: true, size: 90, opacity: 1, color: COLOURS.candidate },
            encoding: { x: { ...x, field: 'value' }, description },
          },
        ],
      },
    },
  )
}

/** Without a browser the width of a text is guessed, by far too much: this is what fits above a picture, by that guess. */
const LONGEST_HEAD = 420

/** Whether values come near it: that of log_loss is 36, where scores are cut off. */
function isEnd(end: number): boolean {
  return Math.abs(end) <= 1
}

/** All values that a metric can have; any of one that nobody here knows. */
function rangeOf(task: Evaluation['task'], name: string): Metric['range'] {
  return metricNames(task).includes(name) ? (metricOf(task, name) as Metric).range : [-Infinity, Infinity]
}
