import type { Tensor } from 'onnxruntime-node'
import { UserError } from '../../errors.ts'
import type { Task } from '../../metrics/metric.ts'
import { asProbability, normaliseRows } from '../probability.ts'

/** What is known about a model's output before it is read. */
export interface AnswerRule {
  readonly task: Task
  /** For each class of ours its position in the output; empty: as they come. */
  readonly order: readonly number[]
  /** The output holds logits: sigmoid and softmax make probabilities of them. */
  readonly logits: boolean
  /** Numbers a row of the predictor: the number of classes in multiclass, else 1. */
  readonly width: number
  /** Output and model, for messages: ``output `probabilities` of models/delay.onnx``. */
  readonly place: string
}

/**
 * Reads a model's output as predictions, row-major, and checks each number.
 *
 * Binary takes the probability of the positive class alone ([rows] or [rows, 1]) or after that of the
 * negative class ([rows, 2]). Probabilities are clamped to [0, 1] within the rounding of 32-bit
 * arithmetic; rows of several sum to 1 exactly.
 *
 * @param rows rows of the batch
 * @throws {UserError} if the shape is not the task's, or a number is missing, infinite or no probability
 */
export function readAnswer(tensor: Tensor, rows: number, rule: AnswerRule): Float64Array {
  const given = widthOf(tensor, rows, rule)
  const raw = tensor.data as ArrayLike<number | bigint>
  if (rule.task === 'regression') return checkFinite(Float64Array.from(raw, Number), rule)
  const numbers = raw as ArrayLike<number>
  if (rule.task === 'multiclass-classification') return readClasses(numbers, rows, rule)
  return given === 2 ? readPair(numbers, rows, rule) : readSingle(numbers, rows, rule)
}

/** Numbers a row that the output has. */
function widthOf(tensor: Tensor, rows: number, { task, width, place }: AnswerRule): number {
  const [count, given = 1, ...more] = tensor.dims
  const allowed = task === 'binary-classification' ? [1, 2] : [width]
  if (count === rows && allowed.includes(given) && more.length === 0) return given
  const shape = allowed.map((size) => `[${rows}, ${size}]`).join(' or ')
  throw new UserError(
    `Unexpected shape [${tensor.dims.join(', ')}] of ${place}, expected ${shape} (${task}); ` +
      'models with several targets and ranking models are not supported',
  )
}

function checkFinite(values: Float64Array, rule: AnswerRule): Float64Array {
  const row = values.findIndex((value) => !Number.isFinite(value))
  if (row === -1) return values
  throw new UserError(
    `Unexpected \`${values[row]}\` in ${rule.place}, row ${row + 1} of the batch, expected a finite number${hint(values[row]!, rule)}`,
  )
}

function readSingle(raw: ArrayLike<number>, rows: number, rule: AnswerRule): Float64Array {
  const values = new Float64Array(rows)
  const firstIsPositive = rule.order[1] === 0
  for (let row = 0; row < rows; row++) {
    const value = rule.logits ? sigmoid(raw[row]!) : asProbability(raw[row]!)
    if (Number.isNaN(value)) throw noProbability(raw[row]!, row, rule)
    values[row] = firstIsPositive ? 1 - value : value
  }
  return values
}

function readPair(raw: ArrayLike<number>, rows: number, rule: AnswerRule): Float64Array {
  const values = new Float64Array(rows)
  const positive = rule.order[1] ?? 1
  for (let row = 0; row < rows; row++) {
    const own = raw[2 * row + positive]!
    const value = rule.logits ? sigmoid(own - raw[2 * row + 1 - positive]!) : asProbability(own)
    if (Number.isNaN(value)) throw noProbability(own, row, rule)
    values[row] = value
  }
  return values
}

function readClasses(raw: ArrayLike<number>, rows: number, rule: AnswerRule): Float64Array {
  const { order, width, logits } = rule
  const values = new Float64Array(rows * width)
  for (let row = 0; row < rows; row++) {
    let highest = -Infinity
    if (logits) for (let i = 0; i < width; i++) highest = Math.max(highest, raw[row * width + i]!)
    for (let i = 0; i < width; i++) {
      const own = raw[row * width + order[i]!]!
      const value = logits ? Math.exp(own - highest) : asProbability(own)
      if (Number.isNaN(value)) throw noProbability(logits ? highest : own, row, rule)
      values[row * width + i] = value
    }
    if (logits) divideBySum(values, row * width, width)
  }
  const odd = normaliseRows(values, width)
  if (odd === undefined) return values
  throw new UserError(
    `Unexpected sum ${odd.sum} of the probabilities in ${rule.place}, row ${odd.row + 1} of the batch, expected 1${hint(odd.sum, rule)}`,
  )
}

function divideBySum(values: Float64Array, start: number, width: number): void {
  let sum = 0
  for (let i = start; i < start + width; i++) sum += values[i]!
  for (let i = start; i < start + width; i++) values[i]! /= sum
}

const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit))

function noProbability(value: number, row: number, rule: AnswerRule): UserError {
  const expected = rule.logits ? 'a finite logit' : 'a probability in [0, 1]'
  return new UserError(
    `Unexpected \`${value}\` in ${rule.place}, row ${row + 1} of the batch, expected ${expected}${hint(value, rule)}`,
  )
}

function hint(value: number, { logits, task }: AnswerRule): string {
  if (Number.isNaN(value)) return '; the model may not take missing values'
  return logits || task === 'regression' ? '' : '; if the model gives logits, set `logits: true`'
}
