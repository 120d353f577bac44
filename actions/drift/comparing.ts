import type { Column, NumberColumn } from '../../core/data/table.ts'
import type { ComparedPair } from '../../core/drift/pairs/compare-pair.ts'
import type { Sample } from '../../core/drift/policy/measure-samples.ts'
import type { Apart } from './compare-apart.ts'
import type { Samples } from './samples.ts'

interface Sides {
  readonly reference: Samples
  readonly current: Samples
}

/** Rows of both from which on a thread of its own, which takes a tenth of a second to start, pays. */
const MANY_ROWS = 2 ** 18

export function paysApart({ current, reference }: Sides): boolean {
  return reference.by === 'rows' && current.by === 'rows' && reference.rows + current.rows >= MANY_ROWS
}

interface Compared {
  readonly reference: NumberColumn
  readonly current: NumberColumn
  readonly pair: ComparedPair
}

/**
 * What `pairsOf` begins when columns are read: they are compared apart, where they are numbers and no categories, as whole numbers may be.
 *
 * @returns the columns again, which now are elsewhere, and what was found; undefined where it is still to be done
 */
export function comparing({ compare }: Apart, sides: Sides) {
  return (reference: Sample, current: Sample): Promise<Compared> | undefined => {
    if (!isFloats(reference) || !isFloats(current)) return undefined
    const compared = compare(own(sides.reference, reference), own(sides.current, current)).then(
      ({ pair, ...values }): Compared => ({
        pair,
        reference: { ...reference, values: values.reference },
        current: { ...current, values: values.current },
      }),
    )
    // It is awaited in its turn, which is too late for Node to be told of a failure.
    compared.catch(() => undefined)
    return compared
  }
}

/** Gives the memory of columns back that were compared apart, and nobody else has: Node would get to it hundreds of MB later. */
export function release(...columns: readonly Column[]): void {
  for (const column of columns) if (column.kind === 'number') (column.values.buffer as ArrayBuffer).transfer(0)
}

/** Columns that are kept for later windows stay where they are. */
function own(side: Samples, { values }: NumberColumn): Float64Array {
  return side.by === 'rows' && side.kept ? values.slice() : values
}

function isFloats(sample: Sample): sample is NumberColumn {
  return isColumn(sample) && sample.kind === 'number' && sample.type === 'float'
}

/** Whether its rows are at hand. */
export function isColumn(sample: Sample): sample is Column {
  return 'codes' in sample || sample.kind === 'number'
}
