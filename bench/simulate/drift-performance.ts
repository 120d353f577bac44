import type { DriftPerformance } from '../../core/artifacts/drift.ts'
import { judgePerformance } from '../../core/drift/performance/judge-performance.ts'
import type { Side } from '../../core/drift/performance/measure-side.ts'
import { metricsOf } from '../../core/metrics/metrics-of.ts'
import { regressionSample } from '../../core/metrics/sample.ts'
import type { Draw } from './draw.ts'
import { type Alarms, alarmsOf } from './drift-alarms.ts'

/** Rows of a day; days are good and bad. */
const ROWS = 30
const METRICS = metricsOf('regression', ['mae'], [])

/** How bad a day is, on average 1. */
type Day = (draw: Draw) => number

const even: Day = ({ normal }) => Math.max(0.05, 1 + 0.3 * normal())
const skewed: Day = ({ normal }) => Math.exp(0.8 * normal() - 0.32)

function drawSide(days: number, day: Day, draw: Draw): Side {
  const rows = days * ROWS
  const [labels, predictions, codes] = [new Float64Array(rows), new Float64Array(rows), new Uint32Array(rows)]
  let bad = 1
  for (let row = 0; row < rows; row++) {
    if (row % ROWS === 0) bad = day(draw)
    codes[row] = Math.floor(row / ROWS)
    predictions[row] = bad * (1 + 0.3 * draw.normal())
  }
  return { sample: regressionSample({ labels, predictions }), groups: { codes, count: days } }
}

/** Labelled errors whose days differ, without drift: how often a breach is said. The margin is small beside the days, 2 %. */
export function alarmsByPerformance(replicates: number): Alarms[] {
  const study = (what: string, day: Day, [before, window]: readonly [number, number], areDaysKnown = true) =>
    alarmsOf({ what, sizes: `${before} days, then ${window} a window` }, replicates, (draw) => {
      const drawn = drawSide(before, day, draw)
      const reference = areDaysKnown ? drawn : { ...drawn, groups: undefined }
      return { features: () => [], performance: () => performanceOf(reference, drawSide(window, day, draw)) }
    })
  return [
    study('performance, even days', even, [7, 7]),
    study('performance, even days', even, [28, 7]),
    study('performance, even days', even, [90, 7]),
    study('performance, skewed days', skewed, [7, 7]),
    study('performance, skewed days', skewed, [90, 7]),
    study('performance, even days, test rows without times', even, [28, 7], false),
    study('performance, even days, test rows without times', even, [90, 7], false),
  ]
}

function performanceOf(reference: Side, { groups, sample }: Side): DriftPerformance {
  return judgePerformance({
    on: 'the test rows',
    referenceTimes: undefined,
    reference,
    labelled: { cohort: undefined, expected: sample.rows, unanswered: 0, sample, groups, times: undefined },
    estimated: undefined,
    checked: {},
    metrics: METRICS,
    margin: { kind: 'relative', value: 0.02 },
    ...{ history: [], version: null, seed: 1 },
  })
}
