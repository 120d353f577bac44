import { matchSequence } from './match-sequence.ts'

/**
 * Tells whether the name of a file or folder is what a glob without `/` says: `*` for any letters, `?` for one,
 * `[a-z]` for one of these, `[!a-z]` for any other. Only a `.` begins a name that begins with one.
 *
 * Time O(name × glob).
 *
 * @example
 * nameMatcher('part-[0-9].*')('part-7.csv') // true
 */
export function nameMatcher(glob: string): (name: string) => boolean {
  if (!/[*?[]/.test(glob)) return (name) => name === glob
  const signs = signsOf(Array.from(glob))
  const refusesPoint = /^([*?]|\[[!^])/.test(glob)
  return (name) => {
    if (refusesPoint && name.startsWith('.')) return false
    return matchSequence(Array.from(name), signs, MANY, { fits: (letter, sign) => sign(letter) })
  }
}

type Sign = (letter: string) => boolean

const MANY: Sign = () => true
const ONE: Sign = () => true

function signsOf(letters: readonly string[]): Sign[] {
  const signs: Sign[] = []
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at]!
    const end = letter === '[' ? endOfClass(letters, at) : -1
    if (end > 0) {
      signs.push(classOf(letters.slice(at + 1, end)))
      at = end
    } else if (letter === '*') signs.push(MANY)
    else signs.push(letter === '?' ? ONE : (other) => other === letter)
  }
  return signs
}

/** Where `[` is closed: `]` as its first letter is one of its letters. @returns -1 where it is not */
function endOfClass(letters: readonly string[], open: number): number {
  const first = open + (isNegation(letters[open + 1]) ? 2 : 1)
  return letters.indexOf(']', first + 1)
}

function isNegation(letter: string | undefined): boolean {
  return letter === '!' || letter === '^'
}

function classOf(letters: readonly string[]): Sign {
  const isNot = isNegation(letters[0])
  const ranges: (readonly [from: string, to: string])[] = []
  for (let at = isNot ? 1 : 0; at < letters.length; at++) {
    const isRange = letters[at + 1] === '-' && at + 2 < letters.length
    ranges.push([letters[at]!, letters[isRange ? at + 2 : at]!])
    if (isRange) at += 2
  }
  return (letter) => ranges.some(([from, to]) => from <= letter && letter <= to) !== isNot
}
