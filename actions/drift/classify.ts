import type { DriftMultivariate } from '../../core/artifacts/drift.ts'
import type { Column } from '../../core/data/table.ts'
import { domainClassifier } from '../../core/drift/multivariate/domain-classifier.ts'
import type { LaidOut, Layout, LoneLayout } from '../../core/drift/policy/lay-out.ts'
import { FEWEST_BLOCKS } from '../../core/drift/policy/limits.ts'
import type { Groups } from '../../core/metrics/metric.ts'
import type { Sides } from './measure-features.ts'
import type { Samples } from './samples.ts'

/** Lets a classifier try to tell both sides apart; null where a side is a summary, which has no rows to learn from, or they share no column. */
export async function classify(
  names: readonly string[],
  {
    current,
    layout,
    reference,
    seed,
  }: Pick<Sides, 'reference' | 'current'> & {
    readonly layout: LaidOut
    readonly seed: number
  },
): Promise<DriftMultivariate | null> {
  if (reference.samples.by === 'profile' || current.samples.by === 'profile') return null
  const [before, now] = [reference.samples, current.samples]
  const shared = names.filter((name) => isShared(name, before, now))
  if (shared.length === 0) return null
  const table = async (samples: typeof before) => {
    const columns = await samples.read(shared)
    return { rows: rowsIn(columns), columns }
  }
  const sides = { reference: await table(before), current: await table(now) }
  const laid = layout === undefined || 'because' in layout ? undefined : laidIn(layout, sides.reference.rows)
  return domainClassifier({ ...sides, ...laid, features: shared, seed })
}

/** Times move on by themselves. */
function isShared(name: string, before: Samples, now: Samples): boolean {
  const [was, is] = [before, now].map(({ columns }) => columns.find((column) => column.name === name))
  return was !== undefined && is !== undefined && was.type !== 'time' && is.type !== 'time'
}

function rowsIn(columns: ReadonlyMap<string, Column>): number {
  const [first] = columns.values()
  return first === undefined ? 0 : first.kind === 'text' ? first.codes.length : first.values.length
}

/** Rows of a reference that tells no blocks are one each. */
function laidIn(layout: Layout | LoneLayout, rows: number) {
  if (layout.reference !== undefined) return { ...placesIn(layout), ...slotsIn(layout) }
  const alone = { codes: Uint32Array.from({ length: rows }, (_, row) => row), count: rows }
  return { blocks: { reference: alone, current: blocksIn(layout.current) } }
}

/** Blocks; of a window of few days the days, where the reference has enough of them to tell how they differ: then nothing is said. */
function placesIn({ current, reference }: Layout): { readonly blocks: Record<'reference' | 'current', Groups> } {
  const days = { reference: daysIn(reference), current: daysIn(current) }
  const { reference: left, current: right } = days
  if (left !== undefined && right !== undefined && Math.max(left.count, right.count) >= FEWEST_BLOCKS)
    return { blocks: { reference: left, current: right } }
  return { blocks: { reference: blocksIn(reference), current: blocksIn(current) } }
}

function blocksIn({ blockOf, blocks, codes }: Layout['reference']): Groups {
  return { codes: codes.map((part) => blockOf[part]!), count: blocks }
}

function daysIn({ codes, dayOf }: Layout['reference']): Groups | undefined {
  return dayOf && { codes: codes.map((part) => dayOf[part]!), count: new Set(dayOf).size }
}

function slotsIn({ current, reference, slotsPerDay }: Layout) {
  const slotOf = ({ codes, slotOf: slots }: Layout['reference']) => Int32Array.from(codes, (part) => slots[part]!)
  return slotsPerDay === 0 ? {} : { slots: { reference: slotOf(reference), current: slotOf(current) } }
}
