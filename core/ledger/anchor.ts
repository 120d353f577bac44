/**
 * A tag's message with the commit of the ledger that tells of it as its last line. Rewriting the
 * ledger would take that commit away, and `contender audit verify` would miss it.
 *
 * @example
 * withAnchor('Register v1.0.0 of delay', 'c0ffee…') // 'Register v1.0.0 of delay\n\nLedger: c0ffee…\n'
 */
export function withAnchor(message: string, commit: string): string {
  return `${message.trimEnd()}\n\nLedger: ${commit}\n`
}

/** The commit that a message names; undefined where it names none. */
export function anchorOf(message: string): string | undefined {
  return [...message.matchAll(/^Ledger: ([0-9a-f]{40}|[0-9a-f]{64})\r?$/gm)].at(-1)?.[1]
}
