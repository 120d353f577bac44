import type { ClassCurve } from './class-curve.ts'
import type { DrawnClasses } from './drawn-classes.ts'
import { precisionRecallCurves, rocCurves } from './ranking-curves.ts'
import { calibrationCurves, scoreCurves } from './score-curves.ts'

/** The curves of each class against the rest, in the order in which a page shows them. */
export function classCurves(drawn: DrawnClasses): ClassCurve[] {
  return [rocCurves, precisionRecallCurves, calibrationCurves, scoreCurves].map((draw) => draw(drawn))
}
