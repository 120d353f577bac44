import type { DriftFeature, DriftQuality } from '../../core/artifacts/drift.ts'
import { type Column, pickColumn } from '../../core/data/table.ts'
import { askedTests } from '../../core/drift/asked-tests.ts'
import type { DriftMethod } from '../../core/drift/methods.ts'
import type { ComparedPair } from '../../core/drift/pairs/compare-pair.ts'
import { unplaced } from '../../core/drift/pairs/finite-of.ts'
import type { Judging } from '../../core/drift/policy/judging.ts'
import type { Placed } from '../../core/drift/policy/lay-out.ts'
import { measureColumn } from '../../core/drift/policy/measure-column.ts'
import { measureSamples, type Sample } from '../../core/drift/policy/measure-samples.ts'
import { permutationsFor } from '../../core/drift/policy/permutations.ts'
import type { MeasuredSegment } from '../../core/drift/policy/settle-window.ts'
import { checkColumns, sayMissing } from '../../core/drift/quality/check-columns.ts'
import {
  checkCategories,
  checkInfinite,
  checkMissing,
  type Missing,
  rowsOfLevels,
} from '../../core/drift/quality/check-values.ts'
import { withoutShape } from '../../core/drift/shape/keep-shapes.ts'
import { suggest } from '../../core/errors.ts'
import { alikeColumns } from './alike-columns.ts'
import { compareApart } from './compare-apart.ts'
import { comparing, paysApart } from './comparing.ts'
import { type FoundSegments, findSegments, type Segment, sayLeftOut } from './find-segments.ts'
import { partlyRenamed } from './partly-renamed.ts'
import { isColumn, pairsOf, readOne, type Samples } from './samples.ts'
import type { ProductionWindow, Watch } from './watch.ts'

/** A sample, and when its rows were; undefined where only a summary of them is at hand. */
interface Side {
  readonly samples: Samples
  readonly placed: Placed
}

export interface Sides {
  readonly reference: Side
  readonly current: Side
  /** @param by the segment, where it is not all rows */
  readonly judging: (name: string, by?: Segment['by']) => Judging
}

export interface MeasuredFeatures {
  readonly features: readonly DriftFeature[]
  readonly segments: readonly MeasuredSegment[]
  readonly quality: readonly DriftQuality[]
}

/** Measures every feature of a window, over all rows and by segment, a few columns in memory at a time. */
export async function measureFeatures(
  { features: names, methods, segments: by, sensitive }: Watch,
  { lacking, range, rows }: ProductionWindow,
  { current, judging, reference }: Sides,
): Promise<MeasuredFeatures> {
  const place = rows.uri
  const checked = checkColumns(names, reference.samples.columns, {
    ...{ columns: rows.columns, unheld: rows.unheld, place },
  })
  const { extra, missing, shared } = checked
  const quality = [...checked.quality]
  const alike = await alikeColumns(missing, extra, { reference: reference.samples, current: current.samples })
  // Without a config nobody says which column of a profile is what a model has learned to answer.
  const mayBeTarget = range === undefined && reference.samples.by === 'profile'
  quality.push(...sayMissing(missing, { place, extra, alike, mayBeTarget }))
  quality.push(
    ...(await partlyRenamed(
      { lacking, shared, extra, place },
      { reference: reference.samples, current: current.samples },
    )),
  )
  const [here, gone] = segmentColumns(by, reference, current)
  quality.push(...gone.map((name) => sayGone(name, [reference.samples, current.samples])))
  const found = await segmentsOf(here, reference, current)
  if (found === undefined) quality.push(...here.map((name) => noSegments(name, SUMMARY)))
  for (const [name, one] of found ?? []) quality.push(...sayLeftOut(name, one))
  const segments = found?.flatMap(([, one]) => one.segments)
  for (const name of Object.keys(methods)) if (!names.includes(name)) quality.push(noFeature(name, names))
  const features: DriftFeature[] = []
  const inSegments = (segments ?? []).map((): DriftFeature[] => [])
  const sides = { reference: reference.samples, current: current.samples }
  await using apart = paysApart(sides) ? compareApart() : undefined
  const more = permutationsFor(shared.length * (1 + inSegments.length))
  for await (const { name, reference: before, current: now, begun } of pairsOf(
    shared,
    sides,
    apart && comparing(apart),
  )) {
    const pair = await begun
    const how = { ...judging(name), more }
    const asked = Object.hasOwn(methods, name) ? methods[name]! : []
    const tell = (feature: DriftFeature) => (sensitive.includes(name) ? withoutValues(feature) : feature)
    if (!isColumn(before) || !isColumn(now)) {
      features.push(tell(measureSamples({ reference: before, current: now }, how)))
      if (asked.length > 0) quality.push(notCompared(name, asked))
      quality.push(...checkMissing(name, missingIn(before), missingIn(now)))
      continue
    }
    const measured = tell(measureColumn({ reference: before, current: now }, how, pair))
    features.push(withTests(measured, asked, { before, now }))
    quality.push(...valuesOf(name, { before, now, pair }, sensitive.includes(name)))
    segments?.forEach((segment, at) => {
      if (Object.hasOwn(segment.by, name)) return
      const parts = { reference: pickColumn(before, segment.reference), current: pickColumn(now, segment.current) }
      const how = { ...judging(name, segment.by), layout: segment.layout, more }
      inSegments[at]!.push(tell(withoutShape(measureColumn(parts, how))))
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
async function segmentsOf(
  by: readonly string[],
  reference: Side,
  current: Side,
): Promise<[name: string, found: FoundSegments][] | undefined> {
  if (reference.samples.by === 'profile' || current.samples.by === 'profile') return by.length === 0 ? [] : undefined
  const found: [name: string, found: FoundSegments][] = []
  for (const name of by) {
    const [before, now] = [await readOne(reference.samples, name), await readOne(current.samples, name)]
    const sides = [
      { column: before, placed: reference.placed },
      { column: now, placed: current.placed },
    ] as const
    found.push([name, findSegments(name, ...sides)])
  }
  return found
}

/** Columns by which rows can be told apart on both sides, and the others. */
function segmentColumns(names: readonly string[], reference: Side, current: Side): [here: string[], gone: string[]] {
  const isIn = ({ samples }: Side, name: string) => samples.columns.some((column) => column.name === name)
  const isHere = (name: string) => isIn(current, name) && (reference.samples.by === 'profile' || isIn(reference, name))
  return [names.filter(isHere), names.filter((name) => !isHere(name))]
}

const SUMMARY = 'that takes the rows of both sides, and one is there as a summary only'

function noSegments(name: string, because: string): DriftQuality {
  return { check: 'schema', column: name, level: 'note', because: `rows are not compared apart by ${name}: ${because}` }
}

/** A name that was written wrongly is told as what is wrong with the config, not as a matter of the data. */
function sayGone(name: string, sides: readonly Samples[]): DriftQuality {
  const [names = [], others = []] = sides.map(({ columns }) => columns.map((column) => column.name))
  const isAnywhere = names.includes(name) || others.includes(name)
  const shared = names.filter((one) => others.includes(one))
  const because = isAnywhere
    ? 'not both sides have this column'
    : `neither side has this column, ${suggest(name, shared)}`
  return { ...noSegments(name, because), level: 'warning' }
}

/** A name that was written wrongly, or of a column that the reference has no more. */
function noFeature(name: string, names: readonly string[]): DriftQuality {
  const because = `${name} of \`columns\` is no column that is compared, ${suggest(name, names)}`
  return { check: 'schema', column: name, level: 'warning', because }
}

/** Those that are asked for and not there yet come after those that decide. */
function withTests(
  feature: DriftFeature,
  asked: readonly DriftMethod[],
  { before, now }: { readonly before: Column; readonly now: Column },
): DriftFeature {
  const more = asked.filter((method) => !feature.tests.some((test) => test.method === method))
  return { ...feature, tests: [...feature.tests, ...askedTests(more, { reference: before, current: now })] }
}

function notCompared(name: string, asked: readonly DriftMethod[]): DriftQuality {
  const because = `${name} is not compared by ${asked.join(', ')}: that takes the rows of both sides, and one is there as a summary only`
  return { check: 'schema', column: name, level: 'note', because }
}

/** Which category it was that moved may not be told of a sensitive column. */
function withoutValues(feature: DriftFeature): DriftFeature {
  if (feature.kind !== 'categorical' || feature.moved === undefined) return feature
  return { ...feature, moved: 'has its values in other shares' }
}

interface Read {
  readonly before: Column
  readonly now: Column
  /** What was counted when both were compared, if they were. */
  readonly pair: ComparedPair | undefined
}

function valuesOf(name: string, { before, now, pair }: Read, sensitive: boolean): DriftQuality[] {
  const reference = unusable(before, pair && { missing: pair.missing.reference, infinite: pair.infinite.reference })
  const current = unusable(now, pair && { missing: pair.missing.current, infinite: pair.infinite.current })
  const missing = [
    ...checkMissing(name, reference.missing, current.missing),
    ...checkInfinite(name, reference.infinite, current.infinite),
  ]
  if (before.kind !== 'text' || now.kind !== 'text') return missing
  const known = new Set(rowsOfLevels(before).keys())
  return [...missing, ...checkCategories(name, { known, rowsOf: rowsOfLevels(now), sensitive })]
}

/** Rows without a value, and those with an infinite one. */
function unusable(
  column: Column,
  counted?: { readonly missing: number; readonly infinite: number },
): { readonly missing: Missing; readonly infinite: Missing } {
  if (column.kind === 'text') {
    return { missing: withoutCode(column.codes), infinite: { missing: 0, rows: column.codes.length } }
  }
  const { missing, infinite } = counted ?? unplaced(column.values)
  const rows = column.values.length
  return { missing: { missing, rows }, infinite: { missing: infinite, rows } }
}

function missingIn(column: Sample): Missing {
  return isColumn(column) ? unusable(column).missing : { missing: column.missing, rows: rowsTold(column) }
}

function withoutCode(codes: Int32Array): Missing {
  let missing = 0
  for (let row = 0; row < codes.length; row++) if (codes[row]! < 0) missing++
  return { missing, rows: codes.length }
}

/** Rows of the column that a profile tells of, with and without a value. */
function rowsTold(column: Exclude<Sample, Column>): number {
  const listed =
    column.kind === 'text'
      ? column.rest + column.values.reduce((sum, [, rows]) => sum + rows, 0)
      : column.infinite + column.pooled + column.intervals.reduce((sum, interval) => sum + interval.at(-1)!, 0)
  return column.missing + listed
}
