import { quoteList, quoteName, quoteText } from '../../core/data/sql.ts'
import type { ColumnFacts } from './column-facts.ts'
import type { Roles } from './guess-roles.ts'

/** Types to look for in a CSV: no BOOLEAN, which would turn the labels yes and no into true and false. */
const TYPES = quoteList(['BIGINT', 'DOUBLE', 'DATE', 'TIMESTAMP', 'TIMESTAMPTZ', 'VARCHAR'])
/** So many moments at least must there be, for the last fifth to be one worth judging on. */
const MOMENTS = 20

/**
 * DuckDB SQL that makes the tables `train` and `test` of one file: the latest fifth of the rows judges where
 * time is known, else a fifth of the groups, ids or rows that a hash picks. Rows that are equal go together.
 */
export function prepareSql(
  source: string,
  facts: readonly ColumnFacts[],
  roles: Pick<Roles, 'group' | 'id' | 'time'>,
): string {
  const { isTest, why } = rule(facts, roles)
  return `-- Cuts ${source.replace(/\s/g, ' ')} into rows to learn from and rows to judge on: ${why}
CREATE ${isParquet(source) ? 'VIEW' : 'TABLE'} all_rows AS FROM ${reading(source)};
CREATE VIEW test AS SELECT * FROM all_rows WHERE ${isTest};
CREATE VIEW train AS SELECT * FROM all_rows WHERE NOT (${isTest});
`
}

function rule(facts: readonly ColumnFacts[], { group, id, time }: Pick<Roles, 'group' | 'id' | 'time'>) {
  const moments = facts.find(({ name }) => name === time)?.distinct ?? 0
  if (time !== undefined && moments >= MOMENTS) {
    const column = quoteName(time)
    return {
      isTest: `${column} > (SELECT quantile_disc(${column}, 0.8) FROM all_rows)`,
      why: 'the model is judged on the latest fifth.',
    }
  }
  const key = group ?? id
  const value = key === undefined ? 'all_rows' : quoteName(key)
  const why = { group: 'a fifth of the groups.', id: 'a fifth of the ids.', row: 'a fifth of the rows.' }
  return {
    isTest: `md5_number_lower(coalesce(${value}::VARCHAR, '')) % 5 = 0`,
    why: `the model is judged on ${why[group === undefined ? (id === undefined ? 'row' : 'id') : 'group']}`,
  }
}

function reading(source: string): string {
  const file = quoteText(source)
  if (isParquet(source)) return `read_parquet(${file})`
  return /\.[ct]sv(\.|$)/i.test(source) ? `read_csv(${file}, auto_type_candidates = ${TYPES})` : `read_json(${file})`
}

function isParquet(source: string): boolean {
  return /\.parquet$/i.test(source)
}
