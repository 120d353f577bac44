import { kindOfType } from '../../core/drift/quality/check-columns.ts'
import { type ColumnSketch, sketchColumn, sketchesApart } from '../../core/drift/quality/column-sketch.ts'
import { readOne, type Samples } from './samples.ts'

/** Columns that are gone, and new ones, that are looked into: each is read once, and each pair compared. */
export const MOST_LOOKED_INTO = 50
/** Distributions at most so far apart look alike. */
const ALIKE = 0.1

interface Sides {
  readonly reference: Samples
  readonly current: Samples
}

/**
 * For columns that are gone, the new one whose values are most like theirs, if there is one. Of many columns the first are looked into,
 * so that a window in which all have other names takes no longer than one in which all are there.
 *
 * @returns by the lost column's name; nothing where only summaries are there
 */
export async function alikeColumns(
  missing: readonly string[],
  extra: readonly string[],
  { current, reference }: Sides,
): Promise<ReadonlyMap<string, string>> {
  const alike = new Map<string, string>()
  if (reference.by === 'profile' || current.by === 'profile') return alike
  const kinds = new Set(missing.slice(0, MOST_LOOKED_INTO).map((name) => kindIn(reference, name)))
  const fresh = await sketches(
    extra.filter((name) => kinds.has(kindIn(current, name))),
    current,
  )
  if (fresh.length === 0) return alike
  for (const [name, lost] of await sketches(missing, reference)) {
    let nearest = ALIKE
    for (const [other, sketch] of fresh) {
      const apart = sketchesApart(lost, sketch)
      if (apart > nearest) continue
      nearest = apart
      alike.set(name, other)
    }
  }
  return alike
}

async function sketches(
  names: readonly string[],
  samples: Extract<Samples, { by: 'rows' }>,
): Promise<(readonly [name: string, sketch: ColumnSketch])[]> {
  const found: (readonly [string, ColumnSketch])[] = []
  for (const name of names.slice(0, MOST_LOOKED_INTO)) {
    const column = await readOne(samples, name)
    found.push([name, sketchColumn(column)])
    samples.giveBack(column)
  }
  return found
}

function kindIn({ columns }: Samples, wanted: string): string {
  return kindOfType(columns.find(({ name }) => name === wanted)!.type)
}
