import type { DriftTest } from '../artifacts/drift.ts'
import type { DriftMethod } from './methods.ts'

/**
 * A method without an answer, and why.
 *
 * @example
 * unanswered('ks', 'a reason') // { method: 'ks', statistic: null, reason: 'a reason' }
 */
export function unanswered(method: DriftMethod, reason: string): DriftTest {
  return { method, statistic: null, reason }
}
