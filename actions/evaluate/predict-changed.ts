import { type Column, columnOf, type Table } from '../../core/data/table.ts'
import type { JudgedRows } from '../../core/judged-rows.ts'
import type { Sample } from '../../core/metrics/metric.ts'
import type { Perturb } from '../../core/robustness/perturb.ts'
import type { Host } from '../action.ts'
import { answerRows, type Runnable } from './answer-rows.ts'
import type { TestRows } from './predictions-of.ts'

/** The test rows as they were judged. */
export interface KnownRows extends TestRows {
  readonly rows: JudgedRows
  readonly threshold: number
}

/** The same, and what to do to their features. */
export interface ChangedRows extends KnownRows {
  /** Made anew for each pass over the rows: it goes on from batch to batch. */
  readonly perturb: () => Perturb
}

/**
 * What a model says of the test rows once their features are changed. Ids, labels and weights stay those of the rows,
 * and so does the threshold.
 */
export async function predictChanged(subject: Runnable, changed: ChangedRows, host: Host): Promise<Sample> {
  const { model, perturb, place, rows, source, threshold } = changed
  const { ids, table } = rows
  const { weight } = model.data
  const extra = new Map<string, Column>(weight === undefined ? [] : [[weight, columnOf(table, weight, source)]])
  return answerRows(
    subject,
    {
      ...{ model, place, source, threshold, weight, classes: rows.classes },
      given: { rows: table.rows, ids, labels: columnOf(table, 'label', source), extra },
      batches: async function* (engine, columns, size) {
        const change = perturb()
        for await (const batch of engine.batches(source, columns, size)) yield changedTable(batch, change)
      },
      whole: async (engine) => {
        const names = (await engine.columns(source)).map(({ name }) => name)
        return changedTable(await engine.read(source, names), perturb())
      },
    },
    host,
  )
}

function changedTable({ columns, rows }: Table, perturb: Perturb): Table {
  return { rows, columns: new Map([...columns].map(([name, column]) => [name, perturb(name, column)])) }
}
