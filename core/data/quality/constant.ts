import type { Trouble } from './check.ts'
import { type Rows, sayRows } from './rows.ts'
import type { Summary } from './summarize.ts'

/**
 * Features that hold one value in every row, or none at all: a model learns nothing from them, and
 * often a join or an export went wrong.
 *
 * @param features columns that a model may learn from
 */
export function findConstant(
  { count }: Pick<Rows, 'count'>,
  summaries: ReadonlyMap<string, Summary>,
  features: readonly string[],
): Trouble[] {
  if (count < 2) return []
  return features.flatMap((name): Trouble[] => {
    const { constant, missing, present } = summaries.get(name)!
    if (present > 0 && !(constant && missing === 0)) return []
    const because = present === 0 ? `all ${sayRows(count)} are without a value` : `all ${sayRows(count)} hold one value`
    return [{ check: 'constant', column: name, outcome: 'warn', rows: count, row_numbers: [], because }]
  })
}
