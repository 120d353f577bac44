import compare from 'semver/functions/compare.js'
import increase from 'semver/functions/inc.js'
import valid from 'semver/functions/valid.js'

/** Which part of a version grows. */
export const BUMPS = ['major', 'minor', 'patch'] as const
export type Bump = (typeof BUMPS)[number]

/**
 * Whether a text is a semantic version after a `v`.
 *
 * @see Semantic Versioning 2.0.0
 * @example
 * isVersion('v1.0.0-rc.1+gpu') // true
 */
export function isVersion(text: string): boolean {
  // semver trims, and takes `vv1.0.0` and `=1.0.0` too.
  return /^v\d\S*$/.test(text) && valid(text) !== null
}

/**
 * Orders versions as semver.org does: a pre-release comes before its release, what follows `+` does not count.
 *
 * @param a as `isVersion` knows them
 * @returns −1 if `a` is the lower, 0 if they rank the same, else 1
 * @example
 * compareVersions('v1.0.0-rc.2', 'v1.0.0') // -1
 */
export function compareVersions(a: string, b: string): number {
  return compare(a, b)
}

/**
 * The version after another. One after a pre-release is its release, where that is as large a step.
 *
 * @example
 * nextVersion('v1.2.3', 'minor') // 'v1.3.0'
 */
export function nextVersion(last: string, bump: Bump): string {
  return `v${increase(last, bump)}`
}
