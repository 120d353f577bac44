import type { DriftFeature } from '../../artifacts/drift.ts'
import type { ComparedNumbers, Parted } from '../compared.ts'
import { debiasWasserstein } from '../statistics/debias-wasserstein.ts'
import { jensenShannon } from '../statistics/jensen-shannon.ts'
import { kolmogorovP } from '../statistics/kolmogorov-p.ts'
import { psi } from '../statistics/psi.ts'
import { sharesOf } from '../statistics/shares.ts'
import { bySeason, unmatched } from './by-season.ts'
import { type Judging, notJudged, tooLittle } from './judging.ts'
import type { Layout, LoneLayout } from './lay-out.ts'
import { WATCH_LEVEL } from './limits.ts'
import { measureGrid } from './measures.ts'
import { movedNumbers } from './moved.ts'
import { testBlocks } from './test-blocks.ts'

/**
 * Measures how far a numeric column went: Kolmogorov and Smirnov's test for significance, W1 in deviations of the reference for the
 * effect, less what is seen by chance.
 *
 * Where rows move together in blocks, a column that is over its floor is tested by permuting them, and then beside the reference with the
 * window's mix of weekdays and hours. Below the floor neither could change the verdict, and the p-value is that of independent rows.
 *
 * @param parted rows by part and cell, asked for at most once
 * @returns the column without a q-value: `stable` where it may be judged, else `insufficient`
 */
export function measureNumbers(compared: ComparedNumbers, judging: Judging, parted?: () => Parted): DriftFeature {
  const reason = tooLittle(judging, compared) ?? untold(compared)
  const isTold = compared.reference.rows > 0 && compared.current.rows > 0 && untold(compared) === undefined
  const tests = isTold ? testsOf(compared) : []
  if (reason !== undefined) return { ...notJudged(judging, compared, reason), tests }
  const p = tests[0]!.p_value!
  const alone = { p, effect: effectOf(compared, 1), ks: certain(compared).ks }
  const [times, moved] = [timesOf(alone, judging.floor), movedNumbers(compared, alone.effect)]
  const feature: DriftFeature = {
    ...notJudged(judging, compared, null),
    tests,
    effect: alone.effect,
    times,
    p_value: p,
    p_by: 'rows',
    verdict: 'stable',
    moved,
  }
  const { layout } = judging
  if (layout === undefined || 'because' in layout || parted === undefined) return feature
  if (times < 1 || p > WATCH_LEVEL) return { ...feature, reason: BELOW }
  return inBlocks(feature, compared, { ...judging, layout, parted: parted() })
}

export const BELOW = 'not over its floor by single rows, so blocks of them were not permuted'

function inBlocks(
  feature: DriftFeature,
  compared: ComparedNumbers,
  judging: Judging & { layout: Layout | LoneLayout; parted: Parted },
): DriftFeature {
  const { layout, floor, bits, more } = judging
  const measure = measureGrid(judging.parted.positions!)
  const found = testBlocks(feature, judging.parted, judging, measure)
  if ('settled' in found) return found.settled
  const { parted, tested, told } = found
  const effect = effectOf(compared, Math.max(1, tested.byChance.distance / gridByChance(parted)))
  const times = timesOf({ effect, ks: certain(compared).ks }, floor)
  const blocked: DriftFeature = { ...feature, ...told, effect, times, moved: movedNumbers(compared, effect) }
  if (times < 1 || told.p_value > WATCH_LEVEL || layout.reference === undefined || layout.slotsPerDay === 0)
    return blocked
  const season = bySeason(parted, layout, { measure, bits, more })
  if ('because' in season) return { ...blocked, ...unmatched(season) }
  const seasonal = debiasWasserstein(season.observed.distance, season.byChance.distance) / compared.deviation
  const known = Number.isFinite(seasonal) ? seasonal : null
  return {
    ...blocked,
    times: Math.min(times, timesOf({ effect: known, ks: season.observed.statistic }, floor)),
    seasonal: { effect: known, p_value: season.decides ? season.pValue : null },
    ...unmatched(season),
  }
}

function testsOf(compared: ComparedNumbers): DriftFeature['tests'] {
  const { reference, current, ks, wasserstein, deviation, bins, error } = compared
  const far = wasserstein === 0 ? 0 : wasserstein / deviation
  const pValue = kolmogorovP({ n: reference.rows, m: current.rows, statistic: certain(compared).ks })
  const farOff = error === undefined ? undefined : error.wasserstein / deviation
  const padded = (rows: ArrayLike<number>) => sharesOf(rows, { added: 0.5 })
  return [
    { method: 'ks', statistic: ks, p_value: pValue, ...(error === undefined ? {} : { error: error.ks }) },
    {
      method: 'wasserstein',
      statistic: Number.isFinite(far) ? far : null,
      ...(farOff === undefined || !Number.isFinite(farOff) ? {} : { error: farOff }),
    },
    { method: 'psi', statistic: psi(padded(bins.reference), padded(bins.current)) },
    { method: 'js', statistic: jensenShannon(sharesOf(bins.reference), sharesOf(bins.current)) },
  ]
}

/** Why distances cannot be told: two profiles may say too little of where rows lie. */
function untold({ byChance, deviation, error, ks, wasserstein }: ComparedNumbers): string | undefined {
  const off = [error?.ks ?? 0, error?.wasserstein ?? 0].some(Number.isNaN)
  const told = !off && [ks, wasserstein, byChance, deviation].every(Number.isFinite)
  return told ? undefined : 'the profiles say too little of where its rows lie'
}

/** What is certain of the statistics: a profile's error may be all there is to them. */
function certain({ ks, wasserstein, error }: ComparedNumbers): { ks: number; wasserstein: number } {
  return {
    ks: Math.max(0, ks - (error?.ks ?? 0)),
    wasserstein: Math.max(0, wasserstein - (error?.wasserstein ?? 0)),
  }
}

/**
 * W1 in deviations, de-biased; null where the reference does not vary.
 *
 * @param inflation how many times as much as independent rows the blocks show by chance
 */
function effectOf(compared: ComparedNumbers, inflation: number): number | null {
  const { wasserstein } = certain(compared)
  if (wasserstein === 0) return 0
  if (compared.deviation === 0) return null
  return debiasWasserstein(wasserstein, inflation * compared.byChance) / compared.deviation
}

function timesOf({ effect, ks }: { effect: number | null; ks: number }, floor: number): number {
  return Math.max(effect ?? 0, ks) / floor
}

/** `wassersteinByChance` on the grid. */
function gridByChance({ positions, reference, current, cells }: Parted): number {
  const [n, m] = [reference, current].map(({ rows }) => rows.reduce((sum, count) => sum + count, 0)) as [number, number]
  const here = new Float64Array(cells)
  for (const { rows } of [reference, current]) for (let at = 0; at < rows.length; at++) here[at % cells]! += rows[at]!
  let below = 0
  let area = 0
  for (let k = 0; k + 1 < cells; k++) {
    below += here[k]!
    area += Math.sqrt(below * (n + m - below)) * (positions![k + 1]! - positions![k]!)
  }
  return area === 0 ? 1 : (Math.sqrt((2 / Math.PI) * (1 / n + 1 / m)) * area) / (n + m)
}
