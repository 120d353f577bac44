import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import { formatNumber } from '../../core/format-number.ts'
import { isolate } from '../isolate.ts'
import { type Chart, COLOURS, chart } from './chart.ts'

/** How a model's mean answer follows each of the features it needs most, on one scale: the steeper, the more the answer follows it. */
export function dependenceCharts({ partial_dependence = [] }: Pick<Evaluation, 'partial_dependence'>): Chart[] {
  const scale = sharedScale(partial_dependence)
  return partial_dependence.flatMap(({ feature, points }) => {
    const values = points.map(({ answer, at, ci }) => ({
      ...{ at, answer, low: ci?.[0] ?? answer, high: ci?.[1] ?? answer },
      tip: `${isolate(feature)} ${at}: mean answer ${say(answer)}`,
    }))
    const [first, last] = [values[0], values.at(-1)]
    if (first === undefined || last === undefined) return []
    const x = { field: 'at', type: 'quantitative', title: feature, scale: { zero: false }, axis: { tickCount: 5 } }
    const y = { type: 'quantitative', title: 'mean answer', scale, axis: { tickCount: 5 } }
    const description = `From ${say(first.answer)} at ${first.at} to ${say(last.answer)} at ${last.at}, other features as they are; with 95 % intervals${scale.domain === undefined ? '' : ', on the same scale of answers as the other features'}.`
    return [
      chart(`Mean answer by ${isolate(feature)}`, description, {
        data: { values },
        width: 300,
        height: 200,
        layer: [
          {
            mark: { type: 'area', color: COLOURS.candidate, opacity: 0.2, aria: false },
            encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
          },
          {
            mark: { type: 'line', color: COLOURS.candidate, strokeWidth: 2, aria: false },
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

/** From the lowest answer to the highest of all features; no domain where there is but one to draw. */
function sharedScale(features: NonNullable<Evaluation['partial_dependence']>) {
  const drawn = features.filter(({ points }) => points.length > 0)
  const answers = drawn.flatMap(({ points }) => points.flatMap(({ answer, ci }) => ci ?? [answer]))
  const [low, high] = [Math.min(...answers), Math.max(...answers)]
  return { zero: false, ...(drawn.length > 1 && low < high && { domain: [low, high] as const, nice: true }) }
}

const say = (value: number) => formatNumber(value, Math.abs(value) < 10 ? 3 : 1)
