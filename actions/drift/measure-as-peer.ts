import type { DriftFeature, DriftQuality } from '../../core/artifacts/drift.ts'
import type { CompatColumn } from '../../core/drift/compat/compat-column.ts'
import { evidentlyFeature } from '../../core/drift/compat/evidently-feature.ts'
import { nannymlFeature } from '../../core/drift/compat/nannyml-feature.ts'
import { peerFeature } from '../../core/drift/compat/peer-feature.ts'
import { checkColumns, sayMissing } from '../../core/drift/quality/check-columns.ts'
import { UserError } from '../../core/errors.ts'
import type { Rows } from './rows.ts'
import { pairsOf, type Samples } from './samples.ts'
import type { Compat, Watch } from './watch.ts'

/**
 * Judges the columns of a window as a peer would, a few in memory at a time.
 *
 * @throws {UserError} if a side is a summary: the peers take rows
 */
export async function measureAsPeer(
  { features: names, methods }: Watch,
  {
    compat,
    current,
    place,
    reference,
    seed,
    unheld,
  }: {
    readonly compat: Compat
    readonly reference: Samples
    readonly current: Samples
    /** Where the current rows are from, for messages. */
    readonly place: string
    /** Columns that they hold and no table can, and what is in them. */
    readonly unheld: Rows['unheld']
    readonly seed: number
  },
): Promise<{ readonly features: readonly DriftFeature[]; readonly quality: readonly DriftQuality[] }> {
  if (reference.by === 'profile' || current.by === 'profile')
    throw new UserError(
      `Unexpected --compat ${compat} beside a profile, expected rows as the reference: ${compat} compares rows`,
    )
  const { extra, missing, quality, shared } = checkColumns(names, reference.columns, {
    ...{ columns: current.columns, unheld, place },
  })
  const features: DriftFeature[] = []
  for await (const pair of pairsOf(shared, { reference, current })) {
    const column = { ...pair, methods: Object.hasOwn(methods, pair.name) ? methods[pair.name]! : [] }
    features.push(judged(column, compat, seed))
  }
  const gone = sayMissing(missing, { place, extra, alike: new Map() })
  return { features, quality: [...quality, ...gone] }
}

/** A column whose numbers a peer's way of judging cannot take, such as ones near 1e308, is told, and the others are judged. */
function judged(column: CompatColumn, compat: Compat, seed: number): DriftFeature {
  try {
    return compat === 'evidently' ? evidentlyFeature(column, seed) : nannymlFeature(column)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    const kind = column.reference.kind === 'text' ? 'categorical' : 'numeric'
    return peerFeature(column, kind, `${NAMES[compat]} cannot compare it: ${error.message}`)
  }
}

const NAMES: Readonly<Record<Compat, string>> = { evidently: 'Evidently', nannyml: 'NannyML' }
