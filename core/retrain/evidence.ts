/** What a training is begun for. */
export type ReasonKind = 'performance' | 'inputs' | 'schedule' | 'asked'

/** A reason as it is known again: what of a window asks for a training, or that somebody does at a time. */
export type NamedReason =
  | {
      readonly kind: 'performance' | 'inputs'
      /** That answered; none where logs do not tell versions apart. */
      readonly versions: readonly string[]
      /** Start of the first window of the episode; null where rows have no times. */
      readonly since: string | null
    }
  | { readonly kind: 'schedule' | 'asked'; readonly at: Date }

/**
 * The name of what a training is begun for, as the ledger keeps it: the same is not brought up twice. The version is in
 * that of a window: what a new one does is new.
 *
 * @returns begins with the kind
 * @example
 * evidenceName({ kind: 'performance', versions: ['v1.0.0'], since: null }) // 'performance of v1.0.0 since rows without times'
 */
export function evidenceName(reason: NamedReason): string {
  if ('at' in reason) return `${reason.kind} ${reason.at.toISOString()}`
  const { kind, since, versions } = reason
  return `${kind} of ${versions.join(', ') || 'production'} since ${since ?? 'rows without times'}`
}

/**
 * What kind of reason a name tells of.
 *
 * @returns undefined for a name that is none of ours
 * @example
 * kindOf('inputs of v1.0.0 since 2026-01-15T00:00:00.000Z') // 'inputs'
 */
export function kindOf(evidence: string): ReasonKind | undefined {
  return KINDS.find((kind) => evidence.startsWith(`${kind} `))
}

const KINDS: readonly ReasonKind[] = ['performance', 'inputs', 'schedule', 'asked']
