import type { DriftMultivariate } from '../../core/artifacts/drift.ts'
import type { Column } from '../../core/data/table.ts'
import { domainClassifier } from '../../core/drift/multivariate/domain-classifier.ts'
import type { Layout, TooFewBlocks } from '../../core/drift/policy/lay-out.ts'
import type { Groups } from '../../core/metrics/metric.ts'
import type { Sides } from './measure-features.ts'
import type { Samples } from './samples.ts'

/** Lets a classifier try to tell both sides apart; null where a side is a summary, which has no rows to learn from. */
export async function classify(
  names: readonly string[],
  {
    current,
    layout,
    reference,
    seed,
  }: Pick<Sides, 'reference' | 'current'> & {
    readonly layout: Layout | TooFewBlocks | undefined
    readonly seed: number
  },
): Promise<DriftMultivariate | null> {
  if (reference.samples.by === 'profile' || current.samples.by === 'profile') return null
  const [before, now] = [reference.samples, current.samples]
  const shared = names.filter((name) => isShared(name, before, now))
  const table = async (samples: typeof before) => {
    const columns = await samples.read(shared)
    return { rows: rowsIn(columns), columns }
  }
  const blocks =
    layout === undefined || 'because' in layout
      ? undefined
      : { reference: blocksIn(layout.reference), current: blocksIn(layout.current) }
  return domainClassifier({ reference: await table(before), current: await table(now), features: shared, blocks, seed })
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

function blocksIn({ blockOf, blocks, codes }: Layout['reference']): Groups {
  return { codes: codes.map((part) => blockOf[part]!), count: blocks }
}
