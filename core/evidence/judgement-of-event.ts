import type { Evaluation } from '../artifacts/evaluation.ts'
import type { RunEvent } from '../ledger/event.ts'
import { eventPath } from '../ledger/event-file.ts'
import type { Judgement } from './dossier.ts'

const IN_PART =
  'Made from the ledger, which keeps metrics and gates of a judgement: slices, curves, fairness, robustness and the numbers of what it was compared with are not in it'

/**
 * How a run was judged, as far as the ledger keeps it; undefined where it was not.
 *
 * @param task as the config at its commit says, for the event does not
 * @param later whether its run began only after the version was registered
 */
export function judgementOfEvent(
  event: RunEvent,
  task: Evaluation['task'],
  { later }: Pick<Judgement, 'later'>,
): Judgement | undefined {
  const { comparison, evaluation, run } = event
  if (evaluation === null) return undefined
  const { artifact, commit, config, contender, model, seed } = run
  const header = { model, commit, config, seed, contender }
  const values = Object.entries(evaluation.metrics).map(([name, { value }]) => [name, value] as const)
  return {
    evaluation: {
      ...{ schema: 'contender/evaluation@1', ...header, task, ...evaluation, artifact },
      slices: [],
      warnings: [`${IN_PART}.`],
    },
    comparison:
      comparison === null
        ? undefined
        : {
            ...{ schema: 'contender/comparison@1', ...header, against: [] },
            ...{ gates: comparison.gates, outcome: comparison.outcome },
            candidate: { artifact, metrics: Object.fromEntries(values) },
            policy: 'a commit that the ledger does not keep',
            notes: [],
          },
    ...{ validation: undefined, validated: undefined },
    from: [{ kind: 'ledger', ref: eventPath(event) }],
    ...{ inPart: true, later, itself: comparison?.itself === true },
  }
}
