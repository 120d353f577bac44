import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import { formatNumber } from '../../core/format-number.ts'
import { type Chart, COLOURS, chart } from './chart.ts'

/** How a model's mean answer follows each of the features it needs most. */
export function dependenceCharts({ partial_dependence = [] }: Pick<Evaluation, 'partial_dependence'>): Chart[] {
  return partial_dependence.flatMap(({ feature, points }) => {
    const values = points.map(({ answer, at, ci }) => ({
      ...{ at, answer, low: ci?.[0] ?? answer, high: ci?.[1] ?? answer },
      tip: `${feature} ${at}: mean answer ${say(answer)}`,
    }))
    const [first, last] = [values[0], values.at(-1)]
    if (first === undefined || last === undefined) return []
    const x = { field: 'at', type: 'quantitative', title: feature, scale: { zero: false }, axis: { tickCount: 5 } }
    const y = { type: 'quantitative', title: 'mean answer', scale: { zero: false }, axis: { tickCount: 5 } }
    const description = `From ${say(first.answer)} at ${first.at} to ${say(last.answer)} at ${last.at}, other features as they are; with 95 % intervals.`
    return [
      chart(`Mean answer by ${feature}`, description, {
        data: { values },
        width: 300,
        height: 200,
        layer: [
          {
            mark: { type: 'area', color: COLOURS.candidate, opacity: 0.2 },
            encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
          },
          {
            mark: { type: 'line', color: COLOURS.candidate, strokeWidth: 2 },
            encoding: { x, y: { ...y, field: 'answer' } },
          },
          {
            mark: { type: 'point', filled: true, size: 50, opacity: 1, color: COLOURS.candidate },
            encoding: { x, y: { ...y, field: 'answer' }, description: { field: 'tip', type: 'nominal' } },
          },
        ],
      }),
    ]
  })
}

const say = (value: number) => formatNumber(value, Math.abs(value) < 10 ? 3 : 1)
