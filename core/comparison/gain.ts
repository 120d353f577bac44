import { studentTCdf, studentTQuantile } from '../stats/student-t.ts'
import type { Spread } from './spread.ts'

/** How much better the candidate is, positive for better, whatever the metric's direction. */
export interface Gain {
  readonly ci: readonly [number, number]
  /** One-sided p for gain ≥ −margin: below 0.025 exactly when the whole interval lies below −margin. */
  readonly pWorse: (margin: number) => number
}

/** An estimate and its spread. */
export interface Estimated extends Spread {
  readonly value: number
}

/** The gain in a metric that should be high (`sign` 1) or low (−1). */
export function gainOf(delta: Estimated, sign: 1 | -1): Gain {
  const gain = { ...delta, value: sign * delta.value }
  return { ci: endsAt(gain, 0.975), pWorse: (margin) => probabilityBelow(gain, -margin) }
}

/**
 * The gain in a metric that should be near zero: |baseline| − |candidate|.
 *
 * Where both signs are plain (zero outside both 99.9 % intervals) the gain is an ordinary sum or
 * difference. Near zero the absolute value bends, and its ordinary interval misses: there the gain
 * is bounded over all values that the sum u = c + b and the difference v = b − c may jointly have
 * (97.5 % intervals each, so at least 95 % together), since |b| − |c| = sign(uv) · min(|u|, |v|).
 * That is wider than need be and never too narrow.
 *
 * @param combine estimates `c × candidate + b × baseline`
 */
export function gainTowardsZero(combine: (c: number, b: number) => Estimated): Gain {
  const [candidate, baseline] = [combine(1, 0), combine(0, 1)]
  if (isSignPlain(candidate) && isSignPlain(baseline)) {
    return gainOf(combine(-Math.sign(candidate.value), Math.sign(baseline.value)), 1)
  }
  const [sum, difference] = [combine(1, 1), combine(-1, 1)]
  const [u, v] = [endsAt(sum, 0.9875), endsAt(difference, 0.9875)]
  return {
    ci: [-highestGain(u, [-v[1], -v[0]]), highestGain(u, v)],
    pWorse: (margin) => {
      const apart = Math.max(probabilityBelow(mirror(sum), -margin), probabilityBelow(difference, -margin))
      const mirrored = Math.max(probabilityBelow(sum, -margin), probabilityBelow(mirror(difference), -margin))
      return Math.min(1, 2 * Math.min(apart, mirrored))
    },
  }
}

function mirror(estimated: Estimated): Estimated {
  return { ...estimated, value: -estimated.value }
}

function isSignPlain({ value, variance, df }: Estimated): boolean {
  return Math.abs(value) > studentTQuantile(0.9995, df) * Math.sqrt(variance)
}

/** The highest sign(uv) · min(|u|, |v|) over a box. */
function highestGain(u: readonly [number, number], v: readonly [number, number]): number {
  const positive = Math.min(u[1], v[1])
  const negative = Math.min(-u[0], -v[0])
  const best = Math.max(positive, negative)
  return best > 0 ? best : 0 - Math.min(nearestToZero(u), nearestToZero(v))
}

function nearestToZero([lo, hi]: readonly [number, number]): number {
  return lo <= 0 && hi >= 0 ? 0 : Math.min(Math.abs(lo), Math.abs(hi))
}

/** The two ends that are each passed with probability 1 − `level`. */
export function endsAt({ value, variance, df }: Estimated, level: number): readonly [number, number] {
  const half = variance === 0 ? 0 : studentTQuantile(level, df) * Math.sqrt(variance)
  return [value - half, value + half]
}

/** How probable an estimate this low or lower is if the truth is `truth`. */
export function probabilityBelow({ value, variance, df }: Estimated, truth: number): number {
  if (variance === 0) return value >= truth ? 1 : 0
  return studentTCdf((value - truth) / Math.sqrt(variance), df)
}
