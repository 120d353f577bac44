import { createHash } from 'node:crypto'

/** 64 bits of a value, in two halves: `index` chooses a register of a sketch, `rest` sets it. */
export interface Hash {
  readonly index: number
  readonly rest: number
}

const float = new Float64Array(1)
const halves = new Int32Array(float.buffer)
/** Which half is the lower depends on the machine; the hash must not. */
const LOW = new Uint8Array(Int32Array.of(1).buffer)[0] === 1 ? 0 : 1

/**
 * The hash of a number. Fixed for ever, as sketches of different versions must agree: the two halves of its 64 bits
 * are mixed into each other in four rounds, each of which can be undone, so that no two numbers have one hash.
 *
 * @param into is overwritten and returned: [index, rest] as unsigned 32-bit integers; a number a row needs no object a row
 * @example
 * [...hashNumber(1, new Uint32Array(2))] // [1119242563, 3758773094]
 */
export function hashNumber(value: number, into: Uint32Array): Uint32Array {
  float[0] = value
  let a = halves[LOW]!
  let b = halves[1 - LOW]!
  a ^= mix(b + 0x9e3779b9)
  b ^= mix(a + 0x7f4a7c15)
  a ^= mix(b + 0x94d049bb)
  b ^= mix(a + 0xbf58476d)
  into[0] = b
  into[1] = a
  return into
}

/** A permutation of 32 bits in which each bit of the answer hangs on each bit of `x` (constants of Wellons' lowbias32). */
function mix(x: number): number {
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return x ^ (x >>> 16)
}

/**
 * The hash of a text: the first 8 bytes of the MD5 of its UTF-8, which DuckDB can compute too.
 *
 * @example
 * hashText('') // { index: 0xd41d8cd9, rest: 0x8f00b204 }
 */
export function hashText(text: string): Hash {
  const bytes = createHash('md5').update(text).digest()
  return { index: bytes.readUInt32BE(0), rest: bytes.readUInt32BE(4) }
}
