import fc from 'fast-check'
import type { NumberProfile } from '../../../core/artifacts/profile.ts'
import { type Places, placesOf } from '../../../core/data/profile/condense.ts'
import { countedDistinct } from '../../../core/data/profile/distinct.ts'
import { numberProfile } from '../../../core/data/profile/number-profile.ts'
import { sketchNumbers } from '../../../core/data/profile/registers.ts'

/** Finite numbers of every kind: ties, subnormals, huge, tiny, close to each other; never −0. */
export const number = fc
  .oneof(
    fc.integer({ min: -5, max: 5 }),
    fc.double({ min: -100, max: 100, noNaN: true }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer({ min: 0, max: 40 }).map((k) => 1 + k * Number.EPSILON),
    fc.integer({ min: 0, max: 40 }).map((k) => k * Number.MIN_VALUE),
    fc.constantFrom(Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, -Number.MIN_VALUE, 2 ** 53 - 1, 1e12),
  )
  .map((value) => value + 0)

/** Values of which some have many rows. */
export const values = fc
  .array(fc.tuple(number, fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 30 }))), { maxLength: 200, size: 'max' })
  .map((drawn) => drawn.flatMap(([value, rows]) => Array<number>(rows).fill(value)))

export function placesFor(values: Iterable<number>): Places {
  return placesOf(Array.from(values, (value) => ({ lo: value, hi: value, rows: 1 })))
}

/** The profile of a column of these values and no others. */
export function profileOf(values: readonly number[]): NumberProfile {
  const places = placesFor(values)
  return numberProfile({
    name: 'x',
    type: 'float',
    missing: 0,
    infinite: 0,
    pooled: 0,
    places,
    distinct: (complete) => countedDistinct(places.lo.length, complete ? undefined : sketchNumbers(places.lo)),
  })
}

/** The share of the values that are `x` or less. */
export function trueRank(values: readonly number[], x: number): number {
  return values.filter((value) => value <= x).length / values.length
}
