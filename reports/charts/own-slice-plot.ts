import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import { isolateSlice } from '../isolate.ts'
import { ownSlices, sayOwnSlices } from '../own-slices.ts'
import { type Chart, chart } from './chart.ts'
import { intervalSpec } from './interval-spec.ts'
import { sayCut } from './named-rows.ts'

/** Beyond these a picture is no longer read; the table has them all. */
const MOST = 40

/** The primary metric in each slice of a model alone, the worst first; undefined where no slice has an interval. */
export function ownSlicePlot(evaluation: Pick<Evaluation, 'primary' | 'slices' | 'task'>): Chart | undefined {
  const slices = evaluation.slices.map(isolateSlice)
  const all = ownSlices({ ...evaluation, slices }).flatMap(({ found, range, rows, slice, value }) => {
    if (found === undefined || found.value === null || found.ci === null) return []
    const [low, high] = found.ci
    return [{ name: slice, value: found.value, low, high, tip: `${slice}: ${value} (${range}), ${rows} rows` }]
  })
  if (all.length === 0) return undefined
  const worst = all.slice(0, 3).map(({ tip }) => tip)
  return chart(
    `${sayOwnSlices(evaluation)}${sayCut(MOST, all.length)}`,
    `Worst: ${worst.join('; ')}.`,
    intervalSpec(all.slice(0, MOST)),
  )
}
