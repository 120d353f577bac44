import type { DriftFeature } from '../../artifacts/drift.ts'
import type { ColumnProfile } from '../../artifacts/profile.ts'
import type { Column } from '../../data/table.ts'
import type { ComparedNumbers, ComparedTexts } from '../compared.ts'
import { type Few, fewValues } from '../pairs/few-values.ts'
import { type NumberSample, type PairedNumbers, pairNumbers } from '../pairs/pair-numbers.ts'
import { type PairedTexts, pairTexts } from '../pairs/pair-texts.ts'
import { comparePooled } from './compare-values.ts'
import { type Judging, notJudged } from './judging.ts'
import { measureNumbers } from './measure-numbers.ts'
import { measureTexts } from './measure-texts.ts'

/** A column's rows, or what a profile tells of them. */
export type Sample = Column | Exclude<ColumnProfile, { kind: 'hidden' }>

/**
 * Measures one column of two samples, of which either may be there as a profile only: rows then count as independent, and
 * the tests say how exact their statistics are at most. An effect counts by what of it is certain.
 *
 * Time O((n + m) log k) for k cells of a profile; for two profiles O(k log k), whatever they were made of.
 *
 * @returns as `measureColumn`
 */
export function measureSamples(
  { reference, current }: { readonly reference: Sample; readonly current: Sample },
  judging: Judging,
): DriftFeature {
  if (reference.kind === 'text' && current.kind === 'text')
    return measureTexts(comparedTexts(pairTexts({ reference, current })), judging)
  const [left, right] = [numbersOf(reference), numbersOf(current)]
  if (left === undefined || right === undefined)
    return notJudged(judging, NOTHING, `the reference has it as ${typeOf(reference)}, the window as ${typeOf(current)}`)
  const paired = pairNumbers({ reference: left, current: right })
  const few =
    isWhole(reference) && isWhole(current) && paired.pooled !== undefined ? fewValues(paired.pooled) : undefined
  if (few !== undefined && paired.error.ks === 0) return measureTexts(comparedFew(few, paired, reference), judging)
  return measureNumbers(comparedNumbers(paired), judging)
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

function comparedNumbers({ error, infinite, missing, pooled }: PairedNumbers): ComparedNumbers {
  const without = { reference: missing.reference + infinite.reference, current: missing.current + infinite.current }
  if (pooled !== undefined) return comparePooled(pooled, without, error)
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
  }
}

const OTHERS = 'all other values'

function sum(rows: ArrayLike<number>): number {
  return Array.from(rows).reduce((total, count) => total + count, 0)
}
