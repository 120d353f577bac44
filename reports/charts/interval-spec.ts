import { COLOURS } from './chart.ts'
import { BELOW_NAME, FEW_TICKS, namedRows } from './named-rows.ts'

/** A value with its interval, and what is said of it to who points at it. */
export interface NamedInterval {
  readonly name: string
  readonly value: number
  readonly low: number
  readonly high: number
  readonly tip: string
}

/** What a chart draws that has a line for each name, with its value and interval, in the order given. */
export function intervalSpec(values: readonly NamedInterval[]) {
  const { description, size, y } = namedRows('name')
  const x = { type: 'quantitative', title: null, scale: { zero: false }, axis: FEW_TICKS } as const
  return {
    data: { values },
    ...size,
    layer: [
      {
        mark: { ...BELOW_NAME, type: 'rule', strokeWidth: 3, color: COLOURS.candidate },
        encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y, description },
      },
      {
        mark: { ...BELOW_NAME, type: 'point', filled: true, size: 70, opacity: 1, color: COLOURS.candidate },
        encoding: { x: { ...x, field: 'value' }, y, description },
      },
    ],
  }
}
