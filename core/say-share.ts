/**
 * A share as people read it: two digits that count.
 *
 * @example
 * sayShare(3, 500) // '0.60 %'
 */
export function sayShare(part: number, whole: number): string {
  const percent = (100 * part) / whole
  if (percent >= 99.95 && part < whole) return 'almost all'
  if (percent === 0) return '0 %'
  return `${percent >= 10 ? percent.toFixed(0) : percent.toPrecision(2)} %`
}
