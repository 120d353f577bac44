/**
 * A number where there is little room: three digits, with a true minus.
 *
 * @example
 * shortNumber(-1.2345) // '−1.23'
 */
export function shortNumber(value: number): string {
  return `${Number(value.toPrecision(3))}`.replace('-', '−')
}
