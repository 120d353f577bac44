/** @example shortCommit('4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4c3d2') // '4f5e6d7' */
export function shortCommit(sha: string): string {
  return sha.slice(0, 7)
}

/** @example shortDigest(`sha256:${'0a1b2c3d'.repeat(8)}`) // 'sha256:0a1b2c3d' */
export function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 8)
}

/**
 * The first of some names, and how many more there are.
 *
 * @example
 * fewOf(['a', 'b', 'c', 'd', 'e']) // 'a, b, c and 2 more'
 */
export function fewOf(names: readonly string[], between = ', '): string {
  const shown = names.slice(0, MOST).join(between)
  return names.length <= MOST ? shown : `${shown} and ${names.length - MOST} more`
}

const MOST = 3
