import { type Column, pickColumn } from '../../core/data/table.ts'
import { drawRows } from '../../core/drift/multivariate/draw-rows.ts'
import type { RandomBits } from '../../core/stats/random.ts'
import type { Samples } from './samples.ts'

/** Rows of a sample by which columns are said to go together. */
const ROWS = 4_000

export interface KeptDrawn {
  readonly samples: Samples
  /** Of the columns that were read from `samples`, the rows drawn, the same of each; of text without its values. */
  readonly drawn: ReadonlyMap<string, Column>
}

/** The same samples, which keep some rows of each column that is read: to read it again for these alone takes as long as the first time. */
export function keepDrawn(samples: Samples, bits: RandomBits): KeptDrawn {
  const drawn = new Map<string, Column>()
  if (samples.by === 'profile') return { samples, drawn }
  const rows = drawRows(samples.rows, ROWS, bits)
  const read: typeof samples.read = async (names) => {
    const columns = await samples.read(names)
    for (const name of names) if (!drawn.has(name)) drawn.set(name, withoutLevels(pickColumn(columns.get(name)!, rows)))
    return columns
  }
  return { samples: { ...samples, read }, drawn }
}

/** Of many values the texts would take much more memory than the codes. */
function withoutLevels(column: Column): Column {
  return column.kind === 'text' ? { ...column, levels: [] } : column
}
