import type { Table } from '../../core/data/table.ts'
import { MOST_EXACT, type Shapley, shapley } from '../../core/explain/shapley.ts'
import { explainTrees } from '../../core/explain/trees/explain-trees.ts'
import { readForest } from '../../core/explain/trees/read-forest.ts'
import type { Task } from '../../core/metrics/metric.ts'
import { classOrder } from '../../core/models/onnx/class-order.ts'
import { readHints } from '../../core/models/onnx/hints.ts'
import type { Predictor } from '../../core/models/predictor.ts'
import { namedBits } from '../../core/stats/named-bits.ts'
import type { Subject } from '../evaluate/subject.ts'

/** What contributions add up to; the log-ratio is a class's log-probability less the mean of those of all classes. */
type Scale = 'number' | 'probability' | 'log-odds' | 'log-ratio'

export interface ExplainedValues extends Shapley {
  readonly scale: Scale
}

interface Asked {
  /** Position of the answer that is explained, among those of a row. */
  readonly at: number
  readonly classes: readonly string[]
  readonly subject: Extract<Subject, { kind: 'onnx' }>
}

/** Explains the first row of a table beside the others: by the model's trees where coalitions are too many to be asked and the model is one of ours, else by asking it. */
export async function explainValues(
  predictor: Predictor,
  table: Table,
  { at, classes, subject: { bytes, file, model } }: Asked,
): Promise<ExplainedValues> {
  const { columns, width } = predictor
  const { task } = model
  const forest = columns.length > MOST_EXACT ? readForest(bytes) : undefined
  if (forest !== undefined) {
    const order = task === 'regression' ? [] : classOrder(readHints(bytes), classes, file.uri)
    const answers = await predictor.predict(table)
    const found = explainTrees(forest, table, { task, order, at, answers, features: columns })
    if (found !== undefined) return { ...found, scale: SCALE_OF_TREES[task] }
  }
  const predict = async (batch: Table) => {
    const answers = await predictor.predict(batch)
    return Float64Array.from({ length: batch.rows }, (_, each) => answers[each * width + at]!)
  }
  const found = await shapley(columns, table, predict, namedBits(7)('shapley'))
  return { ...found, scale: task === 'regression' ? 'number' : 'probability' }
}

const SCALE_OF_TREES = {
  regression: 'number',
  'binary-classification': 'log-odds',
  'multiclass-classification': 'log-ratio',
} as const satisfies Record<Task, Scale>
