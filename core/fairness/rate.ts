import { type Cells, cellEstimate, countCells } from '../metrics/binary-classification/cells.ts'
import { meanEstimate } from '../metrics/mean-estimate.ts'
import type { BinarySample, Estimate, Sample, Task, Undefined } from '../metrics/metric.ts'
import type { BoundedEstimate } from '../stats/interval.ts'

/** A number that each group of people has, by which groups are compared. */
export interface Rate {
  readonly name: string
  /**
   * How its interval is made: `share` lies in [0, 1] (Wilson), `odds` is a share over its rest, `mean` has no bounds.
   */
  readonly kind: 'share' | 'odds' | 'mean'
  /** Of a rate of kind `odds`: the share. */
  readonly estimate: (sample: Sample) => BoundedEstimate | Undefined
}

type Part = readonly (keyof Cells)[]

const ALL: Part = ['tn', 'fp', 'fn', 'tp']

/** Each as what is counted, over what it is counted among. */
const OF_CELLS: Readonly<Record<string, readonly [kind: Rate['kind'], top: Part, bottom: Part]>> = {
  selection_rate: ['share', ['tp', 'fp'], ALL],
  true_positive_rate: ['share', ['tp'], ['tp', 'fn']],
  false_positive_rate: ['share', ['fp'], ['fp', 'tn']],
  true_negative_rate: ['share', ['tn'], ['fp', 'tn']],
  false_negative_rate: ['share', ['fn'], ['tp', 'fn']],
  accuracy_score: ['share', ['tp', 'tn'], ALL],
  zero_one_loss: ['share', ['fp', 'fn'], ALL],
  precision: ['share', ['tp'], ['tp', 'fp']],
  negative_predictive_value: ['share', ['tn'], ['tn', 'fn']],
  false_discovery_rate: ['share', ['fp'], ['tp', 'fp']],
  false_omission_rate: ['share', ['fn'], ['tn', 'fn']],
  // Positive labels over positive answers, and so of the negative ones.
  conditional_acceptance: ['mean', ['tp', 'fn'], ['tp', 'fp']],
  conditional_rejection: ['mean', ['tn', 'fp'], ['tn', 'fn']],
  // False negatives over false positives: the odds of the first among both.
  treatment_equality: ['odds', ['fn'], ['fn', 'fp']],
}

const BINARY: readonly Rate[] = Object.entries(OF_CELLS).map(([name, [kind, top, bottom]]) => ({
  name,
  kind,
  estimate: (sample) => ratioOfCells(sample as BinarySample, top, bottom),
}))

const MULTICLASS: readonly Rate[] = [
  { name: 'accuracy_score', kind: 'share', estimate: (sample) => shareRight(sample, 1) },
  { name: 'zero_one_loss', kind: 'share', estimate: (sample) => shareRight(sample, 0) },
]

const REGRESSION: readonly Rate[] = [
  { name: 'mean_prediction', kind: 'mean', estimate: (sample) => meanOf(sample, (_, prediction) => prediction) },
  {
    name: 'mean_absolute_error',
    kind: 'mean',
    estimate: (sample) => meanOf(sample, (label, prediction) => Math.abs(prediction - label)),
  },
  {
    name: 'mean_squared_error',
    kind: 'mean',
    estimate: (sample) => meanOf(sample, (label, prediction) => (prediction - label) ** 2),
  },
]

const RATES: Readonly<Record<Task, readonly Rate[]>> = {
  'binary-classification': BINARY,
  'multiclass-classification': MULTICLASS,
  regression: REGRESSION,
}

/**
 * A rate by its name.
 *
 * @throws {RangeError} if the task has none of that name
 * @example
 * rateOf('regression', 'mean_prediction').kind // 'mean'
 */
export function rateOf(task: Task, name: string): Rate {
  const rate = RATES[task].find((one) => one.name === name)
  if (rate === undefined) throw new RangeError(`Unknown rate ${name} of ${task}`)
  return rate
}

/** The weight of some cells over that of others, with its influence values by the delta method. */
function ratioOfCells(sample: BinarySample, top: Part, bottom: Part): BoundedEstimate | Undefined {
  const cells = countCells(sample)
  const sum = (part: Part) => part.reduce((total, cell) => total + cells[cell], 0)
  const among = sum(bottom)
  if (among === 0) return { undefined: `no row among ${sayCells(bottom)}` }
  const value = sum(top) / among
  const slope = (cell: keyof Cells) => (Number(top.includes(cell)) - value * Number(bottom.includes(cell))) / among
  const isIn = (cell: keyof Cells) => Number(bottom.includes(cell))
  return cellEstimate(
    sample,
    value,
    { tn: slope('tn'), fp: slope('fp'), fn: slope('fn'), tp: slope('tp') },
    { tn: isIn('tn'), fp: isIn('fp'), fn: isIn('fn'), tp: isIn('tp') },
  )
}

const CELLS = { tn: 'true negatives', fp: 'false positives', fn: 'false negatives', tp: 'true positives' } as const

function sayCells(part: Part): string {
  return part.map((cell) => CELLS[cell]).join(' and ')
}

function shareRight(sample: Sample, counted: 0 | 1): Estimate | Undefined {
  if (sample.task === 'regression') throw new RangeError('Unexpected regression, expected classes')
  const right = Float64Array.from({ length: sample.rows }, (_, row) =>
    Number((sample.answers[row] === sample.labels[row]) === (counted === 1)),
  )
  return meanEstimate(right, sample.weights)
}

function meanOf(sample: Sample, of: (label: number, prediction: number) => number): Estimate | Undefined {
  if (sample.task !== 'regression') throw new RangeError(`Unexpected ${sample.task}, expected regression`)
  const values = Float64Array.from(sample.labels, (label, row) => of(label, sample.predictions[row]!))
  return meanEstimate(values, sample.weights)
}
