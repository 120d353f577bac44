import type { DriftCause } from '../../core/artifacts/drift.ts'
import type { Column } from '../../core/data/table.ts'
import { associationOf } from '../../core/drift/policy/association.ts'
import { type CausesInput, findCauses } from '../../core/drift/policy/find-causes.ts'
import type { NamedBits } from '../../core/stats/named-bits.ts'
import type { Watch } from './watch.ts'

/** What lies behind columns that are over their floor; looked into only where some are. @param drawn rows of the reference */
export async function causesOf(
  { importance }: Watch,
  found: Omit<CausesInput, 'importance' | 'association'>,
  { bits, drawn }: { readonly drawn: ReadonlyMap<string, Column>; readonly bits: NamedBits },
): Promise<DriftCause[]> {
  const over = [...found.features, ...found.segments.flatMap(({ features }) => features)].some((one) => one.over)
  if (!over) return []
  return findCauses({ ...found, association: associationOf(drawn), importance: await importance?.(bits) })
}
