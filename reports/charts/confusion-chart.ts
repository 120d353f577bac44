import { formatCount, formatNumber } from '../../core/format-number.ts'
import { isolate } from '../isolate.ts'
import { type Chart, COLOURS, chart, SMALLEST_TEXT } from './chart.ts'
import { percent } from './curves.ts'
import type { Side } from './side.ts'

/** Beyond these cells are too small to read: the rarest classes are left out. */
const MOST = 20

/** With so many classes there is room for numbers of rows too, and for a decimal of each share. */
const WITH_ROWS = 4

/** What rows of each class were taken for, as shares of the class; a picture a model. */
export function confusionChart({ name, shape }: Side): Chart | undefined {
  if (shape.confusion === undefined) return undefined
  const { classes, counts } = shape.confusion
  const totals = counts.map((row) => row.reduce((sum, count) => sum + count, 0))
  const shown = classes.map((_, at) => at).sort((a, b) => totals[b]! - totals[a]!)
  const kept = shown.slice(0, MOST).sort((a, b) => a - b)
  const values = kept.flatMap((label) =>
    kept.map((answer) => {
      const count = counts[label]![answer]!
      const share = totals[label]! > 0 ? count / totals[label]! : 0
      const rows = Number.isInteger(count) ? formatCount(count) : formatNumber(count, 1)
      const tip = `${name}: of ${isolate(classes[label]!)}, ${percent(share)} (${rows}) were taken for ${isolate(classes[answer]!)}`
      return {
        label: classes[label]!,
        answer: classes[answer]!,
        share,
        shows: kept.length <= WITH_ROWS ? percent(share) : roundShare(share),
        rows,
        tip,
      }
    }),
  )
  const axis = { labelLimit: 120, grid: false, domain: false, ticks: false }
  const order = kept.map((at) => classes[at]!)
  const x = {
    field: 'answer',
    type: 'nominal',
    title: 'answer',
    sort: order,
    axis: { ...axis, orient: 'top', labelAngle: kept.length > WITH_ROWS ? -45 : 0 },
  } as const
  const description = { field: 'tip', type: 'nominal' } as const
  const y = { field: 'label', type: 'nominal', title: 'label', sort: order, axis } as const
  const right = kept.map(
    (at) => `${isolate(classes[at]!)} ${percent(totals[at]! > 0 ? counts[at]![at]! / totals[at]! : 0)}`,
  )
  const more = classes.length > MOST ? `; ${MOST} of ${classes.length} classes` : ''
  const cell = kept.length <= WITH_ROWS ? 76 : 48
  return chart(
    `Confusion matrix of ${name}${more}`,
    `Of each class, how many rows are answered right: ${right.slice(0, 10).join(', ')}.`,
    {
      data: { values },
      width: { step: cell },
      height: { step: kept.length <= WITH_ROWS ? 56 : 36 },
      layer: [
        {
          mark: { type: 'rect', color: COLOURS.candidate },
          encoding: {
            x,
            y,
            opacity: {
              field: 'share',
              type: 'quantitative',
              scale: { domain: [0, 1], range: [0.04, 0.85] },
              legend: null,
            },
            description,
          },
        },
        {
          mark: { type: 'text', fontSize: kept.length <= WITH_ROWS ? 13 : SMALLEST_TEXT },
          encoding: { x, y, text: { field: 'shows', type: 'nominal' }, description },
        },
        ...(kept.length <= 4
          ? [
              {
                mark: { type: 'text', dy: 15, opacity: 0.75 },
                encoding: { x, y, text: { field: 'rows', type: 'nominal' }, description },
              },
            ]
          : []),
      ],
    },
  )
}

/** A share in at most two digits: `9.6 %`, `53 %`; only all is 100. Who points at a cell is told more. */
function roundShare(share: number): string {
  if (share < 0.0995 || share === 1) return percent(share)
  return `${Math.min(99, Math.round(100 * share))} %`
}
