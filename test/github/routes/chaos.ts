import { randomBits } from '../../../core/stats/random.ts'
import type { Fault } from '../world.ts'

/** How often deliveries, and calls of the API, go wrong: shares in [0, 1], drawn with a seed. */
export interface Chaos {
  readonly seed: number
  /** Arrives twice, under one GUID. */
  readonly duplicate?: number
  /** Arrives after one to three that came later. */
  readonly reorder?: number
  /** Fails on its way, and stands in the list of deliveries as failed. */
  readonly drop?: number
  /** Was never made, and stands nowhere. */
  readonly lose?: number
  /** Arrives so many milliseconds later, by the injected clock. */
  readonly delay?: { readonly share: number; readonly ms: number }
  /** Calls of the API that are answered with 502 in the place of the work. */
  readonly errors?: number
  /** Calls whose work is done, and that are answered with 502 all the same. */
  readonly lateErrors?: number
}

/** What becomes of one delivery. */
export interface Fate {
  readonly copies: number
  readonly behind: number
  readonly delay: number
  readonly dropped: boolean
  readonly lost: boolean
}

/**
 * Draws the fate of one delivery after another. Each draw uses up the same number of random bits, so that one
 * share can change without changing what happens to the others.
 *
 * @example
 * chaosOf({ seed: 7 })() // { copies: 1, behind: 0, delay: 0, dropped: false, lost: false }
 */
export function chaosOf({ delay, drop = 0, duplicate = 0, lose = 0, reorder = 0, seed }: Chaos): () => Fate {
  const share = shares(seed)
  return () => {
    const [duplicated, reordered, behind, dropped, lost, delayed] = Array.from({ length: 6 }, share) as SixShares
    return {
      copies: duplicated < duplicate ? 2 : 1,
      behind: reordered < reorder ? 1 + Math.floor(behind * 3) : 0,
      delay: delayed < (delay?.share ?? 0) ? delay!.ms : 0,
      dropped: dropped < drop,
      lost: lost < lose,
    }
  }
}

/** Faults that hit calls of the API by chance; the draws of each are its own. */
export function errorsOf({ errors = 0, lateErrors = 0, seed }: Chaos): readonly Fault[] {
  const [share, lateShare] = [shares(seed + 1), shares(seed + 2)]
  const error = { match: '*', times: Number.POSITIVE_INFINITY, status: 502 }
  return [
    { ...error, chance: () => share() < errors },
    { ...error, chance: () => lateShare() < lateErrors, late: true },
  ]
}

/** Draws from [0, 1). */
function shares(seed: number): () => number {
  const bits = randomBits(seed)
  return () => (bits() >>> 0) / 2 ** 32
}

type SixShares = [number, number, number, number, number, number]
