/** Memory for columns of numbers, which threads share, and which is lent again once it is given back. */
export interface Lender {
  /** Room for so many numbers. What is in it is left from before. */
  readonly lend: (rows: number) => Float64Array
  /** Whoever does so has no more use for them. Numbers that were not lent here are left alone. */
  readonly giveBack: (values: Float64Array) => void
}

/**
 * Lends memory of one size. With new memory for each column the system hands over every page anew, and Node goes through all of its heap for
 * each 30 MB of them, to find what may be given back.
 *
 * @param most numbers that are asked for at once; more are lent too, but not again
 * @example
 * const { giveBack, lend } = lendNumbers(1000)
 * giveBack(lend(1000))
 * lend(10) // in the same memory
 */
export function lendNumbers(most: number): Lender {
  // Weak: what is never given back goes when nobody has it.
  const lent = new WeakSet<ArrayBufferLike>()
  const free: ArrayBufferLike[] = []
  return {
    lend(rows) {
      const buffer = rows > most ? undefined : (free.pop() ?? new SharedArrayBuffer(most * BYTES))
      if (buffer === undefined) return new Float64Array(new SharedArrayBuffer(rows * BYTES))
      lent.add(buffer)
      return new Float64Array(buffer, 0, rows)
    },
    giveBack({ buffer }) {
      if (lent.delete(buffer)) free.push(buffer)
    },
  }
}

const BYTES = Float64Array.BYTES_PER_ELEMENT
