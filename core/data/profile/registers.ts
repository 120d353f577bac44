import { hashNumber, hashText } from './hash.ts'

/** Registers of a HyperLogLog sketch: 2ᵏ of them, each the most leading zeros, plus one, of the hashes it was shown. */
export type Registers = Uint8Array

/** Registers of a sketch at first; smaller ones come of it by `foldTo`. */
export const MOST_REGISTERS = 2048

/** With fewer registers a sketch says too little to be kept. */
export const LEAST_REGISTERS = 64

/** Whether a sketch may have so many registers. */
export function isSketch(size: number): boolean {
  return size >= LEAST_REGISTERS && size <= MOST_REGISTERS && Number.isInteger(Math.log2(size))
}

/** Shows a value to a sketch, of a power of two of registers. The same value again changes nothing. */
export function show(registers: Registers, index: number, rest: number): void {
  const at = index >>> (1 + Math.clz32(registers.length))
  const zeros = Math.clz32(rest) + 1
  if (registers[at]! < zeros) registers[at] = zeros
}

/**
 * A sketch of numbers.
 *
 * @example
 * Math.round(estimate(sketchNumbers([1, 2, 2]))) // 2
 */
export function sketchNumbers(values: Iterable<number>): Registers {
  const registers = new Uint8Array(MOST_REGISTERS)
  const hash = new Uint32Array(2)
  for (const value of values) {
    hashNumber(value, hash)
    show(registers, hash[0]!, hash[1]!)
  }
  return registers
}

/**
 * A sketch of texts.
 *
 * @example
 * Math.round(estimate(sketchTexts(['a', 'b', 'b']))) // 2
 */
export function sketchTexts(texts: Iterable<string>): Registers {
  const registers = new Uint8Array(MOST_REGISTERS)
  for (const text of texts) {
    const { index, rest } = hashText(text)
    show(registers, index, rest)
  }
  return registers
}

/**
 * The sketch that the same values would have made in fewer registers.
 *
 * @param size a power of two, at most that of `registers`
 */
export function foldTo(registers: Registers, size: number): Registers {
  const by = registers.length / size
  return Uint8Array.from({ length: size }, (_, at) => Math.max(...registers.subarray(at * by, (at + 1) * by)))
}

/** The sketch of the values of both: exactly what it would be of all of them together. */
export function join(a: Registers, b: Registers): Registers {
  const size = Math.min(a.length, b.length)
  const [left, right] = [foldTo(a, size), foldTo(b, size)]
  return left.map((zeros, at) => Math.max(zeros, right[at]!))
}

/**
 * How many different values a sketch was shown, about.
 *
 * @returns a number ≥ 0, with the relative standard error `standardErrorOf(registers.length)`
 * @see Flajolet, Fusy, Gandouet & Meunier 2007; this estimate, without bias at small and large numbers, is that of
 * Ertl 2017, arXiv:1702.01284, algorithm 6
 * @example
 * estimate(sketchNumbers([])) // 0
 */
export function estimate(registers: Registers): number {
  const size = registers.length
  const counts = new Float64Array(MOST_ZEROS + 1)
  for (const zeros of registers) counts[zeros]!++
  if (counts[0] === size) return 0
  let sum = size * tau(1 - counts[MOST_ZEROS]! / size)
  for (let zeros = MOST_ZEROS - 1; zeros >= 1; zeros--) sum = (sum + counts[zeros]!) / 2
  return size ** 2 / (2 * Math.LN2 * (sum + size * sigma(counts[0]! / size)))
}

/** 32 bits of a hash may all be zeros. */
const MOST_ZEROS = 33

/** x + Σ x^(2^k) 2^(k−1) over k ≥ 1, for x in [0, 1). */
function sigma(x: number): number {
  let sum = x
  for (let power = x * x, weight = 1; power * weight > sum * Number.EPSILON; power *= power, weight *= 2) {
    sum += power * weight
  }
  return sum
}

/** (1 − x − Σ (1 − x^(2^−k))² 2^−k over k ≥ 1) / 3, for x in [0, 1]. */
function tau(x: number): number {
  if (x === 0 || x === 1) return 0
  let sum = 1 - x
  for (let root = Math.sqrt(x), weight = 0.5; weight > Number.EPSILON; root = Math.sqrt(root), weight /= 2) {
    sum -= (1 - root) ** 2 * weight
  }
  return sum / 3
}

/**
 * The relative standard error of the estimate of so many registers.
 *
 * @example
 * standardErrorOf(2048) // 0.0229580283403
 */
export function standardErrorOf(size: number): number {
  return Math.sqrt((3 * Math.LN2 - 1) / size)
}
