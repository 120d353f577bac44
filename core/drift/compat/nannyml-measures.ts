import type { DriftMethod } from '../methods.ts'
import { chiSquareHomogeneity } from '../statistics/chi-square-homogeneity.ts'
import type { Counts } from '../statistics/counts.ts'
import { hellinger } from '../statistics/hellinger.ts'
import { jensenShannon } from '../statistics/jensen-shannon.ts'
import { lInfinity } from '../statistics/l-infinity.ts'
import type { Pooled } from '../statistics/pool.ts'
import { type Shares, sharesOf } from '../statistics/shares.ts'
import type { Tested } from '../statistics/tested.ts'
import { nannymlCategories } from './nannyml-bins.ts'
import { nannymlKolmogorovSmirnov, nannymlWasserstein } from './nannyml-distances.ts'

/** The reference and other rows of its column. */
export type NannymlPair =
  | {
      readonly kind: 'numeric'
      /** Both only where a measure asks for it. */
      readonly pooled: () => Pooled
      readonly bins: () => Counts
    }
  | { readonly kind: 'categorical'; readonly counts: Counts }

type Numeric = Extract<NannymlPair, { kind: 'numeric' }>

const OF_NUMBERS: Partial<Record<DriftMethod, (pair: Numeric) => number>> = {
  js: ({ bins }) => ofShares(jensenShannon, bins()),
  hellinger: ({ bins }) => ofShares(hellinger, bins()),
  ks: ({ pooled }) => nannymlKolmogorovSmirnov(pooled()),
  wasserstein: ({ pooled }) => nannymlWasserstein(pooled()),
}

const OF_CATEGORIES: Partial<Record<DriftMethod, (counts: Counts) => number | Tested>> = {
  js: (counts) => ofShares(jensenShannon, nannymlCategories(counts)),
  hellinger: (counts) => ofShares(hellinger, nannymlCategories(counts)),
  l_infinity: (counts) => ofShares(lInfinity, counts),
  chi_square: (counts) => chiSquareHomogeneity(counts, { yates: true }),
}

/**
 * One of NannyML's measures of a column, by its own definition.
 *
 * @returns a distance, χ² with its p-value, or undefined where NannyML has no such measure for columns of this kind
 * @see nannyml/drift/univariate/methods.py, NannyML 0.13
 * @example
 * nannymlMeasure('l_infinity', { kind: 'categorical', counts: { reference: [1, 1], current: [1, 3] } }) // 0.25
 */
export function nannymlMeasure(method: DriftMethod, pair: NannymlPair): number | Tested | undefined {
  return pair.kind === 'numeric' ? OF_NUMBERS[method]?.(pair) : OF_CATEGORIES[method]?.(pair.counts)
}

function ofShares(distance: (p: Shares, q: Shares) => number, { reference, current }: Counts): number {
  return distance(sharesOf(reference), sharesOf(current))
}
