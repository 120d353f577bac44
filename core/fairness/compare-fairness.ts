import type { FairnessChange } from '../artifacts/comparison.ts'
import { FEWEST_GROUPS, tooFewGroups } from '../comparison/finding.ts'
import type { Groups, Sample } from '../metrics/metric.ts'
import { pickRows } from '../metrics/pick-rows.ts'
import { disparityOf } from './disparity.ts'
import { type Asked, rowsOutside } from './evaluate-fairness.ts'
import { type Contrast, gapChange, type RateOfBoth } from './gap-change.ts'
import { peopleBy, privilegedOf, whyNobody } from './people.ts'
import { type Rate, rateOf } from './rate.ts'

/** Both models on the same rows. */
interface Both {
  readonly candidate: Sample
  readonly baseline: Sample
  /** Rows that are not independent of each other. */
  readonly groups: Groups | undefined
}

/**
 * By how much groups of people are further apart with a candidate than with a baseline, in differences of rates. What is signed counts by
 * how far from 0 it is.
 *
 * @param asked names of differences alone: how two ratios differ has no sharp interval
 * @throws {UserError} if the column has too many groups, or none of the privileged one's name
 */
export function compareFairness(
  both: Both,
  { by, column, isHidden, metrics, minRows, privileged: wanted }: Asked,
): FairnessChange {
  const people = peopleBy(by, column)
  const nobody = whyNobody(by, column)
  const privileged =
    wanted === undefined || nobody !== undefined ? undefined : privilegedOf(people, wanted, { by, isHidden })
  const rest = privileged && { name: 'rest', rows: rowsOutside(both.candidate.rows, privileged) }
  const measure = (of: readonly { readonly rows: Uint32Array }[], rate: string) =>
    of.map(({ rows }, at) => rateOfBoth(rateOf(both.candidate.task, rate), both, rows, at))
  const judged = people.filter(({ rows }) => rows.length >= minRows)
  const change = (name: string): FairnessChange['metrics'][string] => {
    const { over, rates } = disparityOf(both.candidate.task, name)
    const of = over === 'pairs' ? judged : privileged && rest ? [rest, privileged] : []
    const few = of.find(({ rows }) => rows.length < minRows)
    if (nobody !== undefined) return nothing(nobody)
    if (over === 'rest' && of.length === 0) return nothing('no privileged group is named')
    if (few !== undefined) return nothing(`${few.rows.length} rows in a group, at least ${minRows} are needed`)
    if (both.groups !== undefined && both.groups.count < FEWEST_GROUPS) return nothing(tooFewGroups(both.groups.count))
    const known = rates.map((rate) => measure(of, rate).filter((one) => one !== undefined))
    const short = rates.find((_, at) => known[at]!.length < 2)
    if (short !== undefined) return nothing(`fewer than two groups have a ${short} with both models`)
    const contrasts: Contrast[] =
      over === 'pairs'
        ? known.flatMap(pairsOf)
        : [known.flatMap(([one, other]) => pairOf(one!, other!, 1 / rates.length))]
    const { baseline, candidate, ci } = gapChange(contrasts, { rows: of.map(({ rows }) => rows), groups: both.groups })
    if (!ci.every(Number.isFinite)) return nothing('too few rows or groups to know how the difference scatters')
    return { baseline, candidate, delta: candidate - baseline, ci: [ci[0], ci[1]], reason: null }
  }
  return {
    by,
    privileged: privileged?.name ?? null,
    min_rows: minRows,
    metrics: Object.fromEntries(metrics.map((name) => [name, change(name)])),
  }
}

function nothing(reason: string): FairnessChange['metrics'][string] {
  return { baseline: null, candidate: null, delta: null, ci: null, reason }
}

function rateOfBoth(
  rate: Rate,
  { baseline, candidate }: Both,
  rows: Uint32Array,
  people: number,
): RateOfBoth | undefined {
  const [ours, theirs] = [candidate, baseline].map((sample) => moved(rate, pickRows(sample, rows)))
  return ours && theirs && { people, candidate: ours, baseline: theirs }
}

/** Odds move by 1 / (1 − share)² times what the share does. */
function moved(rate: Rate, sample: Sample) {
  const estimate = rate.estimate(sample)
  if ('undefined' in estimate || (rate.kind === 'odds' && estimate.value === 1)) return undefined
  const { influence, value } = estimate
  if (rate.kind !== 'odds') return { value, influence }
  return { value: value / (1 - value), influence: influence.map((one) => one / (1 - value) ** 2) }
}

function pairsOf(rates: readonly RateOfBoth[]): Contrast[] {
  return rates.flatMap((one, at) => rates.slice(0, at).map((other) => pairOf(one, other, 1)))
}

function pairOf(one: RateOfBoth, other: RateOfBoth, factor: number): Contrast {
  return [
    { ...one, factor },
    { ...other, factor: -factor },
  ]
}
