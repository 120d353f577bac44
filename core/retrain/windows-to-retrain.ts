import type { Model } from '../config.ts'
import { planWindows } from './plan-windows.ts'

/**
 * The rows that a model would be trained and compared on now, by its config.
 *
 * @param now milliseconds since 1970
 */
export function windowsToRetrain(
  { data, drift }: Pick<Model, 'data' | 'drift'>,
  { holdout, train_on: trainOn }: NonNullable<Model['retrain']>,
  now: number,
): ReturnType<typeof planWindows> {
  const every = typeof data.group === 'object' ? data.group.every : undefined
  return planWindows({ now, trainOn, holdout, availableAfter: drift?.labels?.available_after ?? 0, every })
}
