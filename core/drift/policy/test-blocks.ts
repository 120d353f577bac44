import type { DriftFeature } from '../../artifacts/drift.ts'
import type { Parted } from '../compared.ts'
import { apartFromWhole } from './apart-from-whole.ts'
import { sumOf } from './block-counts.ts'
import { blocksOf } from './blocks.ts'
import { daysApart } from './days-apart.ts'
import { evenBlocks } from './even-blocks.ts'
import type { Judging } from './judging.ts'
import type { Layout, LoneLayout } from './lay-out.ts'
import { WATCH_LEVEL } from './limits.ts'
import { type Measure, type Permuted, permuteBlocks } from './permute-blocks.ts'

/** What blocks of rows say of a column; the feature alone where that decides. */
export type InBlocks =
  | { readonly settled: DriftFeature }
  | {
      readonly tested: Permuted
      /** The rows that were tested. */
      readonly parted: Parted
      /** What the column is told by: its p-value, and blocks of either side. */
      readonly told: Pick<DriftFeature, 'p_value' | 'p_by' | 'blocks'> & { readonly p_value: number }
    }

/**
 * Tests a column that is over its floor by single rows once more, by blocks of them: by permuting them where those of both sides are known, else by how those of the
 * window differ among themselves.
 *
 * Of a window of one to four days beside a reference that tells no times nobody knows how days differ: such a column is `insufficient`, until its floor is that of what windows
 * show by nature.
 *
 * @param feature as single rows have it
 */
export function testBlocks(
  feature: DriftFeature,
  counted: Parted,
  { bits, calibrated, layout, more }: Omit<Judging, 'layout'> & { readonly layout: Layout | LoneLayout },
  measure: Measure,
): InBlocks {
  if (layout.reference === undefined) {
    const tested = apartFromWhole(counted, measure)
    if (tested === undefined)
      return { settled: calibrated ? feature : { ...feature, verdict: 'insufficient', reason: ALONE } }
    // A reference of few rows is far off by chance, however alike days are.
    return {
      ...{ tested, parted: counted },
      told: { p_value: Math.max(tested.pValue, feature.p_value!), p_by: 'blocks', blocks: null },
    }
  }
  const parted = evenBlocks(counted, layout, bits)
  const days = layout.by === 'hour' ? daysApart(parted, layout, measure) : undefined
  if (days !== undefined && days.pValue > WATCH_LEVEL)
    return { settled: { ...feature, p_value: days.pValue, p_by: 'blocks', blocks: days.days, reason: DAYS_DIFFER } }
  const tested = permuteBlocks(blocksOf(parted, layout), measure, { bits, more })
  const blocks = { reference: layout.reference.blocks, current: layout.current.blocks }
  const p_value = Math.max(tested.pValue, days?.pValue ?? 0)
  if (p_value > WATCH_LEVEL && Math.min(sumOf(parted.reference.rows), sumOf(parted.current.rows)) < FEWEST_DRAWN)
    return { settled: { ...feature, verdict: 'insufficient', reason: SPARSE } }
  return { tested, parted, told: { p_value, p_by: 'blocks', blocks } }
}

/** That fewer rows of a side show no shift says nothing. */
const FEWEST_DRAWN = 50

const SPARSE =
  'it has moved, and nothing tells whether by more than days or groups differ by nature: one side has hardly a row in each; give more rows, or coarser groups'

const ALONE =
  'it has moved, and nothing tells whether by more than days differ by nature: the reference tells no times or groups, and the window has fewer than 5; give a reference with times, or a longer `window`'

const DAYS_DIFFER =
  'no further from the reference than its days are from each other, so hours of them were not permuted'
