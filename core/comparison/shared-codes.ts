import { type Column, textAt } from '../data/table.ts'

/** Two columns written as whole numbers that mean the same in both. Missing values are −1. */
interface SharedCodes {
  readonly a: Int32Array
  readonly b: Int32Array
  /** Codes are in [0, count). */
  readonly count: number
}

/**
 * Gives every distinct value of two columns one code, so that their rows can be matched by
 * comparing integers. Codes follow the order of first appearance, `a` first. A number equals a
 * text that spells it the way tables print it (`7`, `true`, ISO 8601 times).
 *
 * A hash table of our own, because a Map takes three times as long on a million numbers.
 * Time O(n), memory O(n).
 *
 * @example
 * sharedCodes(
 *   { kind: 'text', codes: Int32Array.of(0, 1), levels: ['x', 'y'] },
 *   { kind: 'text', codes: Int32Array.of(0, 1), levels: ['y', 'z'] },
 * ).b // Int32Array.of(1, 2)
 */
export function sharedCodes(a: Column, b: Column): SharedCodes {
  if (a.kind === 'number' && b.kind === 'number') {
    const [codesA, codesB, count] = encode(a.values, b.values, hashNumber, Number.isNaN)
    return { a: codesA, b: codesB, count }
  }
  const [levelsA, levelsB, count] = encode(textsOf(a), textsOf(b), hashText, (text) => text === '')
  return { a: codesOf(a, levelsA), b: codesOf(b, levelsB), count }
}

/** The texts of a column: its levels, or the cells of a number column. */
function textsOf(column: Column): readonly string[] {
  return column.kind === 'text' ? column.levels : Array.from(column.values, (_, row) => textAt(column, row))
}

function codesOf(column: Column, codeOfText: Int32Array): Int32Array {
  return column.kind === 'text' ? column.codes.map((level) => (level < 0 ? -1 : codeOfText[level]!)) : codeOfText
}

/** Open addressing with linear steps over a table at most half full; each slot holds a code. */
function encode<Value>(
  a: ArrayLike<Value>,
  b: ArrayLike<Value>,
  hash: (value: Value) => number,
  isMissing: (value: Value) => boolean,
): readonly [Int32Array, Int32Array, number] {
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * (a.length + b.length + 1)))).fill(-1)
  const mask = slots.length - 1
  const distinct: Value[] = []
  const codes = [a, b].map((values) => {
    const codeOfRow = new Int32Array(values.length).fill(-1)
    for (let row = 0; row < values.length; row++) {
      const value = values[row]!
      if (isMissing(value)) continue
      let slot = hash(value) & mask
      while (slots[slot]! >= 0 && distinct[slots[slot]!] !== value) slot = (slot + 1) & mask
      if (slots[slot]! < 0) slots[slot] = distinct.push(value) - 1
      codeOfRow[row] = slots[slot]!
    }
    return codeOfRow
  })
  return [codes[0]!, codes[1]!, distinct.length]
}

const bits = new Float64Array(1)
const words = new Uint32Array(bits.buffer)

function hashNumber(value: number): number {
  bits[0] = value + 0 // −0 becomes 0
  return mix(Math.imul(words[0]!, 0x9e3779b1) ^ Math.imul(words[1]!, 0x85ebca6b))
}

function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return mix(hash)
}

/** Spreads every bit over the low ones, which are those the table uses. */
function mix(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return (once ^ (once >>> 13)) >>> 0
}
