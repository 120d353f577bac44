import type { Drift, DriftPerformance } from '../../core/artifacts/drift.ts'
import { decisiveFamily } from './family.ts'
import { toMend } from './left-out.ts'
import { FINER, hasFewGroups } from './why-little.ts'

/**
 * What would make the answer better, or tell more of it.
 *
 * @example
 * adviceOf(drift) // ['Name `drift.labels` in `contender.yml`: with them it can be said whether the model suffers.']
 */
export function adviceOf(drift: Drift): string[] {
  const { verdict } = drift
  if (verdict === 'insufficient') return toMend(drift)
  // Beside what is judged: where nothing is, it stands with that.
  const few = hasFewGroups(drift) ? [`Performance is not judged: ${FINER}.`] : []
  const unanswered = hasNoAnswers(drift) ? [NO_ANSWERS] : []
  if (verdict === 'stable') return [...toMend(drift), ...few, ...unanswered]
  return [...toMend(drift), ...few, ...ofConcept(drift), ...ofLabels(drift)]
}

/** A model that got worse on inputs like those it knows. */
function ofConcept({ causes, features, performance, retrain }: Drift): string[] {
  const isUnexplained = causes.length === 0 && performance?.verdict === 'drift' && retrain !== null
  if (!isUnexplained || features.length === 0 || features.some(({ verdict }) => verdict === 'insufficient')) return []
  return [
    'No input explains it: what the inputs mean for the answer may have changed, which only newer labels can teach a model.',
  ]
}

/** Whether the model suffers where something else moved. */
function ofLabels(drift: Drift): string[] {
  const { performance, reference, window } = drift
  if (decisiveFamily(drift) === 'performance') return []
  if (performance?.verdict === 'stable') return sayJudged(performance)
  const isUnlabelled = performance === null || Object.keys(performance.metrics).length === 0
  if (window === null) return isUnlabelled ? [`With \`--task\`, and answers and labels in both files, ${CAN}`] : []
  if (reference.predictions === null)
    return [
      `There are no answers on test rows to compare with: with \`data.test\`, and a model that can be had, ${CAN}`,
    ]
  if (performance === null) return hasNoAnswers(drift) ? [NO_ANSWERS] : []
  // Rows whose labels should be there are known wherever labels are named.
  if (performance.coverage === 0) return [NO_LABEL]
  return performance.cohort === null ? [`Name \`drift.labels\` in \`contender.yml\`: with them ${CAN}`] : []
}

/** Whether there are answers on test rows, and none in production to compare with them. */
function hasNoAnswers({ performance, reference, window }: Drift): boolean {
  return window !== null && reference.predictions !== null && performance === null
}

function sayJudged({ loss, margin }: DriftPerformance): string[] {
  if (loss === null) return []
  if (loss.ci[0] > margin) return ['The labels show a loss beyond the margin, and not certainly enough for an alarm.']
  const isWithin = loss.ci[1] <= margin
  return [
    `The labels show ${isWithin ? 'that the model does no worse than its margin allows' : 'no loss beyond the margin'}.`,
  ]
}

/** Where labels are due, and none is there. */
export const NO_LABEL =
  'See where the labels are: whether they come later than `drift.labels.available_after` says, `drift.labels.files` looks for them where they are, `drift.labels.id` is the id that the logs have, and what they say can be a label.'

const CAN = 'it can be said whether the model suffers.'

const NO_ANSWERS = `The logs hold no answers: where \`drift.logs\` names \`score\` or \`prediction\`, and labels come, ${CAN}`
