/**
 * A share as people read it: two digits that count.
 *
 * @example
 * sayShare(3, 500) // '0.60 %'
 */
export function sayShare(part: number, whole: number): string {
  const percent = percentOf(part / whole)
  if (percent >= 99.95 && part < whole) return 'almost all'
  if (percent === 0) return '0 %'
  return `${percent >= 10 ? percent.toFixed(0) : percent.toPrecision(2)} %`
}

/**
 * A share in percent, to be rounded: half of a digit goes up however its number is stored, 1.15 to 1.2.
 *
 * @example
 * percentOf(0.0115).toFixed(1) // '1.2'
 */
export function percentOf(share: number): number {
  return 100 * share * (1 + 1e-12)
}
