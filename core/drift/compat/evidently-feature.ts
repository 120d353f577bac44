import type { DriftFeature } from '../../artifacts/drift.ts'
import { categoriesOf } from '../statistics/chi-square-homogeneity.ts'
import { rowsOf } from '../statistics/counts.ts'
import type { CompatColumn } from './compat-column.ts'
import { evidentlyMethod } from './evidently-method.ts'
import { type EvidentlySamples, evidentlySamples } from './evidently-samples.ts'
import { evidentlyTest } from './evidently-test.ts'
import { peerFeature } from './peer-feature.ts'

/**
 * A column judged as Evidently 0.7 judges it: the type that it guesses, the test that it takes for that type and size, its
 * definition and its threshold.
 *
 * One column at a time: time O(n log n + m log m), memory 40 bytes a row.
 *
 * @param seed of the permutations, where `tvd` is asked for
 * @see get_one_column_drift in evidently/legacy/calculations/data_drift.py, Evidently 0.7
 */
export function evidentlyFeature(column: CompatColumn, seed: number): DriftFeature {
  const samples = evidentlySamples(column.reference, column.current)
  if (typeof samples === 'string') {
    return peerFeature(column, column.current.kind === 'text' ? 'categorical' : 'numeric', samples)
  }
  const methods = column.methods.length > 0 ? column.methods : [defaultOf(samples)]
  const tests = methods.map((method) => evidentlyTest(method, samples, seed))
  return peerFeature(column, samples.type === 'numerical' ? 'numeric' : 'categorical', tests)
}

function defaultOf(samples: EvidentlySamples) {
  const numeric = samples.type === 'numerical'
  const counts = numeric ? samples.pooled : samples.counts
  return evidentlyMethod({ numeric, rows: rowsOf(counts.reference), different: categoriesOf(counts) })
}
