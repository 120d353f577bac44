import type {
  DriftFeature,
  DriftOperations,
  DriftPerformance,
  DriftSegment,
  DriftVerdict,
  DriftWindow,
  WindowSummary,
} from '../../artifacts/drift.ts'
import type { Unseen } from '../../artifacts/drift-unseen.ts'
import { isMost, sayUnseen } from '../quality/unseen.ts'
import { becauseOf } from './because-of.ts'
import { brokenAnswers } from './broken-answers.ts'
import { earlierWindows, windowsJustBefore } from './earlier-windows.ts'
import { floorsOf } from './floors-of.ts'
import { overKey } from './keys.ts'
import { lackIn } from './lack-in.ts'
import { WATCH_LEVEL } from './limits.ts'
import { isJudged, type Keyed, settleColumns } from './settle-columns.ts'
import { isPerformanceJudged, settlePerformance } from './settle-performance.ts'
import { summaryOf } from './summary-of.ts'
import { worstOf } from './worst-of.ts'

/** Part of the rows by the value of a column, and what was measured in it. */
export interface MeasuredSegment {
  readonly by: Readonly<Record<string, string>>
  readonly rows: { readonly reference: number; readonly current: number }
  readonly features: readonly DriftFeature[]
}

/** A window as it was measured, and those before it. */
export interface MeasuredWindow {
  /** null where rows without times were compared. */
  readonly window: DriftWindow | null
  readonly version: string | null
  /** Rows of the window. */
  readonly rows: number
  readonly features: readonly DriftFeature[]
  readonly segments: readonly MeasuredSegment[]
  readonly predictions: readonly DriftFeature[] | null
  readonly performance: DriftPerformance | null
  /** Whether somebody has said when labels come. */
  readonly areLabelsDue?: boolean
  /** What of it is known to be missing. */
  readonly unseen?: readonly Unseen[]
  readonly operations: DriftOperations
  /** Earlier windows, oldest first, of any version. */
  readonly history: readonly WindowSummary[]
}

/** Verdicts, in the shape that drift.json has them. */
export interface SettledWindow {
  readonly features: DriftFeature[]
  readonly segments: DriftSegment[]
  readonly predictions: { features: DriftFeature[]; verdict: DriftVerdict } | null
  readonly performance: DriftPerformance | null
  readonly calibrated: boolean
  readonly verdict: DriftVerdict
  /** Worst first. */
  readonly because: string[]
  /** What later windows need to know of this one; null where it has no times. */
  readonly summary: WindowSummary | null
}

/**
 * Gives a window its verdicts: q-values over features and their segments, over predictions, and the performance, each a family; and counts what is
 * over its floor over the last three windows.
 *
 * A window without drift is called `watch` or `drift` with at most 5 %, `drift` with at most 1 %: families that are judged share these. A window
 * that is not over yet is `insufficient`. Time O(columns · segments · log).
 *
 * @see statistics of drift, points 3, 6 and 9; docs/simulations.md for the rates
 */
export function settleWindow(measured: MeasuredWindow): SettledWindow {
  const earlier = earlierWindows(measured.history, measured)
  const before = windowsJustBefore(earlier, measured.window)
  const open = measured.window !== null && !measured.window.complete
  const { features, segments, predictions, performance } = open ? notYet(measured) : measured
  const inputs = [...keyed('feature', features), ...segments.flatMap((one) => keyed('feature', one.features, one.by))]
  const families = [
    inputs.some(({ feature }) => isJudged(feature)),
    predictions?.some(isJudged) ?? false,
    performance !== null && isPerformanceJudged(performance),
  ].filter(Boolean).length
  const level = WATCH_LEVEL / Math.max(1, families)
  const settledInputs = settleColumns(inputs, level, before)
  const settledOutputs = predictions && settleColumns(keyed('prediction', predictions), level, before)
  // Rows with an answer are then no fair sample, and no training mends what writes the others.
  const broken = brokenAnswers(settledOutputs?.map(({ feature }) => feature))
  const unseen = open ? [] : (measured.unseen?.filter(isMost) ?? [])
  const settledPerformance =
    performance &&
    butFewLabels(
      settlePerformance(broken ? unjudged(performance, `too many answers are ${broken}`) : performance, level, before),
      unseen,
    )
  const verdicts = {
    features: worstOf(settledInputs.map(({ feature }) => feature.verdict)),
    predictions: settledOutputs && worstOf(settledOutputs.map(({ feature }) => feature.verdict)),
    performance: settledPerformance?.verdict ?? null,
  }
  const worst = worstOf(Object.values(verdicts).filter((verdict) => verdict !== null))
  const lacks =
    worst === 'stable'
      ? lackIn({
          rows: measured.rows,
          features: settledInputs.map(({ feature }) => feature),
          performance: settledPerformance,
          areLabelsDue: measured.areLabelsDue ?? false,
          predictions: settledOutputs?.map(({ feature }) => feature) ?? null,
          unseen,
        })
      : undefined
  const settled = {
    verdicts,
    verdict: lacks === undefined ? worst : 'insufficient',
    lacks,
    unseen,
    inputs: settledInputs,
    outputs: settledOutputs,
    performance: settledPerformance,
  }
  return {
    features: settledInputs.slice(0, features.length).map(({ feature }) => feature),
    segments: segmentsOf(segments, settledInputs.slice(features.length)),
    predictions: settledOutputs && {
      features: settledOutputs.map(({ feature }) => feature),
      verdict: verdicts.predictions!,
    },
    performance: settledPerformance,
    calibrated: floorsOf(earlier, measured.rows).calibrated,
    verdict: settled.verdict,
    because: becauseOf(settled, before),
    summary: measured.window && summaryOf(measured, measured.window, settled),
  }
}

/** What `settleWindow` found, as sentences and summary are made of. */
export interface Settled {
  readonly verdict: DriftVerdict
  readonly verdicts: WindowSummary['families']
  /** What keeps a window that is stable otherwise from being called so. */
  readonly lacks: ReturnType<typeof lackIn>
  /** What is missing of it for the most part. */
  readonly unseen: readonly Unseen[]
  /** Features, then those of each segment. */
  readonly inputs: readonly Keyed[]
  readonly outputs: readonly Keyed[] | null
  readonly performance: DriftPerformance | null
}

function keyed(
  family: 'feature' | 'prediction',
  features: readonly DriftFeature[],
  by?: MeasuredSegment['by'],
): Keyed[] {
  return features.map((feature) => ({ key: overKey(family, feature.name, by), feature }))
}

/** In the order of `segments`, whose features follow one another. */
function segmentsOf(segments: readonly MeasuredSegment[], settled: readonly Keyed[]): DriftSegment[] {
  let next = 0
  return segments.map(({ by, rows, features }) => {
    const own = settled.slice(next, next + features.length).map(({ feature }) => feature)
    next += features.length
    return {
      by: { ...by },
      rows,
      tested: own.filter(isJudged).length,
      features: own.filter(({ over }) => over),
      verdict: worstOf(own.map(({ verdict }) => verdict)),
    }
  })
}

/** Of the others nothing is known: a loss that few labels show is one, and that they show none is no reason to be calm. */
function butFewLabels(performance: DriftPerformance, unseen: readonly Unseen[]): DriftPerformance {
  const labels = unseen.find(({ what }) => what === 'labels')
  if (labels === undefined || performance.over) return performance
  return { ...performance, verdict: 'insufficient', because: `${performance.because}; ${sayUnseen(labels)}` }
}

const OPEN = 'the window is not complete yet'

function notYet(
  measured: MeasuredWindow,
): Pick<MeasuredWindow, 'features' | 'segments' | 'predictions' | 'performance'> {
  const open = (feature: DriftFeature): DriftFeature => ({
    ...feature,
    verdict: 'insufficient',
    reason: OPEN,
  })
  return {
    features: measured.features.map(open),
    segments: measured.segments.map((segment) => ({ ...segment, features: segment.features.map(open) })),
    predictions: measured.predictions?.map(open) ?? null,
    performance: measured.performance && unjudged(measured.performance, OPEN),
  }
}

function unjudged(performance: DriftPerformance, why: string): DriftPerformance {
  return { ...performance, verdict: 'insufficient', because: `${performance.metric} is not judged: ${why}` }
}
