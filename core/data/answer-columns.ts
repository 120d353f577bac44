import type { Task } from '../metrics/metric.ts'
import { SCORE_PREFIX } from '../models/predictions/find-classes.ts'
import { isPresent, type NamedColumn } from './by-id.ts'
import type { KnownLabels } from './known-labels.ts'
import { possibleAnswers } from './possible-answers.ts'

/** Columns of the logs that hold a model's answer, and what a predictions file calls them. */
export type AnswerColumns = readonly (readonly [name: string, called: string])[]

/** One of them, and what it holds. */
export interface AnswerColumn extends NamedColumn {
  /** What a predictions file calls it. */
  readonly called: string
}

/** Columns of answers as a config names them. */
export interface NamedAnswers {
  readonly score?: string | undefined
  readonly prediction?: string | undefined
}

/**
 * Finds the answers of a model among the columns of its logs: those that the config names, else those that are called as in
 * a predictions file.
 *
 * @param named by the config; whether it is there is not looked at
 * @returns none where the logs hold no answers
 * @example
 * answersAmong('regression', ['at', 'prediction']) // [['prediction', 'prediction']]
 */
export function answersAmong(
  task: Task | undefined,
  names: readonly string[],
  { prediction, score }: NamedAnswers = {},
): AnswerColumns {
  const own = score ?? prediction
  if (own !== undefined) return [[own, task === 'regression' || score === undefined ? 'prediction' : 'score']]
  const scores = names.filter((name) => name.startsWith(SCORE_PREFIX))
  if (task === 'multiclass-classification' && scores.length > 0) return scores.map((name) => [name, name])
  const usual = task === 'regression' ? ['prediction'] : ['score', 'prediction']
  const found = usual.find((name) => names.includes(name))
  return found === undefined ? [] : [[found, found]]
}

/**
 * SQL that holds for rows with an answer, which has a value in each of these columns: where a request has failed there is none.
 *
 * @param rule what answers can be: an impossible one, such as a probability of 3, is none. Undefined: whatever is written is one
 */
export function hasAnswer(columns: readonly AnswerColumn[], rule: KnownLabels | undefined): string {
  if (columns.length === 0) return 'TRUE'
  if (rule === undefined) return columns.map(isPresent).join(' AND ')
  const { given, possible } = possibleAnswers(columns, rule)
  return `${given} AND ${possible}`
}
