import type { Margin } from '../metrics/metric.ts'

/**
 * How far a metric may fall and still count as no worse, in the metric's own units.
 *
 * A relative margin is a share of the baseline's measured value, which is then taken as fixed: its
 * own sampling error moves the margin by `value × se`, far less than the interval it is held against.
 *
 * @example
 * marginInUnits({ kind: 'relative', value: 0.01 }, -0.5) // 0.005
 */
export function marginInUnits(margin: Margin, baseline: number): number {
  return margin.kind === 'absolute' ? margin.value : margin.value * Math.abs(baseline)
}

/**
 * A margin as people write it.
 *
 * @example
 * marginRule({ kind: 'relative', value: 0.01 }) // '1%'
 */
export function marginRule(margin: Margin): string {
  return margin.kind === 'absolute' ? String(margin.value) : `${Number((margin.value * 100).toPrecision(12))}%`
}
