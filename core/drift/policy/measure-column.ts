import type { DriftFeature } from '../../artifacts/drift.ts'
import type { Column } from '../../data/table.ts'
import type { ComparedNumbers } from '../compared.ts'
import { type ComparedPair, comparePair } from '../pairs/compare-pair.ts'
import { ascending } from '../statistics/ascending.ts'
import { pool } from '../statistics/pool.ts'
import { commonLevels, compareTexts, partTexts } from './compare-texts.ts'
import { toldPair } from './compare-values.ts'
import { type Judging, notJudged } from './judging.ts'
import type { Layout, LoneLayout } from './lay-out.ts'
import { measureNumbers } from './measure-numbers.ts'
import { measureTexts } from './measure-texts.ts'
import { type Grid, gridOf, partNumbers } from './part-numbers.ts'

/**
 * Measures one column of two samples whose rows are at hand.
 *
 * Booleans and whole numbers with at most 10 different values are compared as categories. Time O(n + m).
 *
 * @param columns of one type; in the order of the rows that the layout was made of
 * @param pair what `comparePair` says of both, where it was asked already
 * @returns the column without a q-value, as `settleWindow` takes it
 */
export function measureColumn(
  { reference, current }: { readonly reference: Column; readonly current: Column },
  judging: Judging,
  pair?: ComparedPair,
): DriftFeature {
  const layout = () => judging.layout as Layout | LoneLayout
  const common = commonLevels(reference, current)
  if (common !== undefined) {
    return measureTexts(compareTexts(common), judging, (cellOf, cells) => partTexts(common, cellOf, cells, layout()))
  }
  if (reference.kind === 'text' || current.kind === 'text') return changedType(reference, current, judging)
  const sides = { reference: reference.values, current: current.values }
  const compared = toldPair(pair ?? comparePair(sides.reference, sides.current))
  if (compared === undefined) return measureNumbers(withoutRows(sides), judging)
  return measureNumbers(compared, judging, () => partNumbers(sides, sampledGrid(sides), layout()))
}

interface Sides {
  readonly reference: Float64Array
  readonly current: Float64Array
}

/** Rows of both sides that a grid is made of: its cells need not hold just as many rows each. */
const GRID_ROWS = 50_000

/** Of every so many of the rows of either side, as if they were all; of all where that leaves few. */
function sampledGrid({ reference, current }: Sides): Grid {
  const sample = (every: number) => [strided(reference, every), strided(current, every)] as const
  const some = sample(Math.max(1, Math.floor((reference.length + current.length) / GRID_ROWS)))
  const [left, right] = some.every(({ length }) => length >= 100) ? some : sample(1)
  return gridOf(pool(ascending(left), ascending(right)))
}

function strided(values: Float64Array, every: number): number[] {
  const some: number[] = []
  for (let row = 0; row < values.length; row += every) if (Number.isFinite(values[row])) some.push(values[row]!)
  return some
}

function changedType(reference: Column, current: Column, judging: Judging): DriftFeature {
  const type = (column: Column) => (column.kind === 'text' ? 'text' : column.type)
  const rows = (column: Column) => (column.kind === 'text' ? column.codes.length : column.values.length)
  const compared = nothing([rows(reference), 0], [rows(current), 0])
  return notJudged(judging, compared, `the reference has it as ${type(reference)}, the window as ${type(current)}`)
}

function withoutRows({ reference, current }: Sides): ComparedNumbers {
  const side = (values: Float64Array): SideCounts => {
    const rows = values.filter(Number.isFinite).length
    return [rows, values.length - rows]
  }
  return nothing(side(reference), side(current))
}

type SideCounts = readonly [rows: number, missing: number]

function nothing(reference: SideCounts, current: SideCounts): ComparedNumbers {
  return {
    kind: 'numbers',
    reference: { rows: reference[0], missing: reference[1] },
    current: { rows: current[0], missing: current[1] },
    ks: 0,
    wasserstein: 0,
    byChance: 0,
    deviation: 0,
    meanShift: 0,
    bins: { reference: [], current: [] },
  }
}
