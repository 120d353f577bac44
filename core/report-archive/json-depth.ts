const QUOTE = 0x22
const ESCAPE = 0x5c
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])

/**
 * How deep lists and objects of a JSON text stand within each other, found without making them: what walks a
 * value that is deep enough runs out of stack. Time O(n), no memory.
 *
 * @param json need not be valid; of what is not, the answer says nothing
 * @returns 0 for a bare value
 * @example
 * jsonDepth('{"a":[["]"]]}') // 3
 */
export function jsonDepth(json: string): number {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let at = 0; at < json.length; at++) {
    const sign = json.charCodeAt(at)
    if (quoted) {
      if (sign === ESCAPE) at++
      else if (sign === QUOTE) quoted = false
    } else if (sign === QUOTE) quoted = true
    else if (OPENING.has(sign)) deepest = Math.max(deepest, ++depth)
    else if (CLOSING.has(sign)) depth--
  }
  return deepest
}
