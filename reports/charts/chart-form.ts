import type { TopLevelSpec } from 'vega-lite'

/** A chart apart from what it shows: charts of one form differ in their rows and in their description alone, which no picture shows. */
export interface ChartForm {
  /** Same for all charts of one form. */
  readonly key: string
  /** The chart with a mark in place of each list of rows. */
  readonly spec: TopLevelSpec
  /** The lists of rows, by the number in their mark. */
  readonly rows: readonly (readonly unknown[])[]
}

const MARK = 'rows of the chart'

/**
 * What can be worked out once for many charts, and what is each one's own. Cost is linear in the specification without
 * its rows, which are neither read nor copied.
 *
 * @example
 * formOf({ data: { values: [{ a: 1 }] }, mark: 'point' }).key
 * // '{"data":{"values":[{"rows of the chart":0}]},"mark":"point"}'
 */
export function formOf(spec: TopLevelSpec): ChartForm {
  const rows: (readonly unknown[])[] = []
  const without = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => without(one, ''))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) => {
        if (name === 'data' && key === 'values' && Array.isArray(inner)) return [[key, [{ [MARK]: numberOf(inner) }]]]
        return [[key, without(inner, key)]]
      }),
    )
  }
  const numberOf = (list: readonly unknown[]) => (rows.includes(list) ? rows.indexOf(list) : rows.push(list) - 1)
  const { description: _, ...drawn } = spec
  const form = without(drawn, '') as TopLevelSpec
  return { key: JSON.stringify(form), spec: form, rows }
}

/** The number in a mark; undefined: these are rows. */
export function markedRows(rows: readonly unknown[]): number | undefined {
  return (rows[0] as Partial<Record<typeof MARK, number>> | undefined)?.[MARK]
}
