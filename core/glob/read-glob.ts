import { alternativesOf } from './alternatives.ts'
import { nameMatcher } from './name-matcher.ts'

/** What tells a glob from a path. */
export const GLOB = /[*?[\]{}]/

/** A longer one is refused in a config, and names nothing elsewhere. */
export const LONGEST_GLOB = 256

/** `**`: any folders. */
export const ANY_FOLDERS = Symbol('**')

/** What stands between two `/`. */
export type Part = typeof ANY_FOLDERS | ((name: string) => boolean)

/** So many globs are kept: each is compared with many paths. */
const MOST_KEPT = 1000

const kept = new Map<string, readonly (readonly Part[])[]>()

/** The parts of each glob that one stands for, by its braces; none for what is too long, or too many. */
export function readGlob(glob: string): readonly (readonly Part[])[] {
  const known = kept.get(glob)
  if (known !== undefined) return known
  const all = glob.length > LONGEST_GLOB ? [] : (alternativesOf(glob) ?? [])
  const read = all.map((one) => one.split('/').map((part) => (part === '**' ? ANY_FOLDERS : nameMatcher(part))))
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(glob, read)
  return read
}
