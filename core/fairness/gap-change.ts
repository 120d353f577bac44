import { fewRowsDf } from '../comparison/few-rows.ts'
import { endsAt } from '../comparison/gain.ts'
import type { Groups } from '../metrics/metric.ts'
import { varianceOf } from '../stats/variance.ts'

/** A rate of some people by both models: its value, and how much each of their rows moves it. */
export interface RateOfBoth {
  readonly people: number
  readonly candidate: Moved
  readonly baseline: Moved
}

interface Moved {
  readonly value: number
  readonly influence: Float64Array
}

/** A signed difference of rates that is 0 where people fare alike: two groups in one rate, or the mean of several. */
export type Contrast = readonly (RateOfBoth & { readonly factor: number })[]

export interface GapChange {
  /** How far from 0 the furthest contrast is. */
  readonly baseline: number
  readonly candidate: number
  /** 95 % interval of candidate − baseline. */
  readonly ci: readonly [number, number]
}

/** Of people, by number. */
interface Rows {
  readonly rows: readonly Uint32Array[]
  readonly groups: Groups | undefined
}

type Signed = readonly [contrast: Contrast, sign: 1 | -1]

/**
 * By how much groups are further apart with one model than with another on the same rows, where the gap of each model is its own
 * furthest contrast.
 *
 * The gap is the highest of all signed contrasts. So for the contrast that is in truth the candidate's furthest, and any one q of the
 * baseline, the change is at most candidate(p) − baseline(q): its upper end is the highest over all p of the lower of
 * two bounds, beside the same contrast of the baseline, which is paired row by row, and beside the baseline's furthest. Which one is furthest is read
 * from the same rows, so bounds hold at 95 % over all contrasts together (Bonferroni). The lower end is the same with the models changed about.
 * Variances are those of summed influence values, as of all differences. Time O(contrasts · rows).
 *
 * @param contrasts at least one
 * @see Berger 1982, doi:10.1080/00401706.1982.10487790, for the highest over all p
 */
export function gapChange(contrasts: readonly Contrast[], rows: Rows): GapChange {
  const level = 1 - 0.025 / contrasts.length
  const signed = contrasts.flatMap((contrast): Signed[] => [
    [contrast, 1],
    [contrast, -1],
  ])
  const furthest = (model: Model) =>
    signed.reduce((most, each) => (gapOf(each, model) > gapOf(most, model) ? each : most))
  const [ours, theirs] = [furthest('candidate'), furthest('baseline')]
  const between = (p: Signed, q: Signed) => endsAt(differenceOf(p, q, rows), level)
  const alike = signed.map((each) => between(each, each))
  const upper = signed.map((p, at) => Math.min(alike[at]![1], between(p, theirs)[1]))
  const lower = signed.map((q, at) => Math.max(alike[at]![0], between(ours, q)[0]))
  return {
    baseline: gapOf(theirs, 'baseline'),
    candidate: gapOf(ours, 'candidate'),
    ci: [Math.min(...lower), Math.max(...upper)],
  }
}

type Model = 'candidate' | 'baseline'

function gapOf([contrast, sign]: Signed, model: Model): number {
  return contrast.reduce((sum, { factor, [model]: { value } }) => sum + sign * factor * value, 0)
}

/** A contrast of the candidate less one of the baseline. */
function differenceOf(p: Signed, q: Signed, { groups, rows }: Rows) {
  const moved = new Map<number, Float64Array>()
  const add = ([contrast, sign]: Signed, model: Model) => {
    for (const { factor, people, [model]: of } of contrast) {
      const sums = moved.get(people) ?? new Float64Array(of.influence.length)
      const times = (model === 'candidate' ? 1 : -1) * sign * factor
      for (let row = 0; row < sums.length; row++) sums[row]! += times * of.influence[row]!
      moved.set(people, sums)
    }
  }
  add(p, 'candidate')
  add(q, 'baseline')
  const influence = new Float64Array(moved.values().reduce((sum, { length }) => sum + length, 0))
  const codes = new Uint32Array(groups === undefined ? 0 : influence.length)
  let at = 0
  for (const [people, sums] of moved) {
    influence.set(sums, at)
    if (groups !== undefined)
      rows[people]!.forEach((row, place) => {
        codes[at + place] = groups.codes[row]!
      })
    at += sums.length
  }
  const spread = varianceOf(influence, { groups: groups && { codes, count: groups.count } })
  return {
    value: gapOf(p, 'candidate') - gapOf(q, 'baseline'),
    variance: spread.variance,
    df: groups === undefined ? fewRowsDf(influence) : spread.df,
  }
}
