import type { TextProfile } from '../../artifacts/profile.ts'
import { quoteName } from '../sql.ts'
import { LEAST_ROWS } from './condense.ts'
import { countedDistinct } from './distinct.ts'
import type { Asked } from './profile-source.ts'
import { LEAST_REGISTERS, MOST_REGISTERS, type Registers } from './registers.ts'
import { LONGEST_TEXT, MOST_TEXTS, textProfile } from './text-profile.ts'

/** What a row of the answer is about. */
const KIND = { value: 0, register: 1, missing: 2, present: 3 } as const

/** The profile of a column of text. DuckDB groups by the values, of which only the frequent ones are moved here. */
export async function countTexts({ engine, relation, rows, shown }: Asked, name: string): Promise<TextProfile> {
  const answer = await engine.query(countSql(relation, quoteName(name)), shown)
  const asked = (kind: keyof typeof KIND) => answer.filter(([its]) => its === KIND[kind])
  const values = asked('value').map(([, value, rows]) => ({ value: String(value), rows: Number(rows), error: 0 }))
  const missing = Number(asked('missing')[0]![2])
  const [, , different, largest] = asked('present')[0]!.map(Number)
  return textProfile({
    name,
    missing,
    values,
    rest: values.reduce((rest, { rows }) => rest - rows, rows - missing),
    // Where the list is full, a value that is not on it may be as frequent as the last.
    unlisted: Math.max(largest!, values.length === MOST_TEXTS ? values.at(-1)!.rows : 0),
    distinct: (complete) => countedDistinct(different!, complete ? undefined : registersIn(asked('register'))),
  })
}

function registersIn(answer: readonly unknown[][]): Registers {
  const registers = new Uint8Array(MOST_REGISTERS)
  for (const [, , at, rest] of answer) registers[Number(at)] = Math.clz32(Number(rest)) + 1
  return registers
}

/** Rows of a `KIND`, a text and two numbers: each value that is listed, registers of the sketch, and sums over all. */
function countSql(relation: string, value: string): string {
  const frequent = `rows >= ${LEAST_ROWS} AND length(value) <= ${LONGEST_TEXT}`
  // The one with the least bits left has the most leading zeros.
  const registers = `SELECT (('0x' || digest[1:8])::UBIGINT * ${MOST_REGISTERS}) >> 32 AS register, min(('0x' || digest[9:16])::UBIGINT) AS rest
    FROM (SELECT md5(value) AS digest FROM present WHERE (SELECT count(*) FROM present) >= ${LEAST_ROWS * LEAST_REGISTERS}) GROUP BY 1`
  return `WITH counted AS MATERIALIZED (SELECT ${value} AS value, count(*) AS rows FROM ${relation} GROUP BY 1),
    present AS (SELECT value, rows FROM counted WHERE value IS NOT NULL)
    (SELECT ${KIND.value}, value, rows, 0 FROM present WHERE ${frequent} ORDER BY rows DESC, value LIMIT ${MOST_TEXTS})
    UNION ALL SELECT ${KIND.register}, NULL, register, rest FROM (${registers})
    UNION ALL SELECT ${KIND.missing}, NULL, coalesce(sum(rows), 0), 0 FROM counted WHERE value IS NULL
    UNION ALL SELECT ${KIND.present}, NULL, count(*), coalesce(max(rows) FILTER (NOT (${frequent})), 0) FROM present`
}
