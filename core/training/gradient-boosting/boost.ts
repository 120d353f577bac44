import type { TrainingData } from '../trainer.ts'
import { binaryLogLoss } from './binary-log-loss.ts'
import type { BinnedColumn } from './columns.ts'
import type { Growth } from './grow-tree.ts'
import { growTree } from './grow-tree.ts'
import { multiclassLogLoss } from './multiclass-log-loss.ts'
import type { Labelled, Objective } from './objective.ts'
import type { Parameters } from './parameters.ts'
import { squaredError } from './squared-error.ts'
import type { Tree } from './tree.ts'
import { createWorkspace } from './workspace.ts'

/** What boosting learned. */
export interface Ensemble {
  /** Where each sum starts. */
  readonly base: Float32Array
  /** The trees that are added to each sum: one sum, or one a class. */
  readonly trees: readonly (readonly Tree[])[]
}

/** The least sum of hessians on a side of a split, in rows of average weight. */
const MIN_HESSIAN = 1e-3

/**
 * Gradient boosting: each round grows one tree a sum on the derivatives of the loss at the sums so far.
 *
 * Nothing here is random. Time O(rounds · classes · rows · columns · depth).
 *
 * @see Friedman 2001, doi:10.1214/aos/1013203451; Ke et al. 2017 (LightGBM) for histograms and growth by leaf
 */
export function boost(data: TrainingData, columns: readonly BinnedColumn[], parameters: Parameters): Ensemble {
  const { rows } = data
  const objective = objectiveOf(data)
  const growth = growthOf(data, parameters)
  const workspace = createWorkspace(rows)
  const derivatives = { gradients: new Float32Array(rows), hessians: new Float32Array(rows) }
  const sums = Array.from(objective.base, (start) => new Float64Array(rows).fill(start))
  const trees = sums.map((): Tree[] => [])
  for (let round = 0; round < parameters.rounds; round++) {
    const derive = objective.startRound(sums)
    sums.forEach((own, k) => {
      derive(k, derivatives)
      trees[k]!.push(growTree(columns, derivatives, growth, workspace, own))
    })
  }
  return { base: objective.base, trees }
}

function objectiveOf(data: Labelled & Pick<TrainingData, 'task'>): Objective {
  if (data.task === 'regression') return squaredError(data)
  return data.task === 'binary-classification' ? binaryLogLoss(data) : multiclassLogLoss(data)
}

function growthOf(data: TrainingData, parameters: Parameters): Growth {
  const weight = data.weights === undefined ? 1 : data.weights.reduce((sum, w) => sum + w, 0) / data.rows
  return {
    maxLeaves: parameters.max_leaves,
    learningRate: parameters.learning_rate,
    minRows: parameters.min_leaf_rows,
    minHessian: MIN_HESSIAN * weight,
    l2: parameters.l2,
  }
}
