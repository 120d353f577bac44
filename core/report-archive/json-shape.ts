const QUOTE = 0x22
const ESCAPE = 0x5c
const OPENING = new Set([0x5b, 0x7b])
const COMMA = 0x2c
const CLOSING = new Set([0x5d, 0x7d])

/**
 * How deep lists and objects of a JSON text stand within each other, and how many values it has, found without making
 * them: what walks a value that is deep enough runs out of stack, and a few letters of text may be a value whose check
 * fails. Time O(n), no memory.
 *
 * @param json need not be valid; of what is not, the answer says nothing
 * @returns `deepest` is 0 for a bare value; `values` counts lists and objects too, an empty one as two
 * @example
 * jsonShape('{"a":[["]"]]}') // { deepest: 3, values: 4 }
 */
export function jsonShape(json: string): { readonly deepest: number; readonly values: number } {
  let values = 1
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let at = 0; at < json.length; at++) {
    const sign = json.charCodeAt(at)
    if (quoted) {
      if (sign === ESCAPE) at++
      else if (sign === QUOTE) quoted = false
    } else if (sign === QUOTE) quoted = true
    else if (sign === COMMA) values++
    else if (OPENING.has(sign)) {
      values++
      deepest = Math.max(deepest, ++depth)
    } else if (CLOSING.has(sign)) depth--
  }
  return { deepest, values }
}
