import { randomBits } from '../../core/stats/random.ts'

/** A stream of random numbers; the same seed gives the same stream. */
export interface Draw {
  /** In (0, 1). */
  readonly uniform: () => number
  /** Mean 0, variance 1. */
  readonly normal: () => number
}

/** Normal numbers by the polar method of Marsaglia and Bray (1964). */
export function drawFrom(seed: number): Draw {
  const bits = randomBits(seed)
  const uniform = () => ((bits() >>> 0) + 0.5) / 2 ** 32
  let kept: number | undefined
  const normal = (): number => {
    if (kept !== undefined) {
      const value = kept
      kept = undefined
      return value
    }
    for (;;) {
      const [x, y] = [2 * uniform() - 1, 2 * uniform() - 1]
      const square = x * x + y * y
      if (square >= 1) continue
      const scale = Math.sqrt((-2 * Math.log(square)) / square)
      kept = y * scale
      return x * scale
    }
  }
  return { uniform, normal }
}
