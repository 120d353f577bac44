import type { DriftTest } from '../artifacts/drift.ts'
import type { Column } from '../data/table.ts'
import { compareBy, type Pair } from './compare-by.ts'
import type { DriftMethod } from './methods.ts'
import { commonLevels, compareTexts } from './policy/compare-texts.ts'
import { ascending } from './statistics/ascending.ts'
import { pool } from './statistics/pool.ts'

/**
 * The tests that the owner of a column asks for, shown beside those that decide. A column is compared as the policy does:
 * as numbers, or, where it has few whole ones or text, as categories.
 *
 * @returns none where a side has no row with a value
 * @example
 * askedTests(['tvd'], { reference: { kind: 'number', type: 'integer', values: Float64Array.of(0, 1) },
 *   current: { kind: 'number', type: 'integer', values: Float64Array.of(1, 1) } }) // [{ method: 'tvd', statistic: 0.5 }]
 */
export function askedTests(
  methods: readonly DriftMethod[],
  columns: { readonly reference: Column; readonly current: Column },
): DriftTest[] {
  const pair = methods.length === 0 ? undefined : pairOf(columns)
  return pair === undefined ? [] : methods.map((method) => compareBy(method, pair))
}

function pairOf({ current, reference }: { readonly reference: Column; readonly current: Column }): Pair | undefined {
  const common = commonLevels(reference, current)
  if (common !== undefined) {
    const { counts, ...sides } = compareTexts(common)
    return sides.reference.rows === 0 || sides.current.rows === 0 ? undefined : { kind: 'categorical', counts }
  }
  if (reference.kind === 'text' || current.kind === 'text') return undefined
  const [before, now] = [reference.values.filter(Number.isFinite), current.values.filter(Number.isFinite)]
  if (before.length === 0 || now.length === 0) return undefined
  return { kind: 'numeric', pooled: pool(ascending(before), ascending(now)) }
}
