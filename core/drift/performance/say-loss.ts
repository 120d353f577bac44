import { decimalsOf, formatDelta, formatNumber } from '../../format-number.ts'

/** How much worse a model does than on the rows it is held against. */
interface Moved {
  /** These rows, for people: `the test rows`. */
  readonly on: string
  /** In units of the metric; negative where it does better. */
  readonly loss: number
  /** 95 % interval of it. */
  readonly ci: readonly [lo: number, hi: number] | null
}

/**
 * A gain is told as one: a loss of less than nothing says the contrary of what it means. What may as well be nothing is
 * told as such, and not as the same, for a wide interval holds much else too.
 *
 * @param values what it was and is, where that is to be told
 * @example
 * sayMove({ on: 'the test rows', loss: -0.02, ci: [-0.05, 0.01] }) // 'perhaps better than on the test rows, by +0.020 [−0.010, +0.050]'
 */
export function sayMove({ ci, loss, on }: Moved, values = ''): string {
  if (!/[1-9]/.test(formatNumber(loss, decimalsOf(ci)))) return `as on ${on}${values}: ${formatDelta(loss, ci)}`
  const perhaps = ci !== null && ci[0] <= 0 && ci[1] >= 0 ? 'perhaps ' : ''
  if (loss > 0) return `${perhaps}worse than on ${on}${values}, by ${formatDelta(loss, ci)}`
  return `${perhaps}better than on ${on}${values}, by ${formatDelta(-loss, ci && [-ci[1], -ci[0]])}`
}

/**
 * What a loss is beside its margin; nothing is to be said of a sure gain.
 *
 * @param limit the margin in units of the metric, and as it was declared
 * @example
 * sayMargin({ ci: [-0.02, 0.04] }, { margin: 0.05, margin_rule: '10%' }) // ', within the margin of 10%'
 */
export function sayMargin(
  { ci }: Pick<Moved, 'ci'>,
  { margin, margin_rule }: { readonly margin: number | null; readonly margin_rule: string },
): string {
  if (ci !== null && ci[1] < 0) return ''
  if (ci !== null && margin !== null && ci[0] > margin) return `, wholly beyond the margin of ${margin_rule}`
  const isWithin = ci !== null && margin !== null && ci[1] <= margin
  return isWithin
    ? `, within the margin of ${margin_rule}`
    : `, and no loss beyond the margin of ${margin_rule} is shown`
}
