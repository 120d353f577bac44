import { UserError } from '../../core/errors.ts'
import { TASKS, type Task } from '../../core/metrics/metric.ts'
import type { Place } from '../project.ts'
import { type ColumnFacts, columnFacts } from './column-facts.ts'
import { guessRoles } from './guess-roles.ts'
import { guessPositive, guessTask } from './guess-task.ts'
import type { InitInput } from './inputs.ts'
import type { Asked } from './interview.ts'
import type { Seen } from './look.ts'
import type { Plan } from './plan.ts'

/** The plan for predictions that something else writes: only they are judged. */
export async function planPredictions(
  place: Place,
  seen: Seen,
  input: InitInput,
  ask: (asked: Asked) => Promise<string>,
): Promise<Plan> {
  const predictions = await ask({
    flag: 'predictions',
    text: 'Which file holds the predictions?',
    standard: seen.predictions[0],
    choices: seen.predictions,
    expected: 'expected a predictions file',
  })
  const facts = await columnFacts(place, predictions)
  const label = facts.find(({ name }) => name === 'label')
  if (label === undefined)
    throw new UserError(
      `Missing column \`label\` in ${predictions}, expected the true labels beside \`score\`, \`score_<class>\` or \`prediction\`: docs/predictions.md says how`,
    )
  const task = (await ask({
    flag: 'task',
    text: 'What kind of prediction is it?',
    standard: taskOf(facts, label),
    choices: TASKS,
    only: true,
    expected: `expected one of ${TASKS.join(', ')}`,
  })) as Task
  const scored = facts.some(({ name }) => name === 'score')
  const { group, id, sensitive, time } = guessRoles(facts, 'label')
  return {
    name: input.model ?? 'model',
    task,
    data: {
      train: undefined,
      test: undefined,
      validation: undefined,
      target: undefined,
      positive: task === 'binary-classification' ? (input.positive ?? guessPositive(label)) : undefined,
      id: input.id ?? id,
      time: input.time ?? time,
      group: input.group ?? group,
      exclude: [],
      sensitive,
    },
    split: undefined,
    training: undefined,
    model: undefined,
    predict: undefined,
    predictions,
    gate: gateOf(task, scored),
    notes: [],
  }
}

function taskOf(facts: readonly ColumnFacts[], label: ColumnFacts): Task | undefined {
  if (facts.some(({ name }) => name === 'score')) return 'binary-classification'
  if (facts.some(({ name }) => name.startsWith('score_'))) return 'multiclass-classification'
  return guessTask(label)
}

/** Without probabilities there is no ranking to judge. */
function gateOf(task: Task, scored: boolean): Plan['gate'] {
  if (task === 'regression') return { metric: 'rmse', margin: '1%' }
  return task === 'binary-classification' && scored
    ? { metric: 'roc_auc', margin: '0.005' }
    : { metric: 'accuracy', margin: '0.01' }
}
