import type { Drift } from '../../artifacts/drift.ts'
import { BROKEN } from './broken-answers.ts'
import { FEWEST_ROWS } from './limits.ts'

interface Lacking {
  /** null where no labels are due. */
  readonly performance: Drift['performance']
  /** Rows of the window. */
  readonly rows: number
  readonly predictions: NonNullable<Drift['predictions']>['features'] | null
}

/**
 * What production should have given and has not: answers of a window that has rows enough, or any of the labels that are due. Without it
 * inputs that are as they were are no reason to call a model stable.
 */
export function lackIn({ performance, predictions, rows }: Lacking): 'answers' | 'labels' | undefined {
  const compared = predictions?.filter(({ name }) => BROKEN.every(([broken]) => name !== broken)) ?? []
  const areFew = compared.every((one) => one.verdict === 'insufficient' && one.rows.current < FEWEST_ROWS)
  if (compared.length > 0 && areFew && rows >= FEWEST_ROWS) return 'answers'
  return performance?.coverage === 0 ? 'labels' : undefined
}
