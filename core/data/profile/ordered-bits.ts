const float = new Float64Array(1)
const bits = new BigUint64Array(float.buffer)
const halves = new Int32Array(float.buffer)
/** Which half of a number's bytes is the upper depends on the machine. */
const HIGH = new Uint8Array(Int32Array.of(1).buffer)[0] === 1 ? 1 : 0
const SIGN = 1n << 63n
const ALL = (1n << 64n) - 1n

/**
 * The 64 bits of a number, turned so that they order as the numbers do.
 *
 * @param value a finite number, not −0
 * @returns a whole number in [0, 2⁶⁴)
 * @example
 * orderedBits(1) < orderedBits(1.5) // true
 */
export function orderedBits(value: number): bigint {
  float[0] = value
  const raw = bits[0]!
  return raw & SIGN ? raw ^ ALL : raw | SIGN
}

/**
 * The number that has these ordered bits; the nearest finite one where there is none. −0, which is no number of its
 * own here, gives the one below.
 *
 * @param ordered a whole number in [0, 2⁶⁴)
 * @example
 * fromOrderedBits(orderedBits(-0.1)) // -0.1
 */
export function fromOrderedBits(ordered: bigint): number {
  if (ordered < LEAST) return -Number.MAX_VALUE
  if (ordered > MOST) return Number.MAX_VALUE
  bits[0] = ordered & SIGN ? ordered ^ SIGN : ordered ^ ALL
  return Object.is(float[0], -0) ? -Number.MIN_VALUE : float[0]!
}

const LEAST = orderedBits(-Number.MAX_VALUE)
const MOST = orderedBits(Number.MAX_VALUE)

/** The upper 32 of the ordered bits of a finite number that is not −0; without a bigint, for every row of a column. */
export function highHalf(value: number): number {
  float[0] = value
  const high = halves[HIGH]!
  return (high < 0 ? ~high : high ^ 0x80000000) >>> 0
}

/** The lower 32 of them. */
export function lowHalf(value: number): number {
  float[0] = value
  return (halves[HIGH]! < 0 ? ~halves[1 - HIGH]! : halves[1 - HIGH]!) >>> 0
}

/** The number with these halves of its ordered bits; as `fromOrderedBits`, where there is one. */
export function fromHalves(high: number, low: number): number {
  const negative = high < 0x80000000
  halves[HIGH] = negative ? ~high : high ^ 0x80000000
  halves[1 - HIGH] = negative ? ~low : low
  return Object.is(float[0], -0) ? -Number.MIN_VALUE : float[0]!
}
