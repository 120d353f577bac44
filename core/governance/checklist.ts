import type { Item } from './schema.ts'

/** Where an item of the checklist stands. */
export type ItemState =
  /** `by`: a phrase such as `@bob (maintain)` or `2 gates passed`. */
  | { readonly state: 'met'; readonly by: string }
  /** A machine or a person has to do something: `because` says what is missing, `who` who can do it, as `@org/privacy`. */
  | { readonly state: 'missing'; readonly because: string; readonly who: readonly string[] }
  /** Nobody needs to do anything: the run has not left its report yet. */
  | { readonly state: 'waiting'; readonly because: string }

export type ChecklistItem = ItemState & { readonly item: Item }

/** What governance asks of one change, in the order of the policy. */
export interface Checklist {
  readonly items: readonly ChecklistItem[]
}
