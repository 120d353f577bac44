import type { Comparison, GateResult } from '../core/artifacts/comparison.ts'
import type { Fairness, FairnessMetric } from '../core/artifacts/fairness.ts'
import { count } from '../core/count.ts'
import { decimalsOf, formatCount, formatNumber } from '../core/format-number.ts'
import { sayDisparity } from '../core/gates/fairness.ts'

export type Gates = Comparison['gates']
type Outcome = GateResult['outcome']
type Group = Fairness['groups'][number]

/** A fairness metric as a report shows it. */
export interface Shown {
  readonly name: string
  readonly metric: FairnessMetric
  /** Of the gate on it, where there is one. */
  readonly outcome: Outcome | undefined
}

const ORDER: readonly (Outcome | undefined)[] = ['fail', 'undecided', 'pass', 'not_applicable', undefined]

/** Those whose gates did not pass first. */
export function metricsOf({ by, metrics }: Fairness, gates: Gates): Shown[] {
  const shown = Object.entries(metrics).map(([name, metric]): Shown => {
    const outcomes = gates.filter((gate) => isOn(gate, name, by)).map(({ outcome }) => outcome)
    return { name, metric, outcome: ORDER.find((outcome) => outcomes.some((one) => one === outcome)) }
  })
  return shown.toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome))
}

/** Whether a gate is on a fairness metric by a column: on how far groups are apart, or on how much further than before. */
export function isOn({ rule }: Pick<GateResult, 'rule'>, metric: string, by: string): boolean {
  return [' at ', ' against '].some((word) => rule.startsWith(`${metric} by ${by}${word}`))
}

/** Lowest in the first rate first, groups that are not judged last. */
export function groupsOf(found: Fairness): Fairness['groups'] {
  const [first = ''] = ratesOf(found)
  const valueIn = (group: Group) => rateIn(group, first)?.value ?? Infinity
  return found.groups.toSorted(
    (a, b) => Number(a.too_small !== null) - Number(b.too_small !== null) || valueIn(a) - valueIn(b),
  )
}

/** There are not as many; a report of somebody else may say so. */
const MOST_RATES = 8

/** Names of the rates that groups are shown with. */
export function ratesOf({ groups }: Fairness): string[] {
  return Object.keys(groups[0]?.rates ?? {}).slice(0, MOST_RATES)
}

/** `5 groups, 1 of them with fewer than 200 rows and not judged`; names in it are as they are. */
export function sayGroups({ groups, min_rows, privileged }: Fairness): string {
  const small = groups.filter(({ too_small }) => too_small !== null).length
  const beside = privileged === null ? '' : `, others beside ${privileged}`
  const left =
    small === 0 ? '' : `, ${formatCount(small)} of them with fewer than ${formatCount(min_rows)} rows and not judged`
  return `${count(groups.length, 'group')}${left}${beside}`
}

/** A value with its interval, or why there is none. */
export function sayValue({ ci, reason, value }: FairnessMetric): string {
  if (value === null) return reason ?? '–'
  return ci === null ? formatNumber(value, 4) : sayDisparity({ value, ci })
}

/** `f lowest, m highest in selection_rate` */
export function sayApart({ between, rate, value }: FairnessMetric): string {
  if (between !== null) return `${between[0]} lowest, ${between[1]} highest in ${rate}`
  return value === null ? '–' : 'others beside the privileged group'
}

/** A rate of a group; reports can come from elsewhere, with any name in them. */
export function rateIn({ rates }: Group, name: string): Group['rates'][string] | undefined {
  return Object.hasOwn(rates, name) ? rates[name] : undefined
}

/** `0.31 (0.28 to 0.34)` */
export function sayRate(rate: Group['rates'][string] | undefined): string {
  if (rate === undefined || rate.value === null) return '–'
  const decimals = decimalsOf(rate.ci)
  const value = formatNumber(rate.value, decimals)
  if (rate.ci === null) return value
  return `${value} (${formatNumber(rate.ci[0], decimals)} to ${formatNumber(rate.ci[1], decimals)})`
}
