import { count } from '../../../core/count.ts'
import { percent } from '../curves.ts'
import { type ClassCurve, classCurve, type Point } from './class-curve.ts'
import { type DrawnClass, type DrawnClasses, namesOf } from './drawn-classes.ts'
import { each, PARTS, panelsOf, partsOf, sayShare, zip } from './panels-of.ts'

/** Whether rows to which a class is given 0.7 are of it seven times in ten. */
export function calibrationCurves(drawn: DrawnClasses): ClassCurve {
  return classCurve(
    'Calibration of each class',
    `How many rows are of a class, by what the model says; of ${namesOf(drawn)}. The dashed line is perfect.`,
    drawn,
    {
      ...{ x: 'mean score', y: 'share of the class', course: 'straight', hasDiagonal: true, stripNames: [] },
      panels: panelsOf(drawn, {
        says: sayRows,
        lines: ({ calibration: { rate, score } }) => [zip(score, rate)],
        rows: ({ calibration }) => calibration.rows,
        tips: (lines) =>
          partsOf(PARTS, (_, from, to) => {
            const found = each(lines, ({ points, rows }) => {
              // A mean of equal scores may lie a rounding below them.
              const at = points.findIndex(([score]) => score >= from - ROUNDING && (score < to - ROUNDING || to === 1))
              return at < 0 ? 'no rows' : `${percent(points[at]![1])} of ${count(rows?.[at] ?? 0, 'row')}`
            })
            return `score ${decimal(from)} to ${decimal(to)}; of the class: ${found}`
          }),
      }),
    },
  )
}

const ROUNDING = 1e-9

const STRIPS = ['rows of the class', 'other rows'] as const

/** Where the scores of a class lie, as shares of its rows and of the others, so that a rare class is seen too. */
export function scoreCurves(drawn: DrawnClasses): ClassCurve {
  return classCurve(
    'Scores of each class',
    `Where the scores of a class lie, of its own rows and of others; of ${namesOf(drawn)}. The further apart, the better.`,
    drawn,
    {
      ...{ x: 'score', y: 'share', course: 'bins', hasDiagonal: false, stripNames: STRIPS },
      panels: panelsOf(drawn, {
        says: sayRows,
        lines: ({ scores: { negative, positive } }) => [positive, negative].map(shares),
        tips: (...strips) =>
          partsOf(strips[0]?.[0]?.points.length ?? 0, (_, from, to, at) => {
            const found = strips.map(
              (lines, strip) => `${STRIPS[strip]}: ${each(lines, ({ points }) => sayShare(points[at]?.[1]))}`,
            )
            return `score ${decimal(from)} to ${decimal(to)}; ${found.join('; ')}`
          }),
      }),
    },
  )
}

function sayRows({ models }: DrawnClass): string {
  return count(models[0]!.shape.rows, 'row')
}

function shares(counts: readonly number[]): Point[] {
  const total = counts.reduce((sum, rows) => sum + rows, 0)
  return counts.map((rows, bin) => [bin / counts.length, total > 0 ? rows / total : 0])
}

function decimal(value: number): number {
  return Number(value.toFixed(2))
}
