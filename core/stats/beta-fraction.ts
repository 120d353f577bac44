/**
 * The continued fraction of the regularised incomplete beta function, without its leading factor:
 * I_x(a, b) = x^a · (1 − x)^b / (a · B(a, b)) · betaFraction(x, a, b).
 *
 * Evaluated by Lentz's method. Callers use it where x < (a + 1) / (a + b + 2), where it converges in
 * about √max(a, b) steps.
 *
 * @param x in [0, 1)
 * @see DLMF 8.17.22, https://dlmf.nist.gov/8.17.E22; Lentz 1976, doi:10.1364/AO.15.000668
 * @example
 * betaFraction(0.25, 1, 1) // 1.3333333333
 */
export function betaFraction(x: number, a: number, b: number): number {
  let value = 1
  let ratio = 1
  let inverse = 0
  const maxSteps = 200 + 10 * Math.sqrt(Math.max(a, b))
  for (let m = 0; m < maxSteps; m++) {
    const before = value
    for (const step of [oddStep(m, x, a, b), evenStep(m + 1, x, a, b)]) {
      inverse = 1 / (1 + step * inverse)
      ratio = 1 + step / ratio
      value *= ratio * inverse
    }
    if (Math.abs(value - before) <= 1e-16 * Math.abs(value)) break
  }
  return 1 / value
}

function evenStep(m: number, x: number, a: number, b: number): number {
  return (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
}

function oddStep(m: number, x: number, a: number, b: number): number {
  return (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
}
