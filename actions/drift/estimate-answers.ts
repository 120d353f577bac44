import type { DriftQuality } from '../../core/artifacts/drift.ts'
import type { Table } from '../../core/data/table.ts'
import type { Estimated } from '../../core/drift/performance/bound-estimate.ts'
import { checkEstimate } from '../../core/drift/performance/check-estimate.ts'
import type { Answers, performanceEstimator } from '../../core/drift/performance/estimate-performance.ts'
import type { Checked } from '../../core/drift/performance/validate-estimate.ts'
import type { RegressionSample, Sample } from '../../core/metrics/metric.ts'
import { binarySample, multiclassSample } from '../../core/metrics/sample.ts'
import { classScores, PROBABILITY } from '../../core/models/predictions/class-scores.ts'
import { FINITE, numbersOf } from '../../core/models/predictions/number-column.ts'
import { rowWeights } from '../../core/models/predictions/row-weights.ts'
import { asProbability } from '../../core/models/probability.ts'
import { type lossEstimator, pickErrors } from './estimate-loss.ts'
import { groupsIn } from './groups-in.ts'
import type { Predictions, ProductionWindow, Watch } from './watch.ts'

/** How to say what metrics are without labels. */
export interface Estimators {
  /** Of classes. */
  readonly estimate: ReturnType<typeof performanceEstimator>
  /** Of numbers. */
  readonly losses: ReturnType<typeof lossEstimator>
}

interface EstimatedAnswers {
  /** undefined where they cannot be estimated. */
  readonly estimated: readonly Estimated[] | undefined
  readonly quality: readonly DriftQuality[]
}

/** Metrics of all answers of a window as they are thought to be without labels. @param table the answers, without features */
export async function estimateAnswers(
  { features, places, predictions }: Watch,
  { answers: read, rows, weight }: ProductionWindow,
  table: Table,
  { estimate, losses }: Estimators,
): Promise<EstimatedAnswers> {
  const place = rows.uri
  if (table.rows === 0) return NOTHING
  if (losses !== undefined) {
    const whole = await read!(features.filter((name) => rows.columns.some((column) => column.name === name)))
    const known = { groups: groupsIn(whole, places.current), weights: rowWeights(whole, weight, place) }
    return losses({ ...known, table: whole, place, predictions: numbersOf(whole, 'prediction', FINITE, place) })
  }
  if (estimate === undefined || predictions === undefined) return NOTHING
  const answers = answersIn(table, predictions, place)
  if (answers === undefined) return NOTHING
  const known = { groups: groupsIn(table, places.current), weights: rowWeights(table, weight, place) }
  return { estimated: estimate({ ...answers, ...known }), quality: [] }
}

const NOTHING = { estimated: undefined, quality: [] }

/** The same of the rows that have labels, beside what these say of them; empty where nothing is estimated. */
export async function checkAnswers(
  { features, metrics }: Watch,
  { labelled, rows }: ProductionWindow,
  { estimate, losses }: Estimators,
): Promise<Readonly<Record<string, Checked>>> {
  if (labelled?.read === undefined || labelled.sample === undefined) return {}
  if (losses === undefined) {
    const { groups, sample } = labelled
    const answers = probabilitiesOf(sample)
    if (estimate === undefined || answers === undefined) return {}
    return checkEstimate(metrics, sample, estimate({ ...answers, weights: sample.weights, groups }))
  }
  const { groups, sample, table } = await labelled.read(features.filter((name) => labelled.columns.includes(name)))
  const { predictions, weights } = sample as RegressionSample
  const found = await losses({ table, predictions, weights, groups, place: rows.uri })
  return checkEstimate(metrics, pickErrors(sample as RegressionSample, found.rows), found.estimated ?? [])
}

/** The answers as metrics without labels need them; undefined where they are no probabilities. */
function answersIn(
  table: Table,
  { sample, threshold }: Predictions,
  place: string,
): Pick<Answers, 'scores' | 'answers'> | undefined {
  if (sample.task === 'binary-classification' && table.columns.has('score')) {
    const scores = numbersOf(table, 'score', PROBABILITY, place).map(asProbability)
    return probabilitiesOf(binarySample({ labels: new Uint8Array(table.rows), scores, threshold }))
  }
  if (sample.task !== 'multiclass-classification' || table.columns.has('prediction')) return undefined
  const scores = classScores(table, sample.classes, place)
  return probabilitiesOf(multiclassSample({ classes: sample.classes, labels: new Int32Array(table.rows), scores }))
}

function probabilitiesOf(sample: Sample): Pick<Answers, 'scores' | 'answers'> | undefined {
  if (sample.task === 'regression' || sample.scores === undefined) return undefined
  return { scores: sample.scores, answers: sample.answers }
}
