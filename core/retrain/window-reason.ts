import type { Drift, WindowSummary } from '../artifacts/drift.ts'
import { brokenAnswers } from '../drift/policy/broken-answers.ts'
import { episodeStart } from '../response/episode.ts'
import { estimatedLoss } from '../response/estimated-loss.ts'
import { sayWindow } from '../say-window.ts'
import { evidenceName } from './evidence.ts'

/** Windows in which a column has to be over its floor for its drift to last. */
const LASTING_WINDOWS = 3

/** What of a window may ask for a training. */
type Asking = Pick<Drift, 'causes' | 'features' | 'performance' | 'predictions' | 'verdict' | 'versions' | 'window'>

/** What a training would be begun for: by its name, and as a sentence. */
export type Reason = NonNullable<Drift['retrain']>

/**
 * Why a window asks for the model to be trained anew: a performance breach, or lasting drift in important columns with an
 * estimated loss. `drift.json` and the ledger keep it as `retrain`, and whoever trains goes by that.
 *
 * @param earlier windows before it, oldest first
 * @returns null where it does not, and where too many answers are impossible or missing: what writes them is broken, and no training mends it
 */
export function windowReason(drift: Asking, earlier: readonly WindowSummary[]): Reason | null {
  if (brokenAnswers(drift.predictions?.features)) return null
  return breach(drift, earlier) ?? lasting(drift, earlier)
}

function breach({ performance, versions, window }: Asking, earlier: readonly WindowSummary[]): Reason | null {
  if (performance?.verdict !== 'drift') return null
  const since = episodeStart(window?.from ?? null, earlier, ({ families }) => families.performance)
  const { cohort, higher_is_better, margin, metric, metrics } = performance
  const because = `${performance.because}${answered(cohort ?? window, versions)}`
  const reference = metrics[metric]?.reference.value
  const reason = { evidence: evidenceName({ kind: 'performance', versions, since }), because }
  return reference == null ? reason : { ...reason, breach: { metric, higher_is_better, reference, margin } }
}

/** Whose answers were judged, and of when. */
function answered(rows: { from: string; to: string } | null, versions: readonly string[]): string {
  const when = rows === null ? '' : ` of ${sayWindow(rows)}`
  const by = versions.length === 0 ? '' : ` by ${versions.join(', ')}`
  return when + by === '' ? '' : `, in answers${when}${by}`
}

function lasting(drift: Asking, earlier: readonly WindowSummary[]): Reason | null {
  const { causes, features, verdict, versions, window } = drift
  const loss = estimatedLoss(drift.performance)
  if (verdict !== 'drift' || loss === undefined || window === null) return null
  const { from, to } = window
  const length = Date.parse(to) - Date.parse(from)
  const even = 1 / Math.max(1, features.length)
  // What a season may have done is no reason.
  const unmatched = new Set(features.filter((feature) => feature.unmatched).map(({ name }) => name))
  const important = causes.filter(
    ({ features: columns, importance, since }) =>
      !columns.every((name) => unmatched.has(name)) &&
      importance !== null &&
      importance >= even &&
      since !== null &&
      Date.parse(to) - Date.parse(since) >= LASTING_WINDOWS * length,
  )
  if (important.length === 0) return null
  const since = episodeStart(from, earlier, ({ families }) => families.features)
  const columns = important.flatMap((cause) => cause.features).slice(0, 3)
  return {
    evidence: evidenceName({ kind: 'inputs', versions, since }),
    because: `drift in ${columns.join(', ')} lasts since ${since?.slice(0, 10)}; ${loss}`,
  }
}
