import type { Drift, WindowSummary } from '../artifacts/drift.ts'
import { sayWindow } from '../say-window.ts'
import { type AskedTraining, trainingReason } from './training-reason.ts'
import { ONLY_PEOPLE, type WantedTraining, whyNoTraining } from './why-no-training.ts'

/** The newest word on how a model does in production. */
export interface Evidence {
  /** `drift`: its performance is shown to be worse than it may be; null: nobody has judged it. */
  readonly performance: Drift['verdict'] | null
  /** Of the window as a whole. */
  readonly verdict: Drift['verdict']
  readonly window: { readonly from: string; readonly to: string } | null
  /** Windows before it, oldest first. */
  readonly earlier: readonly WindowSummary[]
  /** Why it asks for a training, and by what name that is known. */
  readonly asks: Drift['retrain']
}

/** What is known when a model may be trained anew. */
export interface TrainingTask
  extends Omit<AskedTraining, 'when' | 'asks'>,
    Omit<WantedTraining, 'evidence' | 'asked' | 'force' | 'now'> {
  /** Undefined where nothing is known. */
  readonly found: Omit<Evidence, 'earlier'> | undefined
}

/** Whether to train: on what evidence and why, or why not. */
export type WhyRetrain =
  | { readonly go: true; readonly evidence: string; readonly because: string }
  | { readonly go: false; readonly because: string }

/** Decides whether `contender retrain` trains a model anew: by the same rules as the plan after a window. */
export function whyRetrain(task: TrainingTask): WhyRetrain {
  const { found, retrain } = task
  const reason = trainingReason({ ...task, when: retrain?.when, asks: found?.asks })
  if (reason === undefined) return { go: false, because: retrain?.when === 'never' ? ONLY_PEOPLE : sayIdle(found) }
  const whyNot = whyNoTraining({ ...task, evidence: reason.evidence })
  return whyNot === undefined ? { go: true, ...reason } : { go: false, because: whyNot }
}

/** Why nothing asks for a training. */
function sayIdle(found: TrainingTask['found']): string {
  const idle = 'and it is retrained after a breach'
  if (found === undefined || found.performance === null)
    return `nothing is known of its performance in production, ${idle}`
  const { performance, window } = found
  const place = window === null ? '' : ` in ${sayWindow(window)}`
  if (performance === 'insufficient')
    return `its performance${place} could not be judged, for too few labelled rows or too many impossible or missing answers, ${idle}`
  // A window that has drifted asks for a training but for one reason.
  return performance === 'drift'
    ? `its performance${place} is \`drift\`, and the version before is better on the same rows: rolling back is proposed instead`
    : `its performance${place} is \`${performance}\`, ${idle}`
}
