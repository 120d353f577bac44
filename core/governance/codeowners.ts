import ignore from 'ignore'

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

/**
 * Of gitignore, `docs/*` means folders in docs too, and so all that is below; in CODEOWNERS it means files in docs and
 * nothing further down.
 */
function matcherOf(pattern: string): (path: string) => boolean {
  let rule: ReturnType<typeof ignore> | undefined
  const flat = pattern.endsWith('/*') && !pattern.endsWith('**/*')
  const pieces = literalsOf(pattern)
  return (path) => {
    if (!pieces.every((piece) => path.includes(piece))) return false
    rule ??= ignore({ ignorecase: false }).add(pattern)
    if (!rule.ignores(path)) return false
    const folder = path.slice(0, path.lastIndexOf('/') + 1)
    return !(flat && folder !== '' && rule.ignores(folder))
  }
}

/** What every path that a pattern matches must hold: files of thousands of lines are mostly about other paths. */
function literalsOf(pattern: string): string[] {
  return pattern.split(/[*?\\]+/).map((piece) => piece.replace(/^\/+|\/+$/g, ''))
}

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
 * @example
 * ownersOf(['apps/a.js', 'apps/github/b'], parseCodeowners('/apps/ @octocat\n/apps/github')) // [{ path: 'apps/a.js', owners: ['@octocat'] }]
 */
export function ownersOf(paths: readonly string[], { rules }: Codeowners): OwnedPath[] {
  return paths.flatMap((path) => {
    const owners = rules.findLast(({ matches }) => matches(path))?.owners ?? []
    return owners.length === 0 ? [] : [{ path, owners }]
  })
}
