import { classesOf, type LabelSettings } from '../classes.ts'
import { type Column, columnOf, type Table } from '../data/table.ts'
import { suggest, UserError } from '../errors.ts'
import type { Sample } from '../metrics/metric.ts'
import { binarySample, multiclassSample, regressionSample } from '../metrics/sample.ts'
import { classPositions, labelNumbers } from './labels.ts'
import { classProbabilities, probabilities } from './probabilities.ts'
import { weightsOf } from './weights.ts'

export interface PredictionSettings extends LabelSettings {
  /** Binary: score from which the answer is positive. */
  readonly threshold: number
  readonly weight: string | undefined
  /** Where the rows are from, for messages: `a.csv`. */
  readonly place: string
}

/**
 * Turns a table of predictions into the rows that metrics take.
 *
 * @param table `label` and `score`, `score_<class>` or `prediction`, as docs/predictions.md says
 * @throws {UserError} if a column is missing, a label unknown, or a score missing, not finite or no probability
 */
export function parsePredictions(table: Table, settings: PredictionSettings): Sample {
  const { place, task, weight } = settings
  if (table.rows === 0) throw new UserError(`Unexpected empty ${place}, expected a row a prediction`)
  const labels = columnOf(table, 'label', place)
  const where = `column \`label\` of ${place}`
  const weights =
    weight === undefined ? undefined : weightsOf(columnOf(table, weight, place), `column \`${weight}\` of ${place}`)
  if (task === 'regression') {
    const predictions = labelNumbers(columnOf(table, 'prediction', place), `column \`prediction\` of ${place}`)
    return regressionSample({ labels: labelNumbers(labels, where), predictions, weights })
  }
  const classes =
    task === 'multiclass-classification' && settings.classes === undefined
      ? classesIn(table, labels, where)
      : classesOf(labels, settings, where)
  const positions = classPositions(labels, classes, where)
  if (task === 'binary-classification') return binary(table, { positions, weights, classes }, settings)
  return multiclass(table, { positions, weights, classes }, settings)
}

interface Labelled {
  readonly positions: Int32Array
  readonly weights: Float64Array | undefined
  readonly classes: readonly string[]
}

function binary(
  table: Table,
  { classes, positions, weights }: Labelled,
  { place, threshold }: PredictionSettings,
): Sample {
  const labels = Uint8Array.from(positions)
  const score = table.columns.get('score') ?? table.columns.get(`score_${classes[1]}`)
  if (score !== undefined)
    return binarySample({ labels, scores: probabilities(score, `column \`score\` of ${place}`), threshold, weights })
  return binarySample({ labels, answers: Uint8Array.from(answersIn(table, classes, place)), weights })
}

function multiclass(table: Table, { classes, positions, weights }: Labelled, { place }: PredictionSettings): Sample {
  const columns = classes.map((name) => table.columns.get(`score_${name}`))
  if (columns.every((column) => column === undefined)) {
    return multiclassSample({ classes, labels: positions, answers: answersIn(table, classes, place), weights })
  }
  const missing = classes.filter((_, k) => columns[k] === undefined)
  if (missing.length > 0) {
    throw new UserError(
      `Missing column \`score_${missing[0]}\` in ${place}, expected one for each class: ${classes.join(', ')}`,
    )
  }
  const scores = classProbabilities(columns as Column[], table.rows, place)
  return multiclassSample({ classes, labels: positions, scores, weights })
}

/** Without probabilities the answers themselves: `prediction`. */
function answersIn(table: Table, classes: readonly string[], place: string): Int32Array {
  const column = table.columns.get('prediction')
  if (column !== undefined) return classPositions(column, classes, `column \`prediction\` of ${place}`)
  const names = [...table.columns.keys()]
  throw new UserError(
    `Missing predictions in ${place}, expected a column \`score\`, \`score_<class>\` or \`prediction\`; ${suggest('score', names)}`,
  )
}

/** Classes that the labels or the score columns name. */
function classesIn(table: Table, labels: Column, where: string): readonly string[] {
  const named = [...table.columns.keys()]
    .filter((name) => name.startsWith('score_'))
    .map((name) => name.slice('score_'.length))
  const found = classesOf(labels, { task: 'multiclass-classification' }, where)
  if (named.length === 0) return found
  const known = new Set(found)
  return named.every((name) => known.has(name)) && named.length === found.length
    ? found
    : [...new Set([...found, ...named])].sort()
}
