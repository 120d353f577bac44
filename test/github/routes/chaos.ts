import { randomBits } from '../../../core/stats/random.ts'

/** How often deliveries go wrong: shares in [0, 1], drawn with a seed. */
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
  const bits = randomBits(seed)
  const share = () => (bits() >>> 0) / 2 ** 32
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

type SixShares = [number, number, number, number, number, number]
