import type { Drift } from '../../artifacts/drift.ts'
import { FEWEST_ROWS } from './limits.ts'

type Lacking = Pick<Drift, 'performance' | 'window'> & {
  /** Rows of the window. */
  readonly rows: number
  readonly predictions: NonNullable<Drift['predictions']>['features'] | null
}

/**
 * What production should have given and has not: answers of a window that has rows enough, or any of the labels that are due. Without it
 * inputs that are as they were are no reason to call a model stable.
 *
 * Labels are due in windows alone: of two files nobody says when they come.
 */
export function lackIn({ performance, predictions, rows, window }: Lacking): 'answers' | 'labels' | undefined {
  const few = predictions?.filter(
    ({ rows: { current }, verdict }) => verdict === 'insufficient' && current < FEWEST_ROWS,
  )
  if (predictions && predictions.length > 0 && rows >= FEWEST_ROWS && few?.length === predictions.length)
    return 'answers'
  return window !== null && performance?.coverage === 0 ? 'labels' : undefined
}
