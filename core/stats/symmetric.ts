/**
 * The upper half of a distribution that is symmetric about 0; every x is ≥ 0.
 *
 * Both parts are given because each is exact only on its own side: near 0 the tail is 0.5 minus
 * something tiny, and far out the centre is.
 */
export interface UpperHalf {
  readonly density: (x: number) => number
  /** P(0 < X < x) */
  readonly centre: (x: number) => number
  /** P(X > x) */
  readonly tail: (x: number) => number
}

/** P(X ≤ x). */
export function symmetricCdf(x: number, half: UpperHalf): number {
  return x < 0 ? half.tail(-x) : 0.5 + half.centre(x)
}

/**
 * The x with P(X ≤ x) = p, by Newton's method.
 *
 * Near the middle it solves for the centre from 0 upwards, where Newton cannot overshoot because the
 * density falls; elsewhere for log tail against log x, which is concave, so that Newton overshoots at
 * most once.
 *
 * @param p probability; 0 and 1 give −∞ and ∞, anything outside NaN
 * @param farStart a first guess of the x whose tail is q, for q ≤ 0.25
 */
export function symmetricQuantile(p: number, half: UpperHalf, farStart: (q: number) => number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity
  const q = Math.min(p, 1 - p)
  const x = q > 0.25 ? solveCentre(0.5 - q, half) : solveTail(q, half, farStart(q))
  return p < 0.5 ? -x : x
}

function solveCentre(share: number, half: UpperHalf): number {
  let x = 0
  for (let step = 0; step < 60; step++) {
    const move = (share - half.centre(x)) / half.density(x)
    x += move
    if (Math.abs(move) <= 1e-16 * x) break
  }
  return x
}

function solveTail(q: number, half: UpperHalf, start: number): number {
  let x = start
  for (let step = 0; step < 60; step++) {
    const tail = half.tail(x)
    const move = (Math.log(tail / q) * tail) / (half.density(x) * x)
    x *= Math.exp(move)
    if (Math.abs(move) <= 1e-16) break
  }
  return x
}
