import { targetsZero } from '../core/metrics/targets-zero.ts'

/**
 * Why a picture and the table beside it give different numbers of a metric that should be near zero; '' where none of these is one.
 *
 * @example
 * sayTowardsZero(['bias', 'mae']) // 'Of bias, which should be near 0, the picture shows how much nearer to 0 it came, the table its change with its sign: their intervals differ.'
 */
export function sayTowardsZero(metrics: readonly string[]): string {
  const names = metrics.filter(targetsZero)
  if (names.length === 0) return ''
  return `Of ${names.join(' and ')}, which should be near 0, the picture shows how much nearer to 0 it came, the table its change with its sign: their intervals differ.`
}
