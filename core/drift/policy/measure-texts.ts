import type { DriftFeature } from '../../artifacts/drift.ts'
import type { ComparedTexts, Parted } from '../compared.ts'
import { chiSquareHomogeneity } from '../statistics/chi-square-homogeneity.ts'
import { jensenShannon } from '../statistics/jensen-shannon.ts'
import { psi } from '../statistics/psi.ts'
import { sharesOf } from '../statistics/shares.ts'
import type { Tested } from '../statistics/tested.ts'
import { type Binned, binLevels, binNew } from './bin-levels.ts'
import { sumOf } from './block-counts.ts'
import { bySeason, unmatched } from './by-season.ts'
import { type Judging, notJudged, tooLittle } from './judging.ts'
import type { Layout, LoneLayout } from './lay-out.ts'
import { WATCH_LEVEL } from './limits.ts'
import { BELOW } from './measure-numbers.ts'
import { measureLevels } from './measures.ts'
import { movedTexts } from './moved.ts'
import { newLevelsP } from './new-levels-p.ts'
import { testBlocks } from './test-blocks.ts'

/**
 * Measures how far a column of categories went: χ² of homogeneity for significance, the Jensen–Shannon distance in base 2 for the effect, less what is seen
 * by chance. Otherwise as `measureNumbers`.
 *
 * @param parted rows by part and cell, asked for at most once, given the cell of each level
 */
export function measureTexts(
  compared: ComparedTexts,
  judging: Judging,
  parted?: (cellOf: (level: string) => number, cells: number) => Parted,
): DriftFeature {
  const reason = tooLittle(judging, compared)
  if (compared.reference.rows === 0 || compared.current.rows === 0) return notJudged(judging, compared, reason!)
  const unseen = newLevelsP(compared)
  const bins = binLevels(compared).counts
  const chiSquare = chiSquareHomogeneity(bins)
  const p = significance(chiSquare.pValue, unseen)
  const counts = unseen !== undefined && unseen <= NEW_SHARE * WATCH_LEVEL ? binNew(compared) : bins
  const tests = testsOf(chiSquare, counts)
  if (reason !== undefined) return { ...notJudged(judging, compared, reason), tests }
  const distance = tests[1]!.statistic!
  const byChance = seenByChance(counts, compared)
  const effect = lessChance(distance, byChance)
  const feature: DriftFeature = {
    ...notJudged(judging, compared, null),
    tests,
    effect,
    times: effect / judging.floor,
    p_value: p,
    p_by: 'rows',
    verdict: 'stable',
    moved: movedTexts(compared, judging.sensitive),
  }
  const { layout, floor } = judging
  if (layout === undefined || 'because' in layout || parted === undefined) return feature
  if (effect < floor || p > WATCH_LEVEL) return { ...feature, reason: BELOW }
  // Permuting holds its level with few rows in a cell too.
  const fine = binLevels(compared, { least: 1 })
  const counted = parted(fine.cellOf, fine.counts.reference.length)
  return inBlocks(feature, { ...judging, layout, parted: counted, distance, byChance })
}

/** What the blocks of a column add to it. */
interface InBlocks extends Judging {
  readonly layout: Layout | LoneLayout
  readonly parted: Parted
  /** Jensen and Shannon's, as it is. */
  readonly distance: number
  /** Of its square, by independent rows, times 8 ln 2. */
  readonly byChance: number
}

function inBlocks(feature: DriftFeature, judging: InBlocks): DriftFeature {
  const { layout, distance, byChance, floor, bits, more } = judging
  const measure = measureLevels(judging.parted)
  const found = testBlocks(feature, judging.parted, judging, measure)
  if ('settled' in found) return found.settled
  const { parted, tested, told } = found
  const alone = (parted.cells - 1) * (1 / sumOf(parted.reference.rows) + 1 / sumOf(parted.current.rows))
  const effect = lessChance(distance, byChance * Math.max(1, alone > 0 ? tested.byChance.statistic / alone : 1))
  const blocked: DriftFeature = { ...feature, ...told, effect, times: effect / floor }
  if (effect < floor || told.p_value > WATCH_LEVEL || layout.reference === undefined || layout.slotsPerDay === 0)
    return blocked
  const season = bySeason(parted, layout, { measure, bits, more })
  if ('because' in season) return { ...blocked, ...unmatched(season) }
  const seasonal = Math.min(
    1,
    lessChance(Math.sqrt(season.observed.statistic / (8 * Math.LN2)), season.byChance.statistic),
  )
  return {
    ...blocked,
    times: Math.min(effect, seasonal) / floor,
    seasonal: { effect: seasonal, p_value: season.decides ? season.pValue : null },
    ...unmatched(season),
  }
}

function testsOf({ statistic, pValue }: Tested, counts: Binned['counts']): DriftFeature['tests'] {
  const padded = (rows: ArrayLike<number>) => sharesOf(rows, { added: 0.5 })
  return [
    { method: 'chi_square', statistic, p_value: pValue },
    { method: 'js', statistic: jensenShannon(sharesOf(counts.reference), sharesOf(counts.current)) },
    { method: 'psi', statistic: psi(padded(counts.reference), padded(counts.current)) },
  ]
}

/** As `debiasJensenShannon`, for what is seen by chance by blocks too. */
function lessChance(distance: number, byChance: number): number {
  return Math.sqrt(Math.max(0, distance ** 2 - byChance / (8 * Math.LN2)))
}

/** (B − 1)(1/n + 1/m): the mean of Σ gap² / share. */
function seenByChance(counts: Binned['counts'], { reference, current }: ComparedTexts): number {
  return (counts.reference.length - 1) * (1 / reference.rows + 1 / current.rows)
}

/**
 * χ² has to pool what is rare, and with it what is new. So new categories have a test of their own, at a twentieth of the level.
 */
function significance(chiSquareP: number, unseen: number | undefined): number {
  return unseen === undefined ? chiSquareP : Math.min(1, chiSquareP / (1 - NEW_SHARE), unseen / NEW_SHARE)
}

const NEW_SHARE = 0.05
