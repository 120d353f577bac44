import type { DriftFeature, DriftQuality } from '../../core/artifacts/drift.ts'
import { type Column, pickColumn } from '../../core/data/table.ts'
import type { Judging } from '../../core/drift/policy/judging.ts'
import type { Placed } from '../../core/drift/policy/lay-out.ts'
import { measureColumn } from '../../core/drift/policy/measure-column.ts'
import type { MeasuredSegment } from '../../core/drift/policy/settle-window.ts'
import { checkColumns, sayMissing } from '../../core/drift/quality/check-columns.ts'
import { checkCategories, checkMissing, rowsOfLevels } from '../../core/drift/quality/check-values.ts'
import { ascending } from '../../core/drift/statistics/ascending.ts'
import { kolmogorovDistance } from '../../core/drift/statistics/kolmogorov-distance.ts'
import { pool } from '../../core/drift/statistics/pool.ts'
import { findSegments, type Segment } from './find-segments.ts'
import { columnReader } from './read-column.ts'
import type { Rows } from './rows.ts'
import type { ProductionWindow, Watch } from './watch.ts'

interface Sides {
  readonly reference: Rows
  /** Of the reference. */
  readonly placed: Placed
  readonly read: (name: string) => Promise<Column>
  readonly current: Placed
  readonly judging: (name: string) => Judging
}

export interface MeasuredFeatures {
  readonly features: readonly DriftFeature[]
  readonly segments: readonly MeasuredSegment[]
  readonly quality: readonly DriftQuality[]
}

/** Measures every feature of a window, over all rows and by segment, one column in memory at a time. */
export async function measureFeatures(
  { features: names, segments: by, sensitive }: Watch,
  { rows }: ProductionWindow,
  sides: Sides,
): Promise<MeasuredFeatures> {
  const {
    extra,
    missing,
    quality: said,
    shared,
  } = checkColumns(names, sides.reference.columns, { columns: rows.columns, place: rows.uri })
  const quality = [...said]
  const readCurrent = columnReader(rows, { columns: names.length, times: 1 })
  for (const name of missing) {
    const alike = await alikeAmong(extra, { name, read: sides.read, readCurrent })
    quality.push(sayMissing(name, { place: rows.uri, extra, alike }))
  }
  const segments: Segment[] = []
  for (const name of by) {
    const [reference, current] = [await sides.read(name), await readCurrent(name)]
    segments.push(
      ...findSegments(name, { column: reference, placed: sides.placed }, { column: current, placed: sides.current }),
    )
  }
  const features: DriftFeature[] = []
  const inSegments = segments.map((): DriftFeature[] => [])
  for (const name of shared) {
    const [reference, current] = [await sides.read(name), await readCurrent(name)]
    const judging = sides.judging(name)
    features.push(measureColumn({ reference, current }, judging))
    quality.push(...valuesOf(name, reference, current, sensitive.includes(name)))
    segments.forEach((segment, at) => {
      if (name in segment.by) return
      const parts = {
        reference: pickColumn(reference, segment.reference),
        current: pickColumn(current, segment.current),
      }
      inSegments[at]!.push(measureColumn(parts, { ...judging, layout: segment.layout }))
    })
  }
  return {
    features,
    segments: segments.map(({ by, current, reference }, at) => ({
      by,
      rows: { reference: reference.length, current: current.length },
      features: inSegments[at]!,
    })),
    quality,
  }
}

function valuesOf(name: string, reference: Column, current: Column, sensitive: boolean): DriftQuality[] {
  const missing = checkMissing(name, missingIn(reference), missingIn(current))
  if (reference.kind !== 'text' || current.kind !== 'text') return missing
  const known = new Set(rowsOfLevels(reference).keys())
  return [...missing, ...checkCategories(name, { known, rowsOf: rowsOfLevels(current), sensitive })]
}

function missingIn(column: Column): { missing: number; rows: number } {
  const values: ArrayLike<number> = column.kind === 'text' ? column.codes : column.values
  let missing = 0
  for (let row = 0; row < values.length; row++)
    if (column.kind === 'text' ? values[row]! < 0 : Number.isNaN(values[row]!)) missing++
  return { missing, rows: values.length }
}

/** New columns that are looked into for one that is gone. */
const MOST_LOOKED_AT = 10
/** Distributions at most so far apart look alike. */
const ALIKE = 0.1

/** The new column whose values are most like those of one that is gone. */
async function alikeAmong(
  extra: readonly string[],
  {
    name,
    read,
    readCurrent,
  }: {
    readonly name: string
    readonly read: (name: string) => Promise<Column>
    readonly readCurrent: (name: string) => Promise<Column>
  },
): Promise<string | undefined> {
  const lost = await read(name)
  let nearest: { readonly other: string; readonly apart: number } | undefined
  for (const other of extra.slice(0, MOST_LOOKED_AT)) {
    const apart = apartness(lost, await readCurrent(other))
    if (apart <= (nearest?.apart ?? ALIKE)) nearest = { other, apart }
  }
  return nearest?.other
}

/** Kolmogorov's distance of numbers, the share of values never seen of texts; Infinity for different kinds. */
function apartness(lost: Column, other: Column): number {
  if (lost.kind === 'text' && other.kind === 'text') {
    const known = new Set(rowsOfLevels(lost).keys())
    const rows = [...rowsOfLevels(other)]
    const total = rows.reduce((sum, [, count]) => sum + count, 0)
    const unseen = rows.reduce((sum, [level, count]) => sum + (known.has(level) ? 0 : count), 0)
    return total === 0 ? Infinity : unseen / total
  }
  if (lost.kind === 'text' || other.kind === 'text' || (lost.type === 'time') !== (other.type === 'time'))
    return Infinity
  const [a, b] = [lost.values, other.values].map((values) => values.filter(Number.isFinite)) as [
    Float64Array,
    Float64Array,
  ]
  return a.length === 0 || b.length === 0 ? Infinity : kolmogorovDistance(pool(ascending(a), ascending(b)))
}
