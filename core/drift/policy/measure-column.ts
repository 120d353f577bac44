import type { DriftFeature } from '../../artifacts/drift.ts'
import type { Column } from '../../data/table.ts'
import { once } from '../../once.ts'
import { ascending } from '../statistics/ascending.ts'
import { pool } from '../statistics/pool.ts'
import { compareNumbers } from './compare-numbers.ts'
import { commonLevels, compareTexts, partTexts } from './compare-texts.ts'
import { type Judging, notJudged } from './judging.ts'
import type { Layout } from './lay-out.ts'
import { measureNumbers } from './measure-numbers.ts'
import { measureTexts } from './measure-texts.ts'
import { gridOf, partNumbers } from './part-numbers.ts'

/**
 * Measures one column of two samples whose rows are at hand.
 *
 * Booleans and whole numbers with at most 10 different values are compared as categories. Time O((n + m) log(n + m)).
 *
 * @param columns of one type; in the order of the rows that the layout was made of
 * @returns the column without a q-value, as `settleWindow` takes it
 */
export function measureColumn(
  { reference, current }: { readonly reference: Column; readonly current: Column },
  judging: Judging,
): DriftFeature {
  const layout = () => judging.layout as Layout
  const common = commonLevels(reference, current)
  if (common !== undefined) {
    return measureTexts(compareTexts(common), judging, (cellOf, cells) => partTexts(common, cellOf, cells, layout()))
  }
  if (reference.kind === 'text' || current.kind === 'text') return changedType(reference, current, judging)
  const [left, right] = [reference.values, current.values].map((values) => values.filter(Number.isFinite)) as [
    Float64Array,
    Float64Array,
  ]
  const missing = { reference: reference.values.length - left.length, current: current.values.length - right.length }
  if (left.length === 0 || right.length === 0)
    return measureNumbers(noRows(left.length, right.length, missing), judging)
  const pooled = once(() => pool(ascending(left), ascending(right)))
  return measureNumbers(compareNumbers(pooled(), missing), judging, () =>
    partNumbers({ reference: reference.values, current: current.values }, gridOf(pooled()), layout()),
  )
}

function changedType(reference: Column, current: Column, judging: Judging): DriftFeature {
  const type = (column: Column) => (column.kind === 'text' ? 'text' : column.type)
  const rows = (column: Column) => (column.kind === 'text' ? column.codes.length : column.values.length)
  const compared = noRows(rows(reference), rows(current), { reference: 0, current: 0 })
  return notJudged(judging, compared, `the reference has it as ${type(reference)}, the window as ${type(current)}`)
}

function noRows(n: number, m: number, missing: { reference: number; current: number }) {
  const nothing = { ks: 0, wasserstein: 0, byChance: 0, deviation: 0, meanShift: 0 }
  return {
    kind: 'numbers' as const,
    reference: { rows: n, missing: missing.reference },
    current: { rows: m, missing: missing.current },
    ...nothing,
    bins: { reference: [], current: [] },
  }
}
