import type { NumberColumn } from '../../core/data/table.ts'
import type { ComparedPair } from '../../core/drift/pairs/compare-pair.ts'
import type { Sample } from '../../core/drift/policy/measure-samples.ts'
import type { Apart } from './compare-apart.ts'
import { isColumn, type Samples } from './samples.ts'

interface Sides {
  readonly reference: Samples
  readonly current: Samples
}

/** Rows of both from which on a thread of its own, which takes a tenth of a second to start, pays. */
const MANY_ROWS = 2 ** 18

export function paysApart({ current, reference }: Sides): boolean {
  return reference.by === 'rows' && current.by === 'rows' && reference.rows + current.rows >= MANY_ROWS
}

/** What `pairsOf` begins when columns are read: they are compared apart, where they are numbers and no categories, as whole numbers may be. */
export function comparing({ compare }: Apart) {
  return (reference: Sample, current: Sample): Promise<ComparedPair> | undefined => {
    if (!isFloats(reference) || !isFloats(current)) return undefined
    const compared = compare(reference.values, current.values)
    // It is awaited in its turn, which is too late for Node to be told of a failure.
    compared.catch(() => undefined)
    return compared
  }
}

function isFloats(sample: Sample): sample is NumberColumn {
  return isColumn(sample) && sample.kind === 'number' && sample.type === 'float'
}
