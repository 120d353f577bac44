/** What a detector says of the stream so far: `warning` comes before `drift`, where a detector has it. */
type Signal = 'stable' | 'warning' | 'drift'

/**
 * Watches a stream of numbers: takes the next one and says whether the stream has changed. It holds a state; after `drift`
 * it begins anew with the next number.
 */
export type Detector = (value: number) => Signal

/**
 * The places in a stream at which a detector says that it has changed.
 *
 * @param detector fresh; it is used up
 * @example
 * driftsOf((value) => (value > 1 ? 'drift' : 'stable'), [0, 3, 0, 5]) // [1, 3]
 */
export function driftsOf(detector: Detector, values: ArrayLike<number>): number[] {
  const drifts: number[] = []
  for (let i = 0; i < values.length; i++) if (detector(values[i]!) === 'drift') drifts.push(i)
  return drifts
}
