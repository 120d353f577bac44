import type { ModelConfig } from '../../config/schema.ts'
import { suggest } from '../../errors.ts'
import type { Trouble } from './check.ts'
import type { Rows } from './rows.ts'

/**
 * Columns that the config names and the data lacks: the target anywhere, the other parts in the rows that
 * are judged, sensitive and excluded ones everywhere, for a misspelt name there protects nothing.
 *
 * @param elsewhere sensitive and excluded columns that only other rows have, such as the logs
 */
export function findMissingColumns(
  parts: readonly Rows[],
  data: ModelConfig['data'],
  elsewhere: readonly string[] = [],
): Trouble[] {
  const { group, id, time, weight } = data
  const judging = { id, time, group: typeof group === 'object' ? group.time : group, weight }
  const found = parts.flatMap((rows) => {
    const roles = rows.source === 'test' ? { target: data.target, ...judging } : { target: data.target }
    return Object.entries(roles).flatMap(([role, name]) =>
      name === undefined || has(rows, name) ? [] : [missing(rows, name, `data.${role}`, 'fail')],
    )
  })
  const [first] = parts
  if (first === undefined) return found
  const nowhere = (name: string) => !elsewhere.includes(name) && !parts.some((rows) => has(rows, name))
  return [
    ...found,
    ...data.sensitive.filter(nowhere).map((name) => missing(first, name, 'data.sensitive', 'fail')),
    ...data.exclude.filter(nowhere).map((name) => missing(first, name, 'data.exclude', 'warn')),
  ]
}

function has({ columns }: Rows, wanted: string): boolean {
  return columns.some(({ name }) => name === wanted)
}

function missing({ columns, count, source }: Rows, name: string, setting: string, outcome: 'warn' | 'fail'): Trouble {
  const nearest = suggest(
    name,
    columns.map((column) => column.name),
  )
  const because = `the column that ${setting} names is missing, ${nearest}`
  return { check: 'columns', source, column: name, outcome, rows: count, row_numbers: [], because }
}
