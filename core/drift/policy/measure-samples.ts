import type { DriftFeature } from '../../artifacts/drift.ts'
import type { ColumnProfile } from '../../artifacts/profile.ts'
import type { Column } from '../../data/table.ts'
import type { ComparedNumbers, ComparedTexts } from '../compared.ts'
import { type Few, fewValues } from '../pairs/few-values.ts'
import { type NumberSample, type PairedNumbers, pairNumbers } from '../pairs/pair-numbers.ts'
import { type PairedTexts, pairTexts } from '../pairs/pair-texts.ts'
import { numberShape } from '../shape/number-shape.ts'
import { comparePooled } from './compare-values.ts'
import { type Judging, notJudged } from './judging.ts'
import { measureNumbers } from './measure-numbers.ts'
import { measureTexts } from './measure-texts.ts'
import { partBesideLevels, partBesidePooled } from './part-beside-profile.ts'

/** A column's rows, or what a profile tells of them. */
export type Sample = Column | Exclude<ColumnProfile, { kind: 'hidden' }>

/**
 * Measures one column of two samples, of which either may be there as a profile only: the tests say how exact their statistics are at most, and an
 * effect counts by what of it is certain. Where the rows of the window are at hand they are held beside the profile by blocks.
 *
 * Time O((n + m) log k) for k cells of a profile; for two profiles O(k log k), whatever they were made of.
 *
 * @returns as `measureColumn`
 */
export function measureSamples(
  { reference, current }: { readonly reference: Sample; readonly current: Sample },
  judging: Judging,
): DriftFeature {
  const { layout } = judging
  const lone = layout !== undefined && 'current' in layout && layout.reference === undefined ? layout : undefined
  if (reference.kind === 'text' && current.kind === 'text') {
    const compared = comparedTexts(pairTexts({ reference, current }))
    if (lone === undefined || !('codes' in current)) return measureTexts(compared, judging)
    const known = new Set(compared.levels)
    const levels = current.levels.map((level) => (known.has(level) ? level : OTHERS))
    return measureTexts(compared, judging, partBesideLevels(compared, { levels, codes: current.codes }, lone))
  }
  const [left, right] = [numbersOf(reference), numbersOf(current)]
  if (left === undefined || right === undefined)
    return notJudged(judging, NOTHING, `the reference has it as ${typeOf(reference)}, the window as ${typeOf(current)}`)
  const paired = pairNumbers({ reference: left, current: right })
  const { pooled } = paired
  const rows = lone !== undefined && right instanceof Float64Array ? { lone, right } : undefined
  const few = isWhole(reference) && isWhole(current) && pooled !== undefined ? fewValues(pooled) : undefined
  if (few !== undefined && paired.error.ks === 0) {
    const compared = comparedFew(few, paired, reference)
    const coded = rows && { levels: compared.levels, codes: codesOf(rows.right, few.values) }
    return measureTexts(compared, judging, coded && partBesideLevels(compared, coded, rows.lone))
  }
  const parted = rows && pooled && (() => partBesidePooled(pooled, rows.right, rows.lone))
  return measureNumbers(comparedNumbers(paired), judging, parted)
}

/** The place of each row's value; −1 for one that is none. */
function codesOf(rows: Float64Array, values: Float64Array): Int32Array {
  const codes = new Map(Array.from(values, (value, code) => [value, code]))
  return Int32Array.from(rows, (value) => codes.get(value) ?? -1)
}

const NOTHING: ComparedNumbers = {
  kind: 'numbers',
  ...{ reference: { rows: 0, missing: 0 }, current: { rows: 0, missing: 0 } },
  ...{ ks: 0, wasserstein: 0, byChance: 0, deviation: 0, meanShift: 0, bins: { reference: [], current: [] } },
}

function numbersOf(sample: Sample): NumberSample | undefined {
  if (sample.kind === 'number') return sample.values
  return sample.kind === 'numbers' ? sample : undefined
}

function typeOf(sample: Sample): string {
  return sample.kind === 'text' ? 'text' : sample.type
}

function isWhole(sample: Sample): boolean {
  const type = typeOf(sample)
  return type === 'integer' || type === 'boolean'
}

function comparedNumbers({ error, infinite, missing, pooled, walk }: PairedNumbers): ComparedNumbers {
  const without = { reference: missing.reference + infinite.reference, current: missing.current + infinite.current }
  if (pooled !== undefined) return { ...comparePooled(pooled, without, error), shape: walk && numberShape(walk) }
  return {
    ...NOTHING,
    reference: { rows: 0, missing: without.reference },
    current: { rows: 0, missing: without.current },
  }
}

function comparedFew({ current, reference, values }: Few, { missing }: PairedNumbers, sample: Sample): ComparedTexts {
  const say = (value: number) => (typeOf(sample) === 'boolean' ? String(value === 1) : String(value))
  return {
    kind: 'texts',
    reference: { rows: sum(reference), missing: missing.reference },
    current: { rows: sum(current), missing: missing.current },
    levels: Array.from(values, say),
    counts: { reference, current },
  }
}

/** The last of the counts is that of all values that are not named. */
function comparedTexts({ counts, missing, values }: PairedTexts): ComparedTexts {
  const levels = [...values]
  if (counts.reference.length > values.length) levels.push(OTHERS)
  return {
    kind: 'texts',
    reference: { rows: sum(counts.reference), missing: missing.reference },
    current: { rows: sum(counts.current), missing: missing.current },
    levels,
    counts,
    ...(levels.length > values.length && { unnamed: true }),
  }
}

const OTHERS = 'all other values'

function sum(rows: ArrayLike<number>): number {
  return Array.from(rows).reduce((total, count) => total + count, 0)
}
