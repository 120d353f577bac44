import { isDeepStrictEqual } from 'node:util'
import type { GateResult } from '../artifacts/comparison.ts'
import type { Config, Model } from '../config.ts'
import { SAME_MODEL } from '../gates/rule.ts'
import { sayMovedGoal } from './moved-goal.ts'

/** The base branch as rules need it: what its config said where the change began, and what it says now. */
export interface RulingBase {
  readonly config: Pick<Config, 'models'>
  readonly policy: Pick<Config, 'models'>
}

/**
 * What a reviewer must know before any number: a change that moves the goal instead of the model.
 *
 * @param files prepare SQL and test data that the change edits
 * @returns a sentence each: another test set, target or threshold, or rules that do not count yet
 */
export function changesToKnow(model: Model, base: RulingBase | undefined, files: readonly string[]): string[] {
  if (base === undefined) return []
  const before = base.config.models.find(({ name }) => name === model.name)
  const ruling = base.policy.models.find(({ name }) => name === model.name)
  if (ruling === undefined) return ['This model is new: its own gates and metrics are used.']
  const moved = before === undefined ? [] : [...changedSettings(before, model), ...files]
  const notes: string[] = []
  if (moved.length > 0) notes.push(sayMovedGoal(moved))
  // Of another task no rule of the base can count: a gate says that.
  if (ruling.task !== model.task) return notes
  if (!isDeepStrictEqual(ruling.evaluate, model.evaluate) || !isDeepStrictEqual(ruling.gates, model.gates)) {
    notes.push(
      'This change edits metrics, threshold, slices, fairness, behavioural tests or gates; those of the base branch count until it is merged.',
    )
  }
  return notes
}

const GOAL = [
  'test',
  'validation',
  'target',
  'prepare',
  'positive',
  'classes',
  'group',
  'time',
  'weight',
  'exclude',
  'sensitive',
] as const

function changedSettings(before: Model, model: Model): string[] {
  return GOAL.filter((key) => !isDeepStrictEqual(before.data[key], model.data[key])).map((key) => `data.${key}`)
}

/** A model under a new name follows no rule of the base: where another one is gone, it may be the same. */
export function renameGate(model: Model, config: Pick<Config, 'models'>, base: RulingBase | undefined): GateResult[] {
  const ruling = base?.policy.models ?? []
  const gone = ruling.filter(({ name }) => !config.models.some((own) => own.name === name)).map(({ name }) => name)
  if (gone.length === 0 || ruling.some(({ name }) => name === model.name)) return []
  const because = `this change removes ${gone.join(', ')} and adds ${model.name}, which no gate of the base branch judges, so a person must decide`
  return [{ rule: SAME_MODEL.name, outcome: 'undecided', because }]
}

/** A change of the task leaves no rule of the base that could judge it: that is for a person, never a pass. */
export function taskGate(model: Model, base: RulingBase | undefined): GateResult[] {
  const ruling = base?.policy.models.find(({ name }) => name === model.name)
  if (ruling === undefined || ruling.task === model.task) return []
  const because = `the task changes from ${ruling.task} to ${model.task}: no gate of the base branch applies, so a person must decide`
  return [{ rule: SAME_MODEL.task, outcome: 'undecided', because }]
}
