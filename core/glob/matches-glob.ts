import { matchSequence } from './match-sequence.ts'
import { nameMatcher } from './name-matcher.ts'
import { ANY_FOLDERS, type Part, readGlob } from './read-glob.ts'

/**
 * Whether a path is what a glob says: `*`, `?` and `[a-z]` within a name, `**` for any folders, `{a,b}` for one of
 * these. As Node's `path.matchesGlob` answers where a glob has no other signs, but by upper and lower case on every
 * system: globs and paths come from strangers, who must not choose how long the answer takes.
 *
 * Time O(path × glob) for each of at most 64 alternatives.
 *
 * @param path `/` between folders
 * @example
 * matchesGlob('data/2026/test.csv', 'data/2*' + '/*.{csv,parquet}') // true
 */
export function matchesGlob(path: string, glob: string): boolean {
  const names = path.split('/')
  return readGlob(glob).some((parts) => matchesParts(names, parts))
}

const ANY_NAME = nameMatcher('*')

/** `**` stands for no name too, but where something stands before it and nothing behind. */
function matchesParts(names: readonly string[], parts: readonly Part[]): boolean {
  const pattern = parts.length > 1 && parts.at(-1) === ANY_FOLDERS ? [...parts, ANY_NAME] : parts
  return matchSequence<string, Part>(names, pattern, ANY_FOLDERS, {
    fits: (name, part) => part !== ANY_FOLDERS && part(name),
    takes: (name) => !name.startsWith('.'),
  })
}
