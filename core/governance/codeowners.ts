import { matchSequence } from '../glob/match-sequence.ts'
import { once } from '../once.ts'

/** Where GitHub looks for the file, in this order; the first one that is there counts. */
export const CODEOWNERS_PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const

/** GitHub reads no larger one. */
const LARGEST = 3 * 1024 * 1024

/** A CODEOWNERS file, as GitHub reads it. */
export interface Codeowners {
  readonly rules: readonly OwnerRule[]
  /** Lines, from 1, that GitHub passes over: their pattern or an owner is not of its syntax. */
  readonly skipped: readonly number[]
}

interface OwnerRule {
  readonly pattern: string
  /** `@ann`, `@org/team` or an address; none: nobody owns what the pattern matches. */
  readonly owners: readonly string[]
  readonly matches: (path: string) => boolean
}

/**
 * Reads a CODEOWNERS file. Patterns are those of gitignore, by upper and lower case, but for three that GitHub does
 * not take and so passes over: `!`, `[ ]` and an escaped `#` at the beginning.
 *
 * @returns no rules for a file of 3 MB or more, which GitHub leaves unread
 * @see https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 * @example
 * parseCodeowners('*.js @js-owner').rules[0].owners // ['@js-owner']
 */
export function parseCodeowners(text: string): Codeowners {
  if (Buffer.byteLength(text) >= LARGEST) return { rules: [], skipped: [] }
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  const read = lines.map((line) => readLine(line.trim()))
  return {
    rules: read.filter((line) => typeof line === 'object'),
    skipped: read.flatMap((line, at) => (line === 'skipped' ? [at + 1] : [])),
  }
}

/** An organisation or a person, a team, or an address. */
const OWNER = /^(@[A-Za-z0-9_-]+(\/[A-Za-z0-9_.-]+)?|[^@\s]+@[^@\s]+)$/

function readLine(line: string): OwnerRule | 'empty' | 'skipped' {
  if (line === '' || line.startsWith('#')) return 'empty'
  // Words are parted by white space that no `\` stands before; a word that begins with # begins a comment.
  const words = line.match(/(?:\\.|\S)+/g) ?? []
  const [pattern, ...rest] = words
  const comment = rest.findIndex((word) => word.startsWith('#'))
  const owners = comment < 0 ? rest : rest.slice(0, comment)
  if (pattern === undefined || /^(!|\\#)|[[\]]/.test(pattern)) return 'skipped'
  if (!owners.every((owner) => OWNER.test(owner))) return 'skipped'
  return { pattern, owners, matches: matcherOf(pattern) }
}

/** Part of a pattern between two `/`: `**`, or the letters of a name, in which one or any number may be left open. */
type Part = typeof FOLDERS | readonly (string | typeof ONE | typeof MANY)[]

const FOLDERS = Symbol('**')
const ONE = Symbol('?')
const MANY = Symbol('*')

/**
 * Of gitignore, a pattern without `/` but at its end is about names in any folder, and one that matches a folder is
 * about all that is below. There `docs/*` means folders in docs too; in CODEOWNERS it means files in docs and nothing
 * further down. Time O(path × pattern): anybody may write a pattern that takes a regular expression for ever.
 */
function matcherOf(pattern: string): (path: string) => boolean {
  const pieces = literalsOf(pattern)
  const parts = once(() => partsOf(pattern))
  const isFlat = pattern.endsWith('/*') && !pattern.endsWith('**/*')
  const isFolder = pattern.endsWith('/')
  return (path) => {
    if (!pieces.every((piece) => path.includes(piece))) return false
    const names = path.split('/')
    if (!isFolder && matchesParts(names, parts())) return true
    return !isFlat && matchesParts(names, [...parts(), FOLDERS, [MANY]])
  }
}

function partsOf(pattern: string): readonly Part[] {
  const names = pattern.replace(/^\/|\/$/g, '').split('/')
  const isAnywhere = names.length === 1 && !pattern.startsWith('/')
  const parts = names.map((name): Part => (name === '**' ? FOLDERS : lettersOf(name)))
  // At the end, and where it is about folders, it stands for one at least.
  const last = parts.at(-1) === FOLDERS && pattern !== '**' ? [[MANY]] : []
  return [...(isAnywhere ? [FOLDERS] : []), ...parts, ...last] as readonly Part[]
}

function lettersOf(name: string): readonly (string | typeof ONE | typeof MANY)[] {
  return Array.from(name.matchAll(/\\?(.)/gsu), ([sign, letter]) => {
    if (sign === '*') return MANY
    return sign === '?' ? ONE : letter!
  })
}

function matchesParts(names: readonly string[], parts: readonly Part[]): boolean {
  return matchSequence<string, Part>(names, parts, FOLDERS, {
    fits: (name, part) => part !== FOLDERS && matchesName(name, part),
  })
}

function matchesName(name: string, letters: readonly (string | typeof ONE | typeof MANY)[]): boolean {
  return matchSequence(Array.from(name), letters, MANY, { fits: (letter, sign) => sign === ONE || sign === letter })
}

/** What every path that a pattern matches must hold: files of thousands of lines are mostly about other paths. */
function literalsOf(pattern: string): string[] {
  return pattern.split(/[*?\\]+/).map((piece) => piece.replace(/^\/+|\/+$/g, ''))
}

/** Rules by paths: a second or two of them. */
const MOST_COMPARED = 3e7

const TOO_MANY = 'nobody (CODEOWNERS has too many lines for a change of so many paths)'

/** A path that has owners. */
export interface OwnedPath {
  readonly path: string
  readonly owners: readonly string[]
}

/**
 * Owners of each path that has some: those of the last pattern that matches it, so that one without owners unsets
 * what was said before.
 *
 * @param paths from the top of the repository
 * @returns where both are too many to be compared, each path with an owner that is nobody
 * @example
 * ownersOf(['apps/a.js', 'apps/github/b'], parseCodeowners('/apps/ @octocat\n/apps/github')) // [{ path: 'apps/a.js', owners: ['@octocat'] }]
 */
export function ownersOf(paths: readonly string[], { rules }: Codeowners): OwnedPath[] {
  if (rules.length * paths.length > MOST_COMPARED) return paths.map((path) => ({ path, owners: [TOO_MANY] }))
  return paths.flatMap((path) => {
    const owners = rules.findLast(({ matches }) => matches(path))?.owners ?? []
    return owners.length === 0 ? [] : [{ path, owners }]
  })
}
