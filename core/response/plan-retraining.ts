import { trainingReason } from '../retrain/training-reason.ts'
import { whyNoTraining } from '../retrain/why-no-training.ts'
import { windowsToRetrain } from '../retrain/windows-to-retrain.ts'
import { isBetter, type PreviousVersion } from './compare-previous.ts'
import type { ResponseSituation } from './plan-response.ts'
import type { ResponseAction } from './response-action.ts'

/**
 * Whether the model is trained anew, for what the window asks for (`drift.retrain`) or by schedule, whatever the verdict.
 * Where it would be and is not, it says why. A pull request whose reason has healed is closed by `contender retrain`,
 * which may.
 *
 * @param muted why nobody wants to hear of the drift
 */
export function planRetraining(situation: ResponseSituation, muted?: string): ResponseAction[] {
  const { drift, model, now, previous, pull, retrainings } = situation
  const { retrain } = model
  const until = new Date(retrain === undefined ? now : windowsToRetrain(model, retrain, now.getTime()).test.to)
  const nobody = { asked: false, force: false, now } as const
  const reason = trainingReason({ ...nobody, when: retrain?.when, asks: drift.retrain, until })
  const isBreach = drift.performance?.verdict === 'drift' && retrain?.when !== 'schedule'
  if (isBreach && previous !== undefined && isBetter(previous)) return [hold(sayBetter(previous))]
  if (reason === undefined) return []
  const whyNot = whyNoTraining({ ...nobody, retrain, evidence: reason.evidence, events: retrainings, pull, muted })
  return whyNot === undefined ? [{ do: 'retrain', ...reason }] : [hold(whyNot)]
}

function hold(because: string): ResponseAction {
  return { do: 'hold', what: 'retrain', because }
}

function sayBetter({ version }: PreviousVersion): string {
  return `${version} is better on the same rows: rolling back is proposed instead`
}
