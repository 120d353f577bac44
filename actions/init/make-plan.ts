import { posix } from 'node:path'
import { UserError } from '../../core/errors.ts'
import { TASKS, type Task } from '../../core/metrics/metric.ts'
import type { Host } from '../action.ts'
import type { Place } from '../project.ts'
import { type ChosenData, chooseData } from './choose-data.ts'
import { guessRoles } from './guess-roles.ts'
import { guessPositive, guessTask } from './guess-task.ts'
import { commandOf, guessTraining } from './guess-training.ts'
import type { InitInput } from './inputs.ts'
import { type Asked, interview } from './interview.ts'
import type { Seen } from './look.ts'
import type { Plan } from './plan.ts'
import { planPredictions } from './plan-predictions.ts'
import { sharesValues } from './shares-values.ts'

type Ask = (asked: Asked) => Promise<string>

/** Metrics that a model of each task is first held to, and how far they may fall. */
const GATES: { readonly [T in Task]: Plan['gate'] } = {
  'binary-classification': { metric: 'roc_auc', margin: '0.005' },
  'multiclass-classification': { metric: 'accuracy', margin: '0.01' },
  regression: { metric: 'rmse', margin: '1%' },
}

/** The SQL that cuts one file of rows in two. */
const PREPARE = 'prepare.sql'

/**
 * Makes a plan from what the repository holds, with at most four questions: rows, target, task, training.
 *
 * @throws {UserError} where there is nothing to judge on, or a question has no answer
 */
export async function makePlan(place: Place, seen: Seen, input: InitInput, host: Host): Promise<Plan> {
  const ask = interview(input, host)
  const rows = [...seen.test, ...seen.data, ...seen.train]
  const noRows = rows.length === 0 && input.test === undefined && input.train === undefined
  if (input.predictions !== undefined || (noRows && seen.predictions.length > 0))
    return planPredictions(place, seen, input, ask)
  if (noRows) {
    throw new UserError(
      'Found no rows to judge on in CSV, Parquet or JSON Lines, expected training and test data; name them with --train FILE and --test FILE, or a predictions file with --predictions FILE',
    )
  }
  const chosen = await chooseData(place, seen, input, ask)
  const { facts, target } = chosen
  const ofTarget = facts.find(({ name }) => name === target)
  const task = (await ask({
    flag: 'task',
    text: 'What kind of prediction is it?',
    standard: ofTarget && guessTask(ofTarget),
    choices: TASKS,
    only: true,
    expected: `expected one of ${TASKS.join(', ')}`,
  })) as Task
  const roles = guessRoles(facts, target)
  const id = input.id ?? roles.id
  const restarts = input.id === undefined && (await startsAnew(place, seen, chosen, id))
  const training = await chooseTraining(seen, input, ask, chosen)
  const { model, predict } = modelOf(seen, input, training, target)
  const learns = training.plan?.kind === 'builtin'
  // A model that is not trained here was made elsewhere from other rows: all of the file judges it.
  const cut = training.plan === undefined ? undefined : chosen.single
  const positive =
    task === 'binary-classification' ? (input.positive ?? (ofTarget && guessPositive(ofTarget))) : undefined
  return {
    name: input.model ?? nameOf(model, target),
    task,
    data: {
      train: chosen.train,
      test: chosen.test,
      validation: chosen.validation,
      target,
      positive,
      id: restarts ? undefined : id,
      time: input.time ?? roles.time,
      group: input.group ?? roles.group,
      exclude: learns ? roles.exclude : [],
      sensitive: roles.sensitive,
    },
    split:
      cut === undefined
        ? undefined
        : {
            rows: cut,
            sql: seen.files.some(({ path }) => path === PREPARE) ? `contender-${PREPARE}` : PREPARE,
          },
    training: training.plan,
    model,
    predict,
    predictions: undefined,
    gate: GATES[task],
    notes: [
      ...chosen.notes,
      ...(restarts ? [`${id} has the same values in both files: it names no row.`] : []),
      ...training.notes,
    ],
  }
}

/** Whether an id begins again in each file. */
async function startsAnew(place: Place, { notPulled }: Seen, { test, train }: ChosenData, id: string | undefined) {
  if (id === undefined || train === undefined || test === undefined) return false
  return ![train, test].some((source) => notPulled.includes(source)) && sharesValues(place, [train, test], id)
}

interface ChosenTraining {
  readonly plan: Plan['training']
  /** Model file that the training is known to write. */
  readonly model: string | undefined
  readonly notes: readonly string[]
}

async function chooseTraining(seen: Seen, input: InitInput, ask: Ask, chosen: ChosenData): Promise<ChosenTraining> {
  const guessed = await guessTraining(seen)
  const there = input.modelFile !== undefined || seen.models.length > 0
  const canLearn = chosen.train !== undefined || chosen.single !== undefined
  const suggestions = [guessed?.run, there ? 'none' : undefined, canLearn ? 'gradient-boosting' : undefined]
  const run = await ask({
    flag: 'run',
    text: 'Which command trains the model? Or gradient-boosting, linear (nothing to install), none (the model is there)',
    standard: suggestions.find((suggestion) => suggestion !== undefined),
    expected: 'expected a command, gradient-boosting, linear, or none where the model is there',
  })
  if (run === 'none') return { plan: undefined, model: undefined, notes: [] }
  if (run === 'gradient-boosting' || run === 'linear')
    return { plan: { kind: 'builtin', name: run }, model: undefined, notes: [] }
  const known = guessed?.run === run ? guessed : undefined
  return { plan: { kind: 'command', run, inputs: known?.inputs ?? [] }, model: known?.model, notes: known?.notes ?? [] }
}

/** The model file, and the command that predicts with it where it is no ONNX. */
function modelOf(seen: Seen, input: InitInput, training: ChosenTraining, target: string) {
  const file = training.model ?? (training.plan === undefined ? seen.models[0] : undefined)
  const model = input.modelFile ?? file ?? `models/${input.model ?? nameOf(undefined, target)}.onnx`
  if (training.plan === undefined && file === undefined && input.modelFile === undefined)
    throw new UserError('Missing --model-file beside --run none, expected the ONNX model: none is in this repository')
  const script = seen.predictScripts[0]
  if (/\.onnx$/i.test(model)) return { model, predict: undefined }
  if (script !== undefined) return { model, predict: commandOf(script) }
  throw new UserError(
    `Unexpected model ${model}, expected ONNX or a program that predicts with it: export it as ONNX and name that with --model-file FILE.onnx, or write predictions and name them with --predictions FILE`,
  )
}

/** A name for the model: its file's, unless any model could be called so, else the target's. */
function nameOf(model: string | undefined, target: string): string {
  const stem = model === undefined ? '' : posix.basename(model, posix.extname(model))
  const name = /^(model|best|best_model|final|latest|clf|pipeline)?$/i.test(stem) ? target : stem
  return name.replace(/[^a-zA-Z0-9_-]+/g, '-').replace(/^[^a-zA-Z0-9]+|[^a-zA-Z0-9]+$/g, '') || 'model'
}
