import type { Fairness, FairnessMetric } from '../artifacts/fairness.ts'
import type { Column } from '../data/table.ts'
import type { Groups, Sample } from '../metrics/metric.ts'
import { pickRows } from '../metrics/pick-rows.ts'
import { meanDifference, ratioToPrivileged } from './beside-rest.ts'
import { type Disparity, disparityOf, SHOWN_RATES } from './disparity.ts'
import { type MeasuredRate, measureRate, type Unmeasured } from './measure-rate.ts'
import type { Limits } from './mover.ts'
import { type People, peopleBy, privilegedOf, whyNobody } from './people.ts'
import { placesOf } from './places-of.ts'
import { rateOf } from './rate.ts'
import { worstPair } from './worst-pair.ts'

/** By which column people are told apart, and what is asked of the groups. */
export interface Asked {
  readonly by: string
  readonly column: Column
  /** The column's values may not be told: it holds what `hideGroups` made of them. */
  readonly isHidden: boolean
  readonly privileged: string | undefined
  /** Groups with fewer rows are not judged. */
  readonly minRows: number
  /** Names of fairness metrics. */
  readonly metrics: readonly string[]
}

/** Of fewer people whose group may not be told nothing is told: a share of three of them says who. */
const FEWEST_HIDDEN = 10

/**
 * How a model treats groups of people: rates by group, and how far groups are apart.
 *
 * Groups with too few rows are shown with their rates and not judged, which is to say that no fairness metric of pairs
 * sees them. Time O(rows · rates + pairs of groups · units).
 *
 * @param groups rows that are not independent of each other
 * @throws {UserError} if the column has too many groups, or none of the privileged one's name
 */
export function evaluateFairness(
  sample: Sample,
  groups: Groups | undefined,
  { by, column, isHidden, metrics, minRows, privileged: wanted }: Asked,
): Fairness {
  const people = peopleBy(by, column)
  const nobody = whyNobody(by, column)
  const privileged =
    wanted === undefined || nobody !== undefined ? undefined : privilegedOf(people, wanted, { by, isHidden })
  const measure = measurer(sample, groups)
  const judged = people.filter(({ rows }) => rows.length >= minRows)
  const disparities = metrics.map((name) => disparityOf(sample.task, name))
  const rest = privileged && { name: 'rest', rows: rowsOutside(sample.rows, privileged) }
  return {
    by,
    privileged: privileged?.name ?? null,
    min_rows: minRows,
    groups: people.map((one) => ({
      name: one.name,
      rows: one.rows.length,
      too_small:
        one.rows.length < minRows ? `${one.rows.length} rows, at least ${minRows} are needed to be judged` : null,
      rates: Object.fromEntries(
        SHOWN_RATES[sample.task].map((rate) => [
          rate,
          isHidden && one.rows.length < FEWEST_HIDDEN ? FEW_HIDDEN : shownRate(measure(one, rate)),
        ]),
      ),
    })),
    metrics: Object.fromEntries(
      disparities.map((disparity) => [
        disparity.name,
        nobody !== undefined
          ? withoutValue(disparity.source, nobody)
          : disparity.over === 'pairs'
            ? overPairs(disparity, judged, measure)
            : besideRest(disparity, { privileged, rest, minRows }, measure),
      ]),
    ),
  }
}

type Measure = (people: People, rate: string) => MeasuredRate | Unmeasured

/** Measures each rate of each group once. */
function measurer(sample: Sample, groups: Groups | undefined): Measure {
  const samples = new Map<People, readonly [Sample, Groups | undefined]>()
  const known = new Map<People, Map<string, MeasuredRate | Unmeasured>>()
  return (people, rate) => {
    const { rows } = people
    const [picked, units] = samples.get(people) ?? [pickRows(sample, rows), groups && unitsOf(groups, rows)]
    samples.set(people, [picked, units])
    const rates = known.get(people) ?? new Map<string, MeasuredRate | Unmeasured>()
    known.set(people, rates)
    const measured = rates.get(rate) ?? measureRate(rateOf(sample.task, rate), picked, units)
    rates.set(rate, measured)
    return measured
  }
}

/** Numbered as among all rows, so that two groups of people can be told to share a day. */
function unitsOf({ codes, count }: Groups, rows: Uint32Array): Groups {
  return { codes: Uint32Array.from(rows, (row) => codes[row]!), count }
}

/** All rows but those of some people. */
export function rowsOutside(count: number, { rows }: People): Uint32Array {
  const isIn = new Uint8Array(count)
  for (const row of rows) isIn[row] = 1
  return placesOf(isIn, 0)
}

const FEW_HIDDEN = { value: null, ci: null, reason: `fewer than ${FEWEST_HIDDEN} rows of a sensitive column` }

function shownRate(measured: MeasuredRate | Unmeasured): Fairness['groups'][number]['rates'][string] {
  if ('undefined' in measured) return { value: measured.value, ci: null, reason: measured.undefined }
  const { ci, value } = measured.at(0.95)
  return { value, ci: ci.every(Number.isFinite) ? ci : null }
}

function overPairs({ as, rates, source }: Disparity, people: readonly People[], measure: Measure): FairnessMetric {
  const byGroup = rates.map((rate) => ({
    rate,
    groups: people.map((one) => {
      const measured = measure(one, rate)
      return 'undefined' in measured ? undefined : measured
    }),
  }))
  const apart = worstPair(byGroup, as)
  if ('undefined' in apart) return withoutValue(source, apart.undefined)
  const [low, high] = apart.between.map((at) => people[at]!.name) as [string, string]
  return { ...numbersOf(apart), source, rate: apart.rate, between: [low, high] }
}

interface Beside {
  readonly privileged: People | undefined
  readonly rest: People | undefined
  readonly minRows: number
}

function besideRest(
  { as, privilegedFirst, rates, source }: Disparity,
  { minRows, privileged, rest }: Beside,
  measure: Measure,
): FairnessMetric {
  if (privileged === undefined || rest === undefined) return withoutValue(source, 'no privileged group is named')
  const small = [privileged, rest].find(({ rows }) => rows.length < minRows)
  if (small !== undefined)
    return withoutValue(source, `${small.rows.length} rows in ${small === rest ? 'the rest' : 'the privileged group'}`)
  const both = rates.map((rate) => ({ privileged: measure(privileged, rate), rest: measure(rest, rate) }))
  const missing = both.flatMap((pair) => [pair.privileged, pair.rest]).find((one) => 'undefined' in one)
  if (missing !== undefined && 'undefined' in missing) return withoutValue(source, missing.undefined)
  const measured = both as { readonly privileged: MeasuredRate; readonly rest: MeasuredRate }[]
  const found = as === 'ratio' ? ratioToPrivileged(measured[0]!) : meanDifference(measured, privilegedFirst ? -1 : 1)
  return { ...numbersOf(found), source, rate: rates.length === 1 ? rates[0]! : null, between: null }
}

function withoutValue(source: Disparity['source'], reason: string): FairnessMetric {
  return { value: null, ci: null, source, rate: null, between: null, reason }
}

function numbersOf({ ci, value }: Limits): Pick<FairnessMetric, 'ci' | 'reason' | 'value'> {
  if (!Number.isFinite(value)) return { value: null, ci: null, reason: 'the rate of the privileged group is 0' }
  if (!Number.isFinite(ci[0])) return { value, ci: null, reason: 'too few rows for an interval' }
  return { value, ci: [ci[0], Number.isFinite(ci[1]) ? ci[1] : null] }
}
