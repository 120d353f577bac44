import { suggest } from '../errors.ts'
import { type Disparity, disparityNames, disparityOf } from '../fairness/disparity.ts'
import type { Task } from '../metrics/metric.ts'
import { privilegedBy } from './fairness-schema.ts'
import type { Problem } from './problem.ts'
import type { Gate, ModelConfig } from './schema.ts'

type Path = Problem['path']

const PATH = ['evaluate', 'fairness'] as const

/** What `evaluate.fairness` gets wrong together with the rest of a model. */
export function checkFairness(model: ModelConfig): Problem[] {
  const { evaluate, task } = model
  const { fairness } = evaluate
  const { groups, metrics = [], privileged } = fairness
  return [
    ...groups.flatMap((name, at) =>
      checkGroup(name, [...PATH, 'groups', at], { model, isSecond: groups.indexOf(name) < at }),
    ),
    ...Object.keys(privileged).flatMap((name) => unknownColumn(name, groups, [...PATH, 'privileged', name])),
    ...metrics.flatMap((name, at) => {
      const path = [...PATH, 'metrics', at]
      const unknown = unknownDisparity(name, task, path)
      if (unknown.length > 0 || Object.keys(privileged).length > 0) return unknown
      return needsPrivileged(disparityOf(task, name), path, groups[0]!)
    }),
  ]
}

function checkGroup(
  name: string,
  path: Path,
  { isSecond, model }: { readonly model: ModelConfig; readonly isSecond: boolean },
): Problem[] {
  if (isSecond) return [{ path, found: `Unexpected second \`${name}\``, expected: 'expected each column once' }]
  const { data } = model
  const role = roleOf(name, model)
  if (role !== undefined) {
    const expected = 'expected a column that tells people apart, such as their age band'
    return [{ path, found: `Unexpected fairness by ${role} \`${name}\``, expected }]
  }
  if (name !== data.group || !data.sensitive.includes(name)) return []
  const expected = 'expected another one than `data.group`: nobody could tell whether its rows are alike'
  return [{ path, found: `Unexpected fairness by the sensitive column \`${name}\``, expected }]
}

/** What a column is that tells no people apart: the rates of such groups follow from the column itself. */
function roleOf(name: string, { data, predictions, task }: ModelConfig): string | undefined {
  if (name === data.target) return 'the target'
  if (name === data.id || (predictions !== undefined && name === 'id')) return 'the id'
  if (predictions === undefined) return undefined
  if (name === 'label') return 'the label'
  const isScore = name === 'score' || (task === 'multiclass-classification' && name.startsWith('score_'))
  return isScore || name === 'prediction' ? 'the prediction' : undefined
}

/** A gate on a fairness metric: absolute, by a column that is judged, with the bound that a fair model keeps. */
export function checkFairnessGate(gate: Gate, { evaluate: { fairness }, task }: ModelConfig, path: Path): Problem[] {
  const { against, by, margin, max, metric, min, slices, under } = gate
  if (by === undefined)
    return [{ path, found: `Missing \`by\` of a gate on \`${metric}\``, expected: sayColumns(fairness) }]
  const unknown = [
    ...unknownDisparity(metric, task, [...path, 'metric']),
    ...unknownColumn(by, fairness.groups, [...path, 'by']),
  ]
  if (unknown.length > 0) return unknown
  if ((under ?? slices) !== undefined || (margin !== undefined && against === undefined)) {
    const expected = 'expected `min` or `max`, or `against` with a `margin`'
    return [{ path, found: 'Unexpected `under`, `slices` or `margin` of a gate on fairness', expected }]
  }
  const disparity = disparityOf(task, metric)
  if (privilegedBy(fairness, by) === undefined) {
    const missing = needsPrivileged(disparity, [...path, 'metric'], by)
    if (missing.length > 0) return missing
  }
  if (against !== undefined) return checkAgainst(gate, disparity, path)
  if (disparity.over === 'rest') {
    if ((min ?? max) !== undefined) return []
    return [{ path, found: 'Unexpected gate', expected: `expected \`min\` and \`max\` of \`${metric}\`` }]
  }
  const [wanted, other] = disparity.as === 'difference' ? (['max', 'min'] as const) : (['min', 'max'] as const)
  if (gate[wanted] !== undefined && gate[other] === undefined) return []
  const expected = `expected \`${wanted}\` alone: ${disparity.as === 'difference' ? '0' : '1'} is fair`
  return [{ path, found: `Unexpected bound of \`${metric}\``, expected }]
}

/** Against a baseline: in differences, whose change has an interval, and under a margin that somebody chose. */
function checkAgainst({ margin, max, metric, min }: Gate, { as }: Disparity, path: Path): Problem[] {
  if ((min ?? max) !== undefined) {
    const expected = 'expected either bounds or `against`, each in a gate of its own'
    return [{ path, found: 'Unexpected `min` or `max` beside `against`', expected }]
  }
  if (as === 'ratio') {
    const expected = 'expected a difference: how much two ratios differ has no sharp interval'
    return [{ path: [...path, 'metric'], found: `Unexpected \`${metric}\` against a baseline`, expected }]
  }
  if (margin !== undefined) return []
  const expected = 'expected how much further apart groups may be than with the baseline, such as 0.01'
  return [{ path, found: `Missing \`margin\` of a gate on \`${metric}\` against a baseline`, expected }]
}

function sayColumns({ groups }: ModelConfig['evaluate']['fairness']): string {
  if (groups.length === 0) return 'expected a column that `evaluate.fairness.groups` names'
  return `expected one of ${groups.join(', ')}`
}

function unknownDisparity(name: string, task: Task, path: Path): Problem[] {
  const known = disparityNames(task)
  if (known.includes(name)) return []
  return [{ path, found: `Unknown fairness metric \`${name}\` for ${task}`, expected: suggest(name, known) }]
}

function unknownColumn(name: string, groups: readonly string[], path: Path): Problem[] {
  if (groups.includes(name)) return []
  const expected = groups.length === 0 ? 'expected `evaluate.fairness.groups` to name it' : suggest(name, groups)
  return [{ path, found: `Unknown column \`${name}\` of fairness`, expected }]
}

function needsPrivileged({ name, over, source }: Disparity, path: Path, by: string): Problem[] {
  if (over === 'pairs') return []
  const expected = `expected \`evaluate.fairness.privileged\` to say beside which group of \`${by}\` ${source} looks at the others`
  return [{ path, found: `Unexpected \`${name}\` without a privileged group`, expected }]
}
