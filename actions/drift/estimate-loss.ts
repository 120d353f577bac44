import type { DriftQuality } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import { type Column, pickColumn, type Table } from '../../core/data/table.ts'
import { drawRows } from '../../core/drift/multivariate/draw-rows.ts'
import type { Estimated } from '../../core/drift/performance/bound-estimate.ts'
import { directLoss } from '../../core/drift/performance/direct-loss.ts'
import { fitLossModels } from '../../core/drift/performance/fit-loss-models.ts'
import { UserError } from '../../core/errors.ts'
import { pickGroups } from '../../core/groups.ts'
import type { Groups, Metric, RegressionSample } from '../../core/metrics/metric.ts'
import { regressionSample } from '../../core/metrics/sample.ts'
import { once } from '../../core/once.ts'
import { randomBits } from '../../core/stats/random.ts'
import type { Predictions, Watch } from './watch.ts'

/** Metrics of a window of numbers as they are thought to be without labels, and what is to be said of them. */
export interface EstimatedLoss {
  /** Which rows were drawn to estimate from. */
  readonly rows: Uint32Array
  readonly estimated: readonly Estimated[] | undefined
  readonly quality: readonly DriftQuality[]
}

/** Rows of a window that the model answered. */
export interface Answered {
  /** With the features, under their names. */
  readonly table: Table
  readonly predictions: Float64Array
  readonly weights: Float64Array | undefined
  readonly groups: Groups | undefined
  /** For messages. */
  readonly place: string
}

/** Of more rows than this some are drawn: what the loss depends on is learned from no fewer. */
const MOST_ROWS = 50_000

/**
 * Learns from the test rows, once, how large the error of a prediction will be, and says so of windows without labels.
 *
 * @returns undefined where a model does not predict numbers, or the features of its test rows are not at hand
 */
export function lossEstimator(
  { features: names, metrics, predictions }: Pick<Watch, 'features' | 'metrics' | 'predictions'>,
  seed: number,
): ((answered: Answered) => Promise<EstimatedLoss>) | undefined {
  if (predictions?.sample.task !== 'regression' || predictions.features === undefined) return undefined
  const { groups, sample } = predictions
  const learned = once(() => learn(predictions.features!, sample, names, seed))
  return async ({ groups: grouped, place, predictions: answers, table, weights }) => {
    const models = await learned()
    const rows = drawRows(table.rows, MOST_ROWS, randomBits(seed))
    const gone = [...models.kinds].find(([name, kind]) => kindOf(table.columns.get(name)) !== kind)
    if (gone !== undefined) return { rows, estimated: undefined, quality: [notEstimated(gone[0], place)] }
    const features = new Map([...models.kinds.keys()].map((name) => [name, pickColumn(table.columns.get(name)!, rows)]))
    const window = {
      features,
      predictions: pickNumbers(answers, rows),
      weights: weights && pickNumbers(weights, rows),
      groups: grouped && pickGroups(grouped, rows),
    }
    const asked = metrics as readonly Metric<RegressionSample>[]
    const estimated = directLoss({ metrics: asked, reference: { sample, groups }, models: models.losses, window, seed })
    return { rows, estimated, quality: drawnOf(sample.rows, table.rows) }
  }
}

/** The rows listed, in that order. */
export function pickErrors({ labels, predictions, weights }: RegressionSample, rows: Uint32Array): RegressionSample {
  return regressionSample({
    labels: pickNumbers(labels, rows),
    predictions: pickNumbers(predictions, rows),
    weights: weights && pickNumbers(weights, rows),
  })
}

function pickNumbers(values: Float64Array, rows: Uint32Array): Float64Array {
  return Float64Array.from(rows, (row) => values[row]!)
}

async function learn(
  read: NonNullable<Predictions['features']>,
  tested: RegressionSample,
  names: readonly string[],
  seed: number,
) {
  const found = await read(names)
  const rows = drawRows(tested.rows, MOST_ROWS, randomBits(seed))
  const features = new Map<string, Column>()
  for (const [name, column] of found)
    if (column.kind === 'text' || column.type !== 'time') features.set(name, pickColumn(column, rows))
  const kinds = new Map(Array.from(features, ([name, column]) => [name, kindOf(column)]))
  return { losses: fitLossModels(pickErrors(tested, rows), features, seed), kinds }
}

function kindOf(column: Column | undefined): string | undefined {
  return column?.kind === 'number' && column.type === 'time' ? 'time' : column?.kind
}

function notEstimated(name: string, place: string): DriftQuality {
  const because = `performance is not estimated without labels: ${place} has no column ${name} such as the test rows have`
  return { check: 'column', column: name, level: 'note', because }
}

function drawnOf(reference: number, window: number): DriftQuality[] {
  if (Math.max(reference, window) <= MOST_ROWS) return []
  const part = (rows: number) => `${Math.min(rows, MOST_ROWS)} of ${count(rows, 'row')}`
  const because = `performance without labels is estimated from ${part(reference)} of the test set and ${part(window)} of the window, drawn at random`
  return [{ check: 'labels', column: null, level: 'note', because }]
}

/** Features of rows that a file of predictions or a test set holds, as far as they are there; none where it cannot be read. */
export async function featuresAmong(
  names: readonly string[],
  source: {
    readonly columns: readonly { readonly name: string }[]
    readonly read: (names: string[]) => Promise<Table>
  },
): Promise<ReadonlyMap<string, Column>> {
  const here = names.filter((name) => source.columns.some((column) => column.name === name))
  if (here.length === 0) return new Map()
  try {
    return (await source.read(here)).columns
  } catch (error) {
    if (error instanceof UserError) return new Map()
    throw error
  }
}
