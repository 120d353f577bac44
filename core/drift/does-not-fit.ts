import type { DriftTest } from '../artifacts/drift.ts'
import { NUMBER_METHODS } from './compare-numbers.ts'
import { DRIFT_METHODS, type DriftMethod } from './methods.ts'
import { unanswered } from './unanswered.ts'

/**
 * The answer of a method for numbers to a column of text: which methods fit.
 *
 * @example
 * doesNotFit('ks').statistic // null
 */
export function doesNotFit(method: DriftMethod): DriftTest {
  const fitting = DRIFT_METHODS.filter((name) => !NUMBER_METHODS.includes(name))
  return unanswered(method, `${method} compares numbers, and this is a column of categories: ${fitting.join(', ')} fit`)
}
