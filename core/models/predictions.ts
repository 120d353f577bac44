import { type Column, columnOf, type Table } from '../data/table.ts'
import { suggest, UserError } from '../errors.ts'
import type { Sample, Task } from '../metrics/metric.ts'
import { binarySample, multiclassSample, regressionSample } from '../metrics/sample.ts'
import { binaryLabels } from './predictions/binary-labels.ts'
import { classCodes, distinctTexts } from './predictions/class-codes.ts'
import { classScores, PROBABILITY } from './predictions/class-scores.ts'
import { findClasses, scoreColumns } from './predictions/find-classes.ts'
import { FINITE, numbersOf } from './predictions/number-column.ts'
import { rowWeights } from './predictions/row-weights.ts'
import { asProbability } from './probability.ts'

export interface PredictionsRule {
  readonly task: Task
  /** Binary: the label that counts as 1, when labels are not 0 and 1. */
  readonly positive?: string | undefined
  /** Multiclass: the classes in order; found in the file when undefined. */
  readonly classes?: readonly string[] | undefined
  /** Binary: a score of at least this is a positive answer. */
  readonly threshold: number
  /** Name of the column of weights. */
  readonly weight?: string | undefined
  /** The file, for messages. */
  readonly place: string
  /** Where its labels are from, for messages, if they were put beside the predictions: ``column `late` of test.csv``. */
  readonly labelled?: string | undefined
}

/** A predictions file that was checked. */
export interface Predictions {
  readonly sample: Sample
  /** What pairs its rows with another file's; undefined when there is no `id` column. */
  readonly ids: Column | undefined
  /** The whole file: its other columns may be slices or groups. */
  readonly table: Table
}

/**
 * Checks a predictions file: `label` and `score` (probability of the positive class), `score_<class>`
 * columns, or `prediction`.
 *
 * Where there are scores a `prediction` column of a classifier is not read: decisions then follow the
 * threshold, or the highest score, so that one stated rule makes them. Probabilities are clamped to
 * [0, 1] within 1e-6. Time O(rows × classes).
 *
 * @throws {UserError} saying the column and the first rows (the first data row is 1) if anything is missing or no such number
 * @example
 * const columns = new Map([['label', zeroOne], ['score', halves]])
 * parsePredictions({ rows: 2, columns }, { task: 'binary-classification', threshold: 0.5, place: 'p.csv' }).sample.answers // [1, 1]
 */
export function parsePredictions(table: Table, rule: PredictionsRule): Predictions {
  if (table.rows === 0) throw new UserError(`Unexpected empty ${rule.place}, expected at least one row of predictions`)
  return { sample: PARSERS[rule.task](table, rule), ids: table.columns.get('id'), table }
}

const PARSERS: Readonly<Record<Task, (table: Table, rule: PredictionsRule) => Sample>> = {
  'binary-classification': parseBinary,
  'multiclass-classification': parseMulticlass,
  regression: parseRegression,
}

function parseBinary(table: Table, { labelled, positive, threshold, weight, place }: PredictionsRule): Sample {
  const label = columnOf(table, 'label', place)
  const labels = binaryLabels(label, positive, labelled ?? labelsIn(place))
  const weights = rowWeights(table, weight, place)
  if (table.columns.has('score')) {
    const scores = numbersOf(table, 'score', PROBABILITY, place).map(asProbability)
    return binarySample({ labels, scores, threshold, weights })
  }
  const answered = answerColumn(table, 'score', place)
  const known = positive === undefined ? [] : distinctTexts(label)
  const answers = binaryLabels(answered, positive, `column \`prediction\` of ${place}`, known)
  return binarySample({ labels, answers, threshold, weights })
}

function parseMulticlass(table: Table, { classes: given, labelled, weight, place }: PredictionsRule): Sample {
  const label = columnOf(table, 'label', place)
  const classes = given ?? findClasses(table, place)
  const labels = classCodes(label, classes, labelled ?? labelsIn(place))
  const weights = rowWeights(table, weight, place)
  if (scoreColumns(table).length > 0) {
    return multiclassSample({ classes, labels, scores: classScores(table, classes, place), weights })
  }
  const answered = answerColumn(table, `score_${classes[0]}`, place)
  const answers = classCodes(answered, classes, `column \`prediction\` of ${place}`)
  return multiclassSample({ classes, labels, answers, weights })
}

function parseRegression(table: Table, { labelled, weight, place }: PredictionsRule): Sample {
  const labels = numbersOf(table, 'label', FINITE, place, labelled)
  const predictions = numbersOf(table, 'prediction', FINITE, place)
  return regressionSample({ labels, predictions, weights: rowWeights(table, weight, place) })
}

/** The labels of a file, for messages. */
export function labelsIn(place: string): string {
  return `column \`label\` of ${place}`
}

/** The `prediction` column of a file without scores. */
function answerColumn(table: Table, score: string, place: string): Column {
  const column = table.columns.get('prediction')
  if (column !== undefined) return column
  throw new UserError(
    `Missing column \`${score}\` or \`prediction\` in ${place}, ${suggest(score, [...table.columns.keys()])}`,
  )
}
