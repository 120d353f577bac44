const NUMBER = '0|[1-9]\\d*'
const WORD = `(?:${NUMBER}|\\d*[a-zA-Z-][0-9a-zA-Z-]*)`

/** A semantic version after its `v`, as semver.org writes it. */
export const VERSION_FORM = `v(?:${NUMBER})\\.(?:${NUMBER})\\.(?:${NUMBER})(?:-${WORD}(?:\\.${WORD})*)?(?:\\+[0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*)?`

const VERSION = new RegExp(`^${VERSION_FORM}$`)

/** Which part of a version grows. */
export const BUMPS = ['major', 'minor', 'patch'] as const
export type Bump = (typeof BUMPS)[number]

interface Parts {
  readonly numbers: readonly [major: number, minor: number, patch: number]
  readonly pre: readonly string[]
}

/**
 * @example
 * isVersion('v1.0.0-rc.1+gpu') // true
 */
export function isVersion(text: string): boolean {
  return VERSION.test(text)
}

/**
 * Orders versions as semver.org does: a pre-release comes before its release, what follows `+` does not count.
 *
 * @param a as `isVersion` knows them
 * @returns below 0 if `a` is the lower, 0 if they rank the same, else above 0
 * @see Semantic Versioning 2.0.0, item 11
 * @example
 * compareVersions('v1.0.0-rc.2', 'v1.0.0') // -1
 */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [partsOf(a), partsOf(b)]
  for (const at of [0, 1, 2] as const) {
    if (one.numbers[at] !== other.numbers[at]) return one.numbers[at] < other.numbers[at] ? -1 : 1
  }
  if (one.pre.length === 0 || other.pre.length === 0) return Math.sign(other.pre.length - one.pre.length)
  for (const [at, word] of one.pre.entries()) {
    const against = other.pre[at]
    if (against === undefined) return 1
    const order = compareWords(word, against)
    if (order !== 0) return order
  }
  return Math.sign(one.pre.length - other.pre.length)
}

/** Numbers by size and below words, words by their letters. */
function compareWords(a: string, b: string): number {
  const [one, other] = [a, b].map((word) => (/^\d+$/.test(word) ? Number(word) : undefined))
  if (one !== undefined && other !== undefined) return Math.sign(one - other)
  if (one !== undefined || other !== undefined) return one === undefined ? 1 : -1
  if (a === b) return 0
  return a < b ? -1 : 1
}

/**
 * The version after another. One after a pre-release is its release, where that is as large a step.
 *
 * @example
 * nextVersion('v1.2.3', 'minor') // 'v1.3.0'
 */
export function nextVersion(last: string, bump: Bump): string {
  const { numbers, pre } = partsOf(last)
  const [major, minor, patch] = numbers
  const open = pre.length > 0
  if (bump === 'major') return `v${open && minor === 0 && patch === 0 ? major : major + 1}.0.0`
  if (bump === 'minor') return `v${major}.${open && patch === 0 ? minor : minor + 1}.0`
  return `v${major}.${minor}.${open ? patch : patch + 1}`
}

function partsOf(version: string): Parts {
  const [main = '', ...rest] = version.slice(1).replace(/\+.*/, '').split('-')
  const [major, minor, patch] = main.split('.').map(Number)
  return { numbers: [major!, minor!, patch!], pre: rest.length === 0 ? [] : rest.join('-').split('.') }
}
