import { addValue, type BucketedWindow, dropOldest, emptyWindow } from './bucketed-window.ts'
import type { Detector } from './detector.ts'

export interface AdwinOptions {
  /** Chance of a false alarm at a look, δ. */
  readonly delta?: number
  /** Values between looks. */
  readonly clock?: number
  /** Buckets of one size before two are merged. */
  readonly mostBuckets?: number
  /** Values that either part of the window must have, ≥ 1. */
  readonly leastPart?: number
  /** Values before it may speak. */
  readonly grace?: number
}

/**
 * Adaptive windowing: can the window over the stream be cut in two parts whose means differ by more than chance allows?
 * Then the oldest values are forgotten until it cannot. As river has it, which begins anew after a change.
 *
 * Time O(log² values) a look, memory O(log values).
 *
 * @returns a detector; its `width` is how many of the newest values are alike, so it tells when the change was
 * @see Bifet & Gavaldà 2007, doi:10.1137/1.9781611972771.42; values from river 0.26 drift.ADWIN
 * @example
 * driftsOf(adwin(), Array.from({ length: 300 }, (_, i) => (i < 200 ? i % 2 : 5 + (i % 2)))) // [223]
 */
export function adwin({
  delta = 0.002,
  clock = 32,
  mostBuckets = 5,
  leastPart = 5,
  grace = 10,
}: AdwinOptions = {}): Detector & { readonly width: () => number } {
  let window = emptyWindow()
  let values = 0
  let changed = false
  const detect: Detector = (value) => {
    if (changed) {
      window = emptyWindow()
      values = 0
      changed = false
    }
    addValue(window, value, mostBuckets)
    values++
    if (values % clock !== 0 || window.width <= grace) return 'stable'
    while (hasCut(window, { delta, leastPart })) {
      dropOldest(window)
      changed = true
    }
    return changed ? 'drift' : 'stable'
  }
  return Object.assign(detect, { width: () => window.width })
}

function hasCut(window: BucketedWindow, { delta, leastPart }: { delta: number; leastPart: number }): boolean {
  const spread = window.squares / window.width
  const level = Math.log((2 * Math.log(window.width)) / delta)
  let [older, newer] = [0, window.width]
  let [ofOlder, ofNewer] = [0, window.sum]
  for (let r = window.rows.length - 1; r >= 0; r--) {
    const { sums } = window.rows[r]!
    for (let k = 0; k < sums.length; k++) {
      older += 2 ** r
      newer -= 2 ** r
      ofOlder += sums[k]!
      ofNewer -= sums[k]!
      if (older < leastPart || newer < leastPart) continue
      const inverse = 1 / (older - leastPart + 1) + 1 / (newer - leastPart + 1)
      const allowed = Math.sqrt(2 * inverse * spread * level) + (2 / 3) * level * inverse
      if (Math.abs(ofOlder / older - ofNewer / newer) > allowed) return true
    }
  }
  return false
}
