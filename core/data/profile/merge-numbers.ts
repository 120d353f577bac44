import type { NumberProfile } from '../../artifacts/profile.ts'
import { placesOf } from './condense.ts'
import { countedDistinct, mergeDistinct, registersOf } from './distinct.ts'
import { condensedOf, isComplete, numberProfile } from './number-profile.ts'
import { sketchNumbers } from './registers.ts'

/**
 * One column of numbers of several parts of the rows, as if it had been profiled whole: equal intervals are added,
 * then summed up again. The order of the parts makes no difference.
 *
 * @param parts one at least, of one name; integers and floats go together
 */
export function mergeNumbers(parts: readonly NumberProfile[]): NumberProfile {
  const held = parts.map(condensedOf)
  const places = placesOf(held.flatMap(({ intervals }) => intervals))
  return numberProfile({
    name: parts[0]!.name,
    type: parts.every(({ type }) => type === parts[0]!.type) ? parts[0]!.type : 'float',
    missing: parts.reduce((sum, { missing }) => sum + missing, 0),
    infinite: parts.reduce((sum, { infinite }) => sum + infinite, 0),
    pooled: parts.reduce((sum, { pooled }) => sum + pooled, 0),
    places,
    distinct: (complete) => {
      if (held.every(isComplete))
        return countedDistinct(places.lo.length, complete ? undefined : sketchNumbers(places.lo))
      return mergeDistinct(
        parts.map(({ distinct }, at) => ({
          distinct,
          registers: isComplete(held[at]!)
            ? sketchNumbers(held[at]!.intervals.map(({ lo }) => lo))
            : registersOf(distinct),
        })),
      )
    },
  })
}
