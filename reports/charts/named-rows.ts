import { formatCount } from '../../core/format-number.ts'

/** Encodings and size of a chart that has a line for each name, in the order of its data. @param field that holds the name */
export function namedRows(field: string) {
  return {
    size: { width: 420, height: { step: 22 } },
    y: {
      field,
      type: 'nominal',
      title: null,
      sort: null,
      axis: { labelLimit: 280, grid: false, domain: false, ticks: false },
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
