import type { Measured } from './measure/measure.ts'
import type { Pair } from './work.ts'

/** What a line of the table says of a pair. */
export interface Ratio {
  /** The other's time by ours where ours should be faster, else ours by the other's. */
  readonly ratio: number
  readonly reached: boolean
}

/**
 * How two measured works stand to each other, and whether that is the goal.
 *
 * @throws {Error} if seconds of processor are asked for, and a side told none
 * @example
 * ratioOf({ goal: { faster: 10 }, … }, { seconds: 2, … }, { seconds: 24, … }) // { ratio: 12, reached: true }
 */
export function ratioOf({ goal, processor }: Pick<Pair, 'goal' | 'processor'>, ours: Measured, other: Measured): Ratio {
  const [mine, theirs] = [ours, other].map((one) => (processor ? one.processor : one.seconds))
  if (mine === undefined || theirs === undefined) throw new Error('Unexpected work that tells no seconds of processor')
  if ('faster' in goal) return { ratio: theirs / mine, reached: theirs / mine >= goal.faster }
  if ('seconds' in goal) return { ratio: mine / theirs, reached: mine <= goal.seconds }
  if ('secondsMore' in goal) return { ratio: mine / theirs, reached: mine - theirs <= goal.secondsMore }
  return { ratio: mine / theirs, reached: mine / theirs <= goal.within }
}
