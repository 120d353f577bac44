import type { DriftPerformance } from '../../artifacts/drift.ts'
import { FEWEST_ROWS } from '../policy/limits.ts'

/** A metric on both sides, with the margin in its unit. */
interface Values {
  readonly metric: string
  readonly higher_is_better: boolean
  readonly margin: number
  readonly reference: number | null
  readonly current: number | null
}

/**
 * Whether values alone are further apart than the margin, for the worse.
 *
 * @example
 * isBeyond({ metric: 'log_loss', higher_is_better: false, margin: 0.06, reference: 0.6, current: 1.03 }) // true
 */
export function isBeyond({ current, higher_is_better, margin, metric, reference }: Values): boolean {
  if (current === null || reference === null) return false
  // The one metric that is best at 0.
  if (metric === 'bias') return Math.abs(current) - Math.abs(reference) > margin
  return (higher_is_better ? reference - current : current - reference) > margin
}

/**
 * Whether performance that cannot be judged, of days too few to know how they differ, looks worse than its margin allows: a window is not stable for nobody
 * being able to say so.
 */
export function looksWorse(performance: DriftPerformance): boolean {
  const { metric, metrics, verdict } = performance
  const compared = metrics[metric]
  if (verdict !== 'insufficient' || compared === undefined || compared.current.rows < FEWEST_ROWS) return false
  const [reference, current] = [compared.reference.value, compared.current.value]
  return isBeyond({ ...performance, reference, current })
}
