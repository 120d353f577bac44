import type { Distinct } from '../../artifacts/profile.ts'
import { LEAST_ROWS } from './condense.ts'
import { estimate, foldTo, join, LEAST_REGISTERS, type Registers, standardErrorOf } from './registers.ts'

/**
 * An exact count of different values.
 *
 * @param registers of a sketch of the values, for merging; undefined where the values themselves are told, or must not be
 */
export function countedDistinct(count: number, registers?: Registers): Distinct {
  return { estimate: count, error: 0, by: 'count', ...kept(registers, count) }
}

/**
 * What a sketch says of the number of different values.
 *
 * @param bounds there are surely no fewer and no more
 * @param keep whether registers go into the answer
 */
export function sketchedDistinct(
  registers: Registers,
  { least, most }: { readonly least: number; readonly most: number },
  keep = true,
): Distinct {
  const about = Math.min(most, Math.max(least, estimate(registers)))
  return {
    estimate: about,
    error: standardErrorOf(registers.length),
    by: 'sketch',
    ...(keep && kept(registers, about)),
  }
}

/** A part of the rows: its number of different values, and a sketch of them where there is one. */
export interface DistinctPart {
  readonly distinct: Distinct
  readonly registers: Registers | undefined
}

/**
 * The number of different values of several parts together: by their sketches, else between the most of any part
 * and the sum of all.
 */
export function mergeDistinct(parts: readonly DistinctPart[]): Distinct {
  const ends = parts.map(({ distinct }) => endsOf(distinct))
  const least = Math.max(...ends.map(([low]) => low))
  const most = ends.reduce((sum, [, high]) => sum + high, 0)
  if (parts.every(({ registers }) => registers !== undefined)) {
    return sketchedDistinct(parts.map(({ registers }) => registers!).reduce(join), { least, most })
  }
  const middle = (least + most) / 2
  return { estimate: middle, error: middle === 0 ? 0 : (most - least) / 2 / middle, by: 'bounds' }
}

/** Between what an estimate surely lies; four standard errors where it is one of a sketch. */
function endsOf({ by, error, estimate }: Distinct): [low: number, high: number] {
  const reach = by === 'sketch' ? 4 * error : error
  return [estimate * Math.max(0, 1 - reach), estimate * (1 + reach)]
}

/**
 * Registers tell whether a value that someone guesses may be among the rows. So a sketch has no more of them than
 * that each stands for `LEAST_ROWS` different values, as a rule; then hardly any guess is ruled out.
 */
function kept(registers: Registers | undefined, count: number): { registers?: string } {
  if (registers === undefined) return {}
  const size = Math.min(registers.length, 2 ** Math.floor(Math.log2(count / LEAST_ROWS)))
  return size < LEAST_REGISTERS ? {} : { registers: Buffer.from(foldTo(registers, size)).toString('base64') }
}

/** The registers that a profile holds; undefined where it holds none. */
export function registersOf({ registers }: Distinct): Registers | undefined {
  return registers === undefined ? undefined : new Uint8Array(Buffer.from(registers, 'base64'))
}
