import { type Column, textAt } from '../data/table.ts'
import { argsort } from '../metrics/argsort.ts'
import type { Sample } from '../metrics/metric.ts'
import { type RowLosses, rowLosses } from './row-losses.ts'

/** `worst-errors.json`: the rows that a model is most wrong on. It names rows, and stays where it is written. */
export interface WorstErrors {
  readonly schema: 'contender/worst-errors@1'
  readonly model: string
  readonly loss: RowLosses['loss']
  readonly rows: readonly {
    /** From 1, in the order of the test rows. */
    readonly row: number
    /** As the data has it; null where it has none. */
    readonly id: string | null
    readonly loss: number
  }[]
}

const MOST = 100

/** The hundred rows of the highest loss, the worst first, equal ones in their order; rows without any loss are none. */
export function worstErrors(model: string, sample: Sample, ids: Column | undefined): WorstErrors {
  const { loss, losses } = rowLosses(sample)
  const order = argsort(losses.map((each) => -each))
  const rows = [...order.subarray(0, MOST)]
    .filter((row) => losses[row]! > 0)
    .map((row) => ({ row: row + 1, id: ids === undefined ? null : textAt(ids, row), loss: losses[row]! }))
  return { schema: 'contender/worst-errors@1', model, loss, rows }
}
