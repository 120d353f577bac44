import { COLOURS } from './chart.ts'
import type { LinePoint } from './column-history.ts'

/** The part of a specification that draws values by window, those that are too much apart, and the limit. */
export function lineSpec(points: readonly LinePoint[], title: string, limit: number | null) {
  const x = { field: 'at', type: 'temporal', title: null, scale: { type: 'utc' } } as const
  const y = { field: 'value', type: 'quantitative', title } as const
  const colour = { condition: { test: 'datum.over', value: COLOURS.bad }, value: COLOURS.candidate }
  return {
    data: { values: points },
    width: 300,
    height: 60,
    layer: [
      { mark: { type: 'line', color: COLOURS.candidate }, encoding: { x, y } },
      {
        mark: { type: 'point', filled: true, opacity: 1 },
        encoding: { x, y, color: colour, description: { field: 'tip', type: 'nominal' } },
      },
      ...(limit === null
        ? []
        : [
            {
              data: { values: [{ limit }] },
              mark: { type: 'rule', color: COLOURS.bad, strokeDash: [4, 3] },
              encoding: { y: { field: 'limit', type: 'quantitative' } },
            },
          ]),
    ],
  }
}
