/**
 * Where the numbers of each digit start in the order of a counting sort.
 *
 * @param counts how many numbers have each digit; written to
 * @returns the same array
 * @example
 * countingStarts(Uint32Array.of(2, 0, 3)) // [0, 2, 2]
 */
export function countingStarts(counts: Uint32Array): Uint32Array {
  let start = 0
  for (let digit = 0; digit < counts.length; digit++) {
    const size = counts[digit]!
    counts[digit] = start
    start += size
  }
  return counts
}
