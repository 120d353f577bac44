import type { Drift, WindowSummary } from '../artifacts/drift.ts'
import { isBetter } from './compare-previous.ts'
import { episodeOf } from './episode.ts'
import { estimatedLoss } from './estimated-loss.ts'
import type { ResponseSituation } from './plan-response.ts'
import type { ResponseAction } from './response-action.ts'
import { whyNoRetraining } from './why-no-retraining.ts'

/** Windows in which a column has to be over its floor for its drift to last. */
const LASTING_WINDOWS = 3

/**
 * Whether the model is trained anew: after a performance breach, or where drift in important columns lasts and a loss
 * is estimated; with `retrain.when: schedule` whatever the verdict. Where it would be and is not, it says why; and a
 * pull request whose breach has healed is closed.
 *
 * @param muted why nobody wants to hear of the drift
 */
export function planRetraining(
  situation: ResponseSituation,
  earlier: readonly WindowSummary[],
  muted?: string,
): ResponseAction[] {
  const { model, now, previous, pull, retrainings } = situation
  const { retrain } = model
  const isScheduled = retrain?.when === 'schedule'
  const reason = isScheduled ? schedule(situation.drift) : reasonToRetrain(situation.drift, earlier)
  if (reason === undefined) return healedPull(situation)
  const { because, evidence } = reason
  const isRollback = reason.kind === 'performance' && previous !== undefined && isBetter(previous)
  const instead = isRollback
    ? `${previous.version} is better on the same rows: rolling back is proposed instead`
    : isScheduled
      ? undefined
      : muted
  const whyNot = instead ?? whyNoRetraining({ retrain, evidence, retrainings, pull, now })
  return whyNot === undefined
    ? [{ do: 'retrain', evidence, because }]
    : [{ do: 'hold', what: 'retrain', because: whyNot }]
}

/** What of a window may ask for a training. */
type Asking = Pick<Drift, 'causes' | 'features' | 'performance' | 'verdict' | 'versions' | 'window'>

/** What a training would be begun for. */
export interface Reason {
  readonly kind: 'performance' | 'inputs' | 'schedule'
  /** Begins with the kind. The version is in it: what a new one does is new. */
  readonly evidence: string
  readonly because: string
}

/**
 * Why a window asks for the model to be trained anew: a performance breach, or lasting drift in important columns with an
 * estimated loss.
 *
 * @param earlier windows before it, oldest first
 */
export function reasonToRetrain(drift: Asking, earlier: readonly WindowSummary[]): Reason | undefined {
  return breach(drift, earlier) ?? lasting(drift, earlier)
}

function reason(kind: Reason['kind'], drift: Asking, since: string | null, because: string): Reason {
  const version = drift.versions.join(', ') || 'production'
  return { kind, because, evidence: `${kind} of ${version} since ${since ?? 'rows without times'}` }
}

function breach(drift: Asking, earlier: readonly WindowSummary[]): Reason | undefined {
  const { performance, window } = drift
  if (performance?.verdict !== 'drift') return undefined
  const judged = { from: window?.from ?? null, verdict: performance.verdict, earlier }
  const { since } = episodeOf(judged, ({ families }) => families.performance)
  return reason('performance', drift, since, performance.because)
}

function lasting(drift: Asking, earlier: readonly WindowSummary[]): Reason | undefined {
  const loss = estimatedLoss(drift.performance)
  if (drift.verdict !== 'drift' || loss === undefined || drift.window === null) return undefined
  const { from, to } = drift.window
  const length = Date.parse(to) - Date.parse(from)
  const even = 1 / Math.max(1, drift.features.length)
  const important = drift.causes.filter(
    ({ importance, since }) =>
      importance !== null &&
      importance >= even &&
      since !== null &&
      Date.parse(to) - Date.parse(since) >= LASTING_WINDOWS * length,
  )
  if (important.length === 0) return undefined
  const { since } = episodeOf({ from, verdict: 'drift', earlier }, ({ families }) => families.features)
  const columns = important.flatMap(({ features }) => features).slice(0, 3)
  return reason('inputs', drift, since, `drift in ${columns.join(', ')} lasts since ${since?.slice(0, 10)}; ${loss}`)
}

function schedule(drift: Asking): Reason {
  return reason('schedule', drift, drift.window?.from ?? null, '`retrain.when` is `schedule`')
}

/** Only what a breach has opened: what a person or the schedule asked for is for people to close. */
function healedPull({ drift, pull, retrainings }: ResponseSituation): ResponseAction[] {
  if (pull === undefined || drift.verdict !== 'stable') return []
  const begun = retrainings.findLast((event) => event.pull === pull.number)?.evidence.split(' ')[0]
  const { performance } = drift
  const because = performance?.because ?? drift.because[0] ?? 'the verdict is stable'
  // A training that `contender retrain` begins by itself after a breach calls it drift.
  const isBreach = begun === 'performance' || begun === 'drift'
  const isHealed = isBreach ? performance?.verdict === 'stable' : begun === 'inputs'
  return isHealed ? [{ do: 'close_pull', number: pull.number, because }] : []
}
