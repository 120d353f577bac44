interface Compared {
  readonly candidate: { readonly artifact: { readonly digest: string } }
  readonly against: readonly { readonly artifact: { readonly digest: string } | null }[]
}

/**
 * Whether a model was compared with its own bytes: nothing differs then, and every gate on the difference passes.
 *
 * @example
 * comparesItself({ candidate: { artifact: { digest: 'a' } }, against: [{ artifact: { digest: 'a' } }] }) // true
 */
export function comparesItself({ against, candidate }: Compared): boolean {
  return against.some(({ artifact }) => artifact?.digest === candidate.artifact.digest)
}
