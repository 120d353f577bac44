import type { DriftFeature, DriftTest } from '../../artifacts/drift.ts'
import type { Column } from '../../data/table.ts'
import { NOT_MEASURED } from '../not-measured.ts'
import type { CompatColumn } from './compat-column.ts'

/**
 * A column as drift.json holds it, judged by a peer's tests alone: it drifted where one of them says so.
 *
 * Effects, floors and corrected p-values are the default policy's, and null here. Time O(rows).
 *
 * @param kind what the peer compares it as
 * @param found its tests, or why it has none
 */
export function peerFeature(
  { name, reference, current }: CompatColumn,
  kind: DriftFeature['kind'],
  found: readonly DriftTest[] | string,
): DriftFeature {
  const tests = typeof found === 'string' ? [] : [...found]
  const answered = tests.filter((test) => test.drifted !== undefined)
  const drifted = answered.some((test) => test.drifted)
  const [first, second] = [heldRows(reference), heldRows(current)]
  return {
    name,
    kind,
    rows: { reference: first.held, current: second.held },
    missing: { reference: first.missing, current: second.missing },
    tests,
    ...NOT_MEASURED,
    floor: null,
    over: drifted,
    verdict: answered.length === 0 ? 'insufficient' : drifted ? 'drift' : 'stable',
    reason: typeof found === 'string' ? found : answered.length > 0 ? null : (tests[0]?.reason ?? null),
  }
}

/** Rows with a value, and the share of those without one: infinite ones have none, to both peers or to pandas. */
function heldRows(column: Column): { held: number; missing: number } {
  let held = 0
  const rows = column.kind === 'text' ? column.codes : column.values
  if (column.kind === 'text') for (const code of column.codes) held += code >= 0 ? 1 : 0
  else for (const value of column.values) held += Number.isFinite(value) ? 1 : 0
  return { held, missing: rows.length === 0 ? 0 : 1 - held / rows.length }
}
