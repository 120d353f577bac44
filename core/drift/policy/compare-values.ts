import type { ComparedNumbers } from '../compared.ts'
import type { ComparedPair, OfBoth } from '../pairs/compare-pair.ts'
import { type Distances, distancesOf } from '../pairs/distances.ts'
import type { PairError } from '../pairs/pair-bounds.ts'
import type { Pooled } from '../statistics/pool.ts'

/**
 * What the default policy needs to know of a numeric column, from its pooled rows.
 *
 * Time O(n + m).
 *
 * @param missing rows of either side without a finite value
 * @param error where a side is a stored profile, as `pairNumbers` gives it
 * @example
 * comparePooled(pool(ascending([0, 2]), ascending([3, 5])), { reference: 0, current: 1 }).wasserstein // 3
 */
export function comparePooled(pooled: Pooled, missing: OfBoth, error?: PairError): ComparedNumbers {
  const known = { rows: { reference: pooled.n, current: pooled.m }, missing, distances: distancesOf(pooled) }
  return error === undefined || error.ks + error.wasserstein === 0 ? told(known) : { ...told(known), error }
}

/**
 * The same from the rows, as `comparePair` compared them, without ordering many of them; values that are missing or not finite are
 * counted apart.
 *
 * @returns undefined where a side has no finite value
 * @example
 * toldPair({ rows: {}, missing: {}, infinite: {}, distances: undefined }) // undefined
 */
export function toldPair({ rows, missing, infinite, distances, shape }: ComparedPair): ComparedNumbers | undefined {
  if (distances === undefined) return undefined
  const without = {
    reference: missing.reference + infinite.reference,
    current: missing.current + infinite.current,
  }
  return { ...told({ rows, missing: without, distances }), shape }
}

interface Known {
  readonly rows: OfBoth
  readonly missing: OfBoth
  readonly distances: Distances
}

function told({ rows, missing, distances }: Known): ComparedNumbers {
  const { ks, wasserstein, byChance, deviation, meanShift, bins } = distances
  return {
    kind: 'numbers',
    reference: { rows: rows.reference, missing: missing.reference },
    current: { rows: rows.current, missing: missing.current },
    ks,
    wasserstein,
    byChance,
    deviation,
    meanShift,
    bins,
  }
}
