import type { DriftCause } from '../../core/artifacts/drift.ts'
import { type Column, pickColumn } from '../../core/data/table.ts'
import { drawRows } from '../../core/drift/multivariate/draw-rows.ts'
import { associationOf } from '../../core/drift/policy/association.ts'
import { type CausesInput, findCauses } from '../../core/drift/policy/find-causes.ts'
import type { NamedBits } from '../../core/stats/named-bits.ts'
import { readOne, type Samples } from './samples.ts'
import type { Watch } from './watch.ts'

/** Rows of the reference by which columns are said to go together. */
const ROWS = 4_000

/** What lies behind columns that are over their floor; looked into only where some are. */
export async function causesOf(
  { importance }: Watch,
  found: Omit<CausesInput, 'importance' | 'association'>,
  { bits, reference }: { readonly reference: Samples; readonly bits: NamedBits },
): Promise<DriftCause[]> {
  const over = [...found.features, ...found.segments.flatMap(({ features }) => features)].filter((one) => one.over)
  if (over.length === 0) return []
  const names = [...new Set(over.map(({ name }) => name))]
  const columns = reference.by === 'profile' ? new Map<string, Column>() : await drawn(names, reference, bits)
  return findCauses({ ...found, association: associationOf(columns), importance: await importance?.(bits) })
}

async function drawn(names: readonly string[], samples: Extract<Samples, { by: 'rows' }>, bits: NamedBits) {
  const columns = new Map<string, Column>()
  let rows: Uint32Array | undefined
  for (const name of names) {
    const column = await readOne(samples, name)
    rows ??= drawRows(column.kind === 'text' ? column.codes.length : column.values.length, ROWS, bits('causes'))
    columns.set(name, pickColumn(column, rows))
  }
  return columns
}
