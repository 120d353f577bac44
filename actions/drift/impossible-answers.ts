import type { DriftQuality } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import type { AnswerColumns } from '../../core/data/answer-columns.ts'
import type { Engine } from '../../core/data/engine.ts'
import type { KnownLabels } from '../../core/data/known-labels.ts'
import { possibleAnswers } from '../../core/data/possible-answers.ts'
import { mayQuote } from '../../core/data/quality/personal/may-quote.ts'
import { quoteName } from '../../core/data/sql.ts'
import type { ImpossibleAnswers } from '../../core/drift/policy/impossible-answers.ts'
import { answersIn } from './answers.ts'
import type { Rows } from './rows.ts'

/** What answers can be, and what may be told of them. */
export interface AnswerRule extends KnownLabels {
  /** Columns whose values may not be told. */
  readonly sensitive: readonly string[]
}

/**
 * Answers of a window that cannot be one: a single score of 3.2 among a million must not keep the others from being judged. They count as
 * none, and are told.
 *
 * @param rows once each by their id, with an answer or without
 */
export async function findImpossible(
  engine: Engine,
  rows: Rows,
  answers: AnswerColumns,
  rule: AnswerRule,
): Promise<{ readonly impossible: ImpossibleAnswers | undefined; readonly quality: readonly DriftQuality[] }> {
  if (answers.length === 0) return NONE
  const { columns, given, possible, sum } = possibleAnswers(answersIn(rows, answers), rule)
  const counted = await engine.query(
    `SELECT count(*), count(*) FILTER (WHERE ${possible}) FROM ${rows.relation} WHERE ${given}`,
    rows.uri,
  )
  const [of, sound] = counted[0]!.map(Number) as [number, number]
  if (of === sound) return NONE
  // The number that is farthest out tells most.
  const ask = async (value: string, fits: string, size?: string) => {
    const order = size === undefined ? 'v' : `${size} DESC NULLS LAST, v`
    const found = await engine.query(
      `SELECT ${value} AS v FROM ${rows.relation} WHERE ${given} AND (${fits}) IS NOT TRUE ORDER BY ${order} LIMIT 1`,
      rows.uri,
    )
    return found[0] && String(found[0][0])
  }
  const such = async () => {
    for (const { expected, fits, name, size } of columns) {
      const text = await ask(`${quoteName(name)}::VARCHAR`, fits, size)
      if (text === undefined) continue
      const where = mayQuote(text, name, rule.sensitive) ? `such as \`${shown(text)}\` in ${name}` : `in ${name}`
      return { column: name, such: `${where}, where ${expected} is expected` }
    }
    const total = await ask(`(${sum})::DECIMAL(9, 4)::VARCHAR`, possible)
    const isHidden = columns.some(({ name }) => rule.sensitive.includes(name))
    const sums = `such as probabilities that sum to ${total}, where 1 is expected`
    return { column: null, such: isHidden ? 'with probabilities that do not sum to 1' : sums }
  }
  const example = await such()
  const bad = of - sound
  const because = `${count(bad, 'row')} of ${rows.uri} ${bad === 1 ? 'has' : 'have'} an answer that is impossible, ${example.such}, and ${bad === 1 ? 'counts' : 'count'} as without one`
  return {
    impossible: { rows: bad, of, such: example.such },
    quality: [{ check: 'type', column: example.column, level: 'warning', because }],
  }
}

const NONE = { impossible: undefined, quality: [] }

/** So much of a value is told. */
const MOST_LETTERS = 40
const MOST_DIGITS = 8

function shown(text: string): string {
  if (Number.isFinite(Number(text))) return String(Number(Number(text).toPrecision(MOST_DIGITS)))
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text
}
