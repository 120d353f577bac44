import { formatNumber } from '../../../core/format-number.ts'
import { percent } from '../curves.ts'
import { type ClassCurve, classCurve, type Point } from './class-curve.ts'
import { type DrawnClasses, namesOf } from './drawn-classes.ts'
import { each, PARTS, panelsOf, partsOf, sayShare, zip } from './panels-of.ts'

/** Of each class, how many of its rows are found, by how many others are taken for it. */
export function rocCurves(drawn: DrawnClasses): ClassCurve {
  return classCurve(
    'ROC curve of each class',
    `How many rows of a class are found, by how many others are taken for it; of ${namesOf(drawn)}. Further up is better; the dashed line is chance. roc_auc is the area below a line.`,
    drawn,
    {
      ...{ x: 'false positive rate', y: 'true positive rate', course: 'straight', hasDiagonal: true, stripNames: [] },
      panels: panelsOf(drawn, {
        says: ({ models }) => `roc_auc: ${each(models, ({ shape }) => formatNumber(shape.roc_auc, 3))}`,
        lines: ({ roc }) => [zip(roc.fpr, roc.tpr)],
        tips: (lines) =>
          partsOf(PARTS, (middle) => {
            const found = each(lines, ({ points }) => sayShare(between(points, middle)))
            return `${percent(middle)} of other rows taken for it; found of its own: ${found}`
          }),
      }),
    },
  )
}

/** Of each class, how many of those taken for it are, by how many of its rows are found. */
export function precisionRecallCurves(drawn: DrawnClasses): ClassCurve {
  return classCurve(
    'Precision and recall of each class',
    `Precision by recall, of a class against the rest; of ${namesOf(drawn)}. Further up is better.`,
    drawn,
    {
      ...{ x: 'recall', y: 'precision', course: 'step-before', hasDiagonal: false, stripNames: [] },
      panels: panelsOf(drawn, {
        says: ({ models }) =>
          `average precision: ${each(models, ({ shape }) => formatNumber(shape.average_precision, 3))}`,
        lines: ({ precision_recall: { precision, recall } }) => [zip(recall, precision)],
        tips: (lines) =>
          partsOf(PARTS, (middle) => {
            const found = each(lines, ({ points }) => sayShare(points.find(([recall]) => recall >= middle)?.[1]))
            return `recall ${percent(middle)}; precision: ${found}`
          }),
      }),
    },
  )
}

/** The height of straight lines between points above a place; undefined without points. */
function between(points: readonly Point[], x: number): number | undefined {
  const next = points.findIndex((point) => point[0] >= x)
  if (next < 0) return undefined
  const [[fromX, fromY], [toX, toY]] = [points[Math.max(0, next - 1)]!, points[next]!]
  return toX === fromX ? toY : fromY + ((x - fromX) / (toX - fromX)) * (toY - fromY)
}
