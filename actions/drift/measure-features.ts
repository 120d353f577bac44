import type { DriftFeature, DriftQuality } from '../../core/artifacts/drift.ts'
import { type Column, pickColumn } from '../../core/data/table.ts'
import type { Judging } from '../../core/drift/policy/judging.ts'
import type { Placed } from '../../core/drift/policy/lay-out.ts'
import { measureColumn } from '../../core/drift/policy/measure-column.ts'
import { measureSamples, type Sample } from '../../core/drift/policy/measure-samples.ts'
import type { MeasuredSegment } from '../../core/drift/policy/settle-window.ts'
import { checkColumns, sayMissing } from '../../core/drift/quality/check-columns.ts'
import { checkCategories, checkMissing, type Missing, rowsOfLevels } from '../../core/drift/quality/check-values.ts'
import { ascending } from '../../core/drift/statistics/ascending.ts'
import { kolmogorovDistance } from '../../core/drift/statistics/kolmogorov-distance.ts'
import { pool } from '../../core/drift/statistics/pool.ts'
import { findSegments, type Segment } from './find-segments.ts'
import type { Samples } from './samples.ts'
import type { ProductionWindow, Watch } from './watch.ts'

/** A sample, and when its rows were; undefined where only a summary of them is at hand. */
interface Side {
  readonly samples: Samples
  readonly placed: Placed
}

export interface Sides {
  readonly reference: Side
  readonly current: Side
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
  { current, judging, reference }: Sides,
): Promise<MeasuredFeatures> {
  const place = rows.uri
  const checked = checkColumns(names, reference.samples.columns, { columns: rows.columns, place })
  const { extra, missing, shared } = checked
  const quality = [...checked.quality]
  for (const name of missing) {
    const alike = await alikeAmong(extra, name, reference.samples, current.samples)
    quality.push(sayMissing(name, { place, extra, alike }))
  }
  const segments = await segmentsOf(by, reference, current)
  if (segments === undefined) quality.push(...by.map((name) => noSegments(name)))
  const features: DriftFeature[] = []
  const inSegments = (segments ?? []).map((): DriftFeature[] => [])
  for (const name of shared) {
    const [before, now] = [await reference.samples.read(name), await current.samples.read(name)]
    const how = judging(name)
    if (!isColumn(before) || !isColumn(now)) {
      features.push(measureSamples({ reference: before, current: now }, how))
      quality.push(...checkMissing(name, missingIn(before), missingIn(now)))
      continue
    }
    features.push(measureColumn({ reference: before, current: now }, how))
    quality.push(...valuesOf(name, before, now, sensitive.includes(name)))
    segments?.forEach((segment, at) => {
      if (name in segment.by) return
      const parts = { reference: pickColumn(before, segment.reference), current: pickColumn(now, segment.current) }
      inSegments[at]!.push(measureColumn(parts, { ...how, layout: segment.layout }))
    })
  }
  return {
    features,
    segments: (segments ?? []).map(({ by, current, reference }, at) => ({
      by,
      rows: { reference: reference.length, current: current.length },
      features: inSegments[at]!,
    })),
    quality,
  }
}

/** @returns undefined where a side has only summaries, which no rows can be picked from */
async function segmentsOf(by: readonly string[], reference: Side, current: Side): Promise<Segment[] | undefined> {
  if (reference.samples.by === 'profile' || current.samples.by === 'profile') return by.length === 0 ? [] : undefined
  const segments: Segment[] = []
  for (const name of by) {
    const [before, now] = [await reference.samples.read(name), await current.samples.read(name)]
    segments.push(
      ...findSegments(name, { column: before, placed: reference.placed }, { column: now, placed: current.placed }),
    )
  }
  return segments
}

function noSegments(name: string): DriftQuality {
  return {
    check: 'schema',
    column: name,
    level: 'note',
    because: `rows are not compared apart by ${name}: that takes the rows of both sides, and one is there as a summary only`,
  }
}

function isColumn(sample: Sample): sample is Column {
  return 'codes' in sample || sample.kind === 'number'
}

function valuesOf(name: string, reference: Column, current: Column, sensitive: boolean): DriftQuality[] {
  const missing = checkMissing(name, missingIn(reference), missingIn(current))
  if (reference.kind !== 'text' || current.kind !== 'text') return missing
  const known = new Set(rowsOfLevels(reference).keys())
  return [...missing, ...checkCategories(name, { known, rowsOf: rowsOfLevels(current), sensitive })]
}

function missingIn(column: Sample): Missing {
  if (!isColumn(column)) return { missing: column.missing, rows: rowsTold(column) }
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

/** The new column whose values are most like those of one that is gone; not told where only summaries are there. */
async function alikeAmong(
  extra: readonly string[],
  name: string,
  reference: Samples,
  current: Samples,
): Promise<string | undefined> {
  if (reference.by === 'profile' || current.by === 'profile') return undefined
  const lost = await reference.read(name)
  let nearest: { readonly other: string; readonly apart: number } | undefined
  for (const other of extra.slice(0, MOST_LOOKED_AT)) {
    const apart = apartness(lost, await current.read(other))
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

/** Rows of the column that a profile tells of, with and without a value. */
function rowsTold(column: Exclude<Sample, Column>): number {
  const listed =
    column.kind === 'text'
      ? column.rest + column.values.reduce((sum, [, rows]) => sum + rows, 0)
      : column.infinite + column.pooled + column.intervals.reduce((sum, interval) => sum + interval.at(-1)!, 0)
  return column.missing + listed
}
