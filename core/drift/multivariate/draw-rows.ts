import type { RandomBits } from '../../stats/random.ts'

/**
 * Draws rows at random, each set of them as likely as any other, in their order.
 *
 * @param most rows to draw; all where there are no more. Time O(rows), memory O(most)
 * @see Knuth 1998, The Art of Computer Programming 2, 3.4.2, algorithm S
 * @example
 * drawRows(3, 5, () => 7) // [0, 1, 2]
 */
export function drawRows(rows: number, most: number, bits: RandomBits): Uint32Array {
  const drawn = new Uint32Array(Math.min(rows, most))
  let held = 0
  for (let row = 0; held < drawn.length; row++) {
    // Every row that is left is as likely to be among those still wanted.
    if (((bits() >>> 0) / 2 ** 32) * (rows - row) < drawn.length - held) drawn[held++] = row
  }
  return drawn
}
