import type { Drift, DriftWindow } from '../../core/artifacts/drift.ts'
import type { ProductionWindow, Reference, Watch } from './watch.ts'

/** How many rows of each side were compared, where they are not all. */
export type SidesCounted = Readonly<Record<'reference' | 'current', Pick<Drift['current'], 'drawn'>>>

/** What is said of a window whoever judges it. */
export function saidOf(
  { operations, others, rows, version }: ProductionWindow,
  watch: Watch,
  { counted, shown }: { readonly counted: SidesCounted; readonly shown: DriftWindow | null },
) {
  return {
    window: shown,
    versions: version === undefined ? [] : [version],
    compat: watch.compat ?? null,
    reference: { ...saidReference(watch.reference), ...counted.reference, predictions: watch.predictions?.uri ?? null },
    current: { uri: rows.uri, rows: rows.count, ...counted.current, other_versions: others },
    operations,
    history: [...watch.history],
  }
}

function saidReference(reference: Reference): { uri: string; rows: number; by: Reference['by'] } {
  if (reference.by === 'rows') return { uri: reference.rows.uri, rows: reference.rows.count, by: 'rows' }
  return { uri: reference.uri, rows: reference.profile.rows, by: 'profile' }
}
