import type { Item } from './schema.ts'

/** Where an item of the checklist stands. Phrases are plain text: whoever shows them escapes them. */
export type ItemState =
  /** `by`: a phrase such as `@bob (maintain)` or `2 gates passed in delay (sha256:0a1b2c3d)`. */
  | { readonly state: 'met'; readonly by: string }
  /** A machine or a person has to do something: `because` says what is missing, `who` who can do it, as `@org/privacy`. */
  | {
      readonly state: 'missing'
      readonly because: string
      readonly who: readonly string[]
      /** Comments that would do it, each as it is to be written. */
      readonly commands?: readonly string[]
    }
  /** Nobody needs to do anything: the run has not left its report yet. */
  | { readonly state: 'waiting'; readonly because: string }

export type ChecklistItem = ItemState & { readonly item: Item }

/** A gate that did not pass and was accepted all the same, for the newest commit. */
export interface Exception {
  readonly gate: string
  readonly by: string
  readonly reason: string
}

/** What governance asks of one change, in the order of the policy. */
export interface Checklist {
  readonly items: readonly ChecklistItem[]
  readonly exceptions: readonly Exception[]
}

/** Who can do what only the change itself can: among `who`, beside roles, teams and people. */
export const AUTHOR = 'the author'
