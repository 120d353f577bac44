import { suggest } from '../errors.ts'
import { disparityNames } from '../fairness/disparity.ts'
import { ON_EXPECTATIONS } from '../gates/gate.ts'
import { metricNames, metricOf } from '../metrics/index.ts'
import type { Task } from '../metrics/metric.ts'
import { checkDrift, checkRetrain } from './check-drift.ts'
import { checkExpectations, checkExpectationsGate } from './check-expectations.ts'
import { checkFairness, checkFairnessGate } from './check-fairness.ts'
import { checkRobustness, checkRobustnessGate } from './check-robustness.ts'
import { type Problem, unknownMetric } from './problem.ts'
import type { Gate, ModelConfig } from './schema.ts'

/** What one model's settings get wrong together, though each alone is of the right form. */
export function checkModel(model: ModelConfig): Problem[] {
  return [
    ...checkSource(model),
    ...checkTraining(model),
    ...checkData(model),
    ...checkEvaluation(model),
    ...checkFairness(model),
    ...checkRobustness(model),
    ...checkExpectations(model),
    ...model.gates.flatMap((gate, index) => checkGate(gate, model, ['gates', index])),
    ...checkTwins(model.gates),
    ...checkDrift(model),
    ...checkRetrain(model),
  ]
}

function checkSource({ data, model, predict, predictions }: ModelConfig): Problem[] {
  const problems: Problem[] = []
  if (model === undefined && predict === undefined && predictions === undefined) {
    problems.push({ path: [], found: 'Missing model', expected: 'expected one of `model`, `predict` or `predictions`' })
  }
  if (predictions !== undefined && (model !== undefined || predict !== undefined)) {
    problems.push({
      path: ['predictions'],
      found: 'Unexpected `predictions`',
      expected: 'expected it alone, without `model` and `predict`',
    })
  }
  if (predictions === undefined) {
    for (const key of ['test', 'target'] as const) {
      if (data[key] === undefined) {
        problems.push({
          path: ['data'],
          found: `Missing \`${key}\``,
          expected: 'it may be left out only where `predictions` is given',
        })
      }
    }
  }
  return problems
}

function checkTraining({ data, model, train }: ModelConfig): Problem[] {
  if (train === undefined) return []
  const problems: Problem[] = []
  if ((train.run === undefined) === (train.builtin === undefined)) {
    problems.push({
      path: ['train'],
      found: 'Unexpected training',
      expected: 'expected exactly one of `run` and `builtin`',
    })
  }
  if (model === undefined) {
    problems.push({
      path: ['train'],
      found: 'Unexpected `train` without `model`',
      expected: 'expected `model`: the file that training writes',
    })
  }
  if (train.builtin !== undefined && (data.train === undefined || data.target === undefined)) {
    problems.push({
      path: ['train', 'builtin'],
      found: 'Unexpected built-in trainer',
      expected: 'expected `data.train` and `data.target` to learn from',
    })
  }
  return problems
}

function checkData({ data, task }: ModelConfig): Problem[] {
  const problems: Problem[] = []
  if (data.positive !== undefined && task !== 'binary-classification') {
    problems.push({
      path: ['data', 'positive'],
      found: `Unexpected \`positive\` in a task of ${task}`,
      expected: 'expected it in binary-classification only',
    })
  }
  if (data.classes !== undefined && task !== 'multiclass-classification') {
    problems.push({
      path: ['data', 'classes'],
      found: `Unexpected \`classes\` in a task of ${task}`,
      expected: 'expected it in multiclass-classification only',
    })
  }
  return [...problems, ...checkSensitive(data)]
}

/** A sensitive column can group rows, whose numbers alone are kept; any other part would write its values. */
function checkSensitive({ group, id, sensitive, target, time, weight }: ModelConfig['data']): Problem[] {
  const period = typeof group === 'object' ? group.time : undefined
  const parts = Object.entries({ id, target, time, weight, group: period })
  return parts.flatMap(([part, name]) => {
    if (name === undefined || !sensitive.includes(name)) return []
    return [
      {
        path: ['data', part],
        found: `Unexpected sensitive column \`${name}\``,
        expected: 'expected a column whose values may be written beside the predictions',
      },
    ]
  })
}

function checkEvaluation({ data, evaluate, predict, predictions, task }: ModelConfig): Problem[] {
  const problems = (evaluate.metrics ?? []).flatMap((name, index) =>
    unknownMetric(name, task, ['evaluate', 'metrics', index]),
  )
  const { threshold } = evaluate
  if (typeof threshold === 'object') {
    const path = ['evaluate', 'threshold']
    problems.push(...thresholdMetric(threshold.maximize, task, [...path, 'maximize']))
    if (task !== 'binary-classification') {
      problems.push({
        path,
        found: `Unexpected threshold in a task of ${task}`,
        expected: 'expected it in binary-classification only',
      })
    }
    if (predictions !== undefined || predict !== undefined) {
      problems.push({
        path,
        found: 'Unexpected search for a threshold',
        expected: 'expected a number where predictions do not come from an ONNX model',
      })
    }
    if (data[threshold.on] === undefined) {
      problems.push({
        path,
        found: `Missing \`data.${threshold.on}\``,
        expected: 'expected the rows on which the threshold is chosen',
      })
    }
  }
  if (Array.isArray(evaluate.slices)) {
    for (const [index, name] of evaluate.slices.entries()) {
      if (!data.sensitive.includes(name)) continue
      problems.push({
        path: ['evaluate', 'slices', index],
        found: `Unexpected slices by the sensitive column \`${name}\``,
        expected: 'its values may not appear in a report',
      })
    }
  }
  if (evaluate.budgets.latency !== undefined && (predict !== undefined || predictions !== undefined)) {
    problems.push({
      path: ['evaluate', 'budgets', 'latency'],
      found: 'Unexpected latency budget',
      expected: 'it is measured for ONNX models only',
    })
  }
  return problems
}

/** Two margins for one comparison would leave it open which one slices are compared under. */
function checkTwins(gates: readonly Gate[]): Problem[] {
  return gates.flatMap(({ against, by, metric, under }, index) => {
    const first = gates.findIndex(
      (gate) => gate.against === against && gate.under === under && gate.metric === metric && gate.by === by,
    )
    if ((against ?? under) === undefined || first === index) return []
    return [
      {
        path: ['gates', index],
        found: `Unexpected second gate on \`${metric}\` ${under === undefined ? `against ${against}` : `under ${under}`}`,
        expected: 'expected one, with one margin',
      },
    ]
  })
}

function checkGate(gate: Gate, model: ModelConfig, path: readonly (string | number)[]): Problem[] {
  const { evaluate, task } = model
  if (gate.metric === ON_EXPECTATIONS) return checkExpectationsGate(gate, model, path)
  if (gate.by !== undefined || disparityNames(task).includes(gate.metric)) return checkFairnessGate(gate, model, path)
  const unknown = unknownMetric(gate.metric, task, [...path, 'metric'])
  if (unknown.length > 0) return unknown
  if (gate.under !== undefined) return checkRobustnessGate(gate, model, path)
  const absolute = gate.min !== undefined || gate.max !== undefined
  if (absolute === (gate.against !== undefined)) {
    return [{ path, found: 'Unexpected gate', expected: 'expected either `min` or `max`, or `against`' }]
  }
  if (absolute && (gate.margin !== undefined || gate.slices !== undefined)) {
    return [{ path, found: 'Unexpected `margin` or `slices`', expected: 'expected them only with `against`' }]
  }
  if (gate.min !== undefined && gate.max !== undefined && gate.min > gate.max) {
    return [{ path, found: `Unexpected min ${gate.min} above max ${gate.max}`, expected: 'expected min ≤ max' }]
  }
  if (gate.slices !== undefined && gate.slices !== false && evaluate.slices.length === 0) {
    return [
      {
        path: [...path, 'slices'],
        found: 'Unexpected `slices` of a gate',
        expected: 'expected `evaluate.slices` to name columns, or to be auto',
      },
    ]
  }
  if (gate.slices === 'prove' && evaluate.slices === 'auto') {
    return [
      {
        path: [...path, 'slices'],
        found: 'Unexpected `slices: prove`',
        expected: 'expected named columns in `evaluate.slices`: a search proves nothing of what it did not find',
      },
    ]
  }
  if (gate.against !== undefined && !metricOf(task, gate.metric).judged) {
    return [
      {
        path: [...path, 'metric'],
        found: `Unexpected gate on \`${gate.metric}\` against a baseline`,
        expected: 'no interval of its difference can be trusted, so it never gets a verdict',
      },
    ]
  }
  return []
}

function thresholdMetric(name: string, task: Task, path: readonly (string | number)[]): Problem[] {
  const unknown = unknownMetric(name, task, path)
  if (unknown.length > 0 || metricOf(task, name).needs !== 'scores') return unknown
  const ofDecisions = metricNames(task).filter((known) => metricOf(task, known).needs === 'answers')
  const expected = `expected one of decisions, ${suggest(name, ofDecisions)}`
  return [{ path, found: `Unexpected metric \`${name}\` for a threshold`, expected }]
}
