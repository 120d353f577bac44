import { formatCount } from '../../core/format-number.ts'

/** From the left end of the line on, and over it. */
const ABOVE = { labelAlign: 'left', labelLimit: 310, labelOffset: -9, labelPadding: 0, zindex: 1 } as const

/** Of the axis of values: more do not fit side by side. */
export const FEW_TICKS = { tickCount: 5 } as const

/** Where marks of a line lie, in pixels below its middle. */
export const BELOW_NAME = { yOffset: 8 } as const

/**
 * Encodings and size of a chart that has a line for each name, in the order of its data. Names stand above their lines: beside them
 * they would take half the width of a phone.
 *
 * @param field that holds the name
 */
export function namedRows(field: string) {
  return {
    size: { width: 320, height: { step: 36 } },
    y: {
      field,
      type: 'nominal',
      title: null,
      sort: null,
      axis: { ...ABOVE, grid: false, domain: false, ticks: false },
    },
    description: { field: 'tip', type: 'nominal' },
  } as const
}

/**
 * What a title says where not all are drawn.
 *
 * @example
 * sayCut(40, 500) // ': 40 of 500'
 */
export function sayCut(most: number, all: number): string {
  return all > most ? `: ${most} of ${formatCount(all)}` : ''
}
