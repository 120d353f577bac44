import type { Task } from '../metrics/metric.ts'
import { SCORE_PREFIX } from '../models/predictions/find-classes.ts'
import { isPresent, type NamedColumn } from './by-id.ts'

/** Columns of the logs that hold a model's answer, and what a predictions file calls them. */
export type AnswerColumns = readonly (readonly [name: string, called: string])[]

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

/** SQL that holds for rows with an answer, which has a value in each of these columns: where a request has failed there is none. */
export function hasAnswer(columns: readonly NamedColumn[]): string {
  return columns.length === 0 ? 'TRUE' : columns.map(isPresent).join(' AND ')
}
