import { correlationOf, type MeasuredRate } from './measure-rate.ts'
import { type Limits, moverRatio, moverSum } from './mover.ts'

/** One rate of a privileged group, and of all other rows. */
export interface RateOfTwo {
  readonly privileged: MeasuredRate
  readonly rest: MeasuredRate
}

const LEVEL = 0.95

/**
 * How the rows outside a privileged group fare beside it: the mean difference rest − privileged of some rates, with its
 * 95 % interval.
 */
export function meanDifference(rates: readonly RateOfTwo[], sign: 1 | -1): Limits {
  const measured = rates.flatMap(({ privileged, rest }) => [rest, privileged])
  const terms = measured.map((rate, at) => ({
    factor: ((at % 2 === 0 ? 1 : -1) * sign) / rates.length,
    ...rate.at(LEVEL),
  }))
  return moverSum(terms, (a, b) => correlationOf(measured[a]!, measured[b]!))
}

/** The ratio rest / privileged of a rate, with its 95 % interval: 1 where both are 0; its end may be infinite. */
export function ratioToPrivileged({ privileged, rest }: RateOfTwo): Limits {
  const { ci, value } = moverRatio(rest.at(LEVEL), privileged.at(LEVEL), correlationOf(rest, privileged))
  return { value: Number.isNaN(value) ? 1 : value, ci }
}
