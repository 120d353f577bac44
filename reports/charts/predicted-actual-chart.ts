import { formatCount } from '../../core/format-number.ts'
import { type Chart, COLOURS, chart } from './chart.ts'
import { shortNumber } from './short-number.ts'
import type { Side } from './side.ts'

/** How many rows have which label and which prediction; a picture a model, all on one scale and equally dark where there are as many. */
export function predictedActualCharts(sides: readonly Side[]): readonly Chart[] {
  const found = sides.flatMap(({ name, shape: { predicted_actual } }) =>
    predicted_actual === undefined ? [] : [{ name, ...predicted_actual, ...cellsOf(predicted_actual) }],
  )
  const [low, high] = [Math.min(...found.map((side) => side.low)), Math.max(...found.map((side) => side.high))]
  const most = Math.max(...found.flatMap(({ cells }) => cells.map(({ density }) => density)))
  return found.map((side) => predictedActualChart(side, { low, high, most }))
}

type Found = NonNullable<Side['shape']['predicted_actual']>

/** Cells that hold rows. Sides have cells of their own size: what is compared is how many of all rows lie in an equal area. */
function cellsOf({ counts, high, low }: Found) {
  const width = (high - low) / counts.length
  const total = counts.flat().reduce((sum, count) => sum + count, 0)
  const cells = counts.flatMap((row, label) =>
    row.flatMap((count, answer) =>
      count === 0
        ? []
        : [{ x: low + answer * width, y: low + label * width, count, density: count / total / width ** 2 }],
    ),
  )
  return { width, cells }
}

function predictedActualChart(
  { cells, high, low, name, width }: Found & ReturnType<typeof cellsOf> & Pick<Side, 'name'>,
  all: { readonly low: number; readonly high: number; readonly most: number },
): Chart {
  const values = cells.map(({ count, density, x, y }) => {
    const tip = `${name}: ${formatCount(Math.round(count))} rows predicted from ${shortNumber(x)} on, real from ${shortNumber(y)} on`
    return { x, x2: x + width, y, y2: y + width, dense: Math.sqrt(density / all.most), tip }
  })
  const scale = { domain: [all.low, all.high] } as const
  return chart(
    `Predicted and actual of ${name}`,
    `Rows by prediction and label, darker where there are more; on the dashed line both are equal. What lies below ${shortNumber(low)} or above ${shortNumber(high)}, at most half a per cent of the values at either end, counts in the outermost cells.`,
    {
      width: 300,
      height: 300,
      layer: [
        {
          data: { values },
          mark: { type: 'rect', color: COLOURS.candidate },
          encoding: {
            x: { field: 'x', type: 'quantitative', title: 'prediction', scale, axis: { tickCount: 5 } },
            x2: { field: 'x2' },
            y: { field: 'y', type: 'quantitative', title: 'label', scale, axis: { tickCount: 5 } },
            y2: { field: 'y2' },
            opacity: {
              field: 'dense',
              type: 'quantitative',
              scale: { domain: [0, 1], range: [0.08, 1] },
              legend: null,
            },
            description: { field: 'tip', type: 'nominal' },
          },
        },
        {
          data: { values: [{ at: all.low }, { at: all.high }] },
          mark: { type: 'line', color: 'currentColor', opacity: 0.5, strokeDash: [4, 3] },
          encoding: { x: { field: 'at', type: 'quantitative' }, y: { field: 'at', type: 'quantitative' } },
        },
      ],
    },
  )
}
