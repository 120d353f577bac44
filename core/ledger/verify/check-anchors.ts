import type { LedgerCommit } from '../transport.ts'
import { type Finding, short } from './finding.ts'

/** A commit that the ledger once had, and who says so. */
export interface Anchor {
  readonly commit: string
  /** `the tag delay@v1.0.0` */
  readonly said: string
  readonly tag: string | null
}

/** Anchors whose commit the ledger does not have: its history was written anew after they were made. */
export function missingAnchors(commits: readonly LedgerCommit[], anchors: readonly Anchor[]): Anchor[] {
  const known = new Set(commits.map(({ sha }) => sha))
  return anchors.filter(({ commit }) => !known.has(commit))
}

/** What missing anchors say, one finding for each commit that is missed. */
export function anchorFindings(missing: readonly Anchor[]): Finding[] {
  return [...Map.groupBy(missing, ({ commit }) => commit)].map(([commit, anchors]) => {
    const who = anchors.map(({ said }) => said).join(', ')
    const message = `The ledger was rewritten: it had the commit ${short(commit)}, as ${who} says, and has it no more`
    return { kind: 'rewritten', commit, path: null, tag: anchors[0]!.tag, message }
  })
}
