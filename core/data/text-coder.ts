import type { DuckDBVector } from '@duckdb/node-api'

/** Gives each text a code, in the order in which they come. */
export interface TextCoder {
  /** Codes of rows `from` (included) to `to` (excluded) of a vector of VARCHAR into `codes` at `at`; −1 where there is none. */
  readonly code: (
    vector: DuckDBVector,
    range: { readonly from: number; readonly to: number },
    codes: Int32Array,
    at: number,
  ) => void
  /** The texts, by code. */
  readonly levels: () => string[]
}

/** Bytes of a text that DuckDB keeps in the vector itself, after their number: with it four words, the rest of which are 0. */
const SHORT = 12
const WORDS = 4

/** Short texts that are known by their words; what is rarer is decoded each time. */
const MOST_KNOWN = 1024
const SLOTS = 4 * MOST_KNOWN

/**
 * Making a string of each row takes most of the time that reading text takes, so a short one that was seen before is known by its bytes.
 *
 * Time O(rows); memory 30 kB and the texts.
 */
export function textCoder(): TextCoder {
  const codeOf = new Map<string, number>()
  const known = new Uint32Array(MOST_KNOWN * WORDS)
  const codes = new Int32Array(MOST_KNOWN)
  /** One more than the number in `known`. */
  const slots = new Uint16Array(SLOTS)
  let count = 0

  const ofText = (text: string): number => {
    const found = codeOf.get(text)
    if (found !== undefined) return found
    codeOf.set(text, codeOf.size)
    return codeOf.size - 1
  }
  const ofWords = (words: Uint32Array, vector: DuckDBVector, row: number): number => {
    const first = row * WORDS
    const [length, a, b, c] = [words[first]!, words[first + 1]!, words[first + 2]!, words[first + 3]!]
    let slot = slotOf(length, a, b, c)
    for (let one = slots[slot]!; one > 0; one = slots[slot]!) {
      const at = (one - 1) * WORDS
      if (known[at] === length && known[at + 1] === a && known[at + 2] === b && known[at + 3] === c)
        return codes[one - 1]!
      slot = (slot + 1) % SLOTS
    }
    const code = ofText(vector.getItem(row) as string)
    if (count < MOST_KNOWN) {
      known.set(words.subarray(first, first + WORDS), count * WORDS)
      codes[count++] = code
      slots[slot] = count
    }
    return code
  }
  return {
    code(vector, { from, to }, into, at) {
      const { isValid, words } = memoryOf(vector)
      for (let row = from; row < to; row++) {
        if (!isValid(row)) into[at++] = -1
        else if (words[row * WORDS]! > SHORT) into[at++] = ofText(vector.getItem(row) as string)
        else into[at++] = ofWords(words, vector, row)
      }
    },
    levels: () => [...codeOf.keys()],
  }
}

function slotOf(length: number, a: number, b: number, c: number): number {
  let hash = Math.imul(length ^ a, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 15) ^ b, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13) ^ c, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) & (SLOTS - 1)
}

/** A vector's own memory, which the binding keeps private: four words a row, and a bit for each that has a value. */
function memoryOf(vector: DuckDBVector): {
  readonly words: Uint32Array
  readonly isValid: (row: number) => boolean
} {
  const { dataView, validity } = vector as unknown as {
    readonly dataView: DataView
    readonly validity: { readonly data: BigUint64Array | null }
  }
  const words = new Uint32Array(
    dataView.buffer,
    dataView.byteOffset,
    dataView.byteLength / Uint32Array.BYTES_PER_ELEMENT,
  )
  if (validity.data === null) return { words, isValid: () => true }
  const bits = new Uint8Array(validity.data.buffer, validity.data.byteOffset, validity.data.byteLength)
  return { words, isValid: (row) => (bits[row >>> 3]! & (1 << (row & 7))) !== 0 }
}
