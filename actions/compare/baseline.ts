import type { Subject } from '../evaluate/subject.ts'

/** A model to compare with, in a role. */
export interface Baseline {
  /** `base`, `production` or a version. */
  readonly role: string
  /** Commit, version or file. */
  readonly ref: string
  /** A person named it; else it is the base commit's, which the change may have made impossible to run. */
  readonly named: boolean
  readonly subject: Subject
}

/** Baselines of one model, and sentences about them and about those that do not exist. */
export interface Baselines {
  readonly found: readonly Baseline[]
  /** What should be compared with and cannot be read. */
  readonly unreadable: readonly Pick<Baseline, 'role' | 'ref'>[]
  readonly notes: readonly string[]
}

export const NONE: Baselines = { found: [], unreadable: [], notes: [] }

/** One baseline, and what there is to say of it. */
export function only(baseline: Baseline, notes: readonly string[] = []): Baselines {
  return { ...NONE, found: [baseline], notes }
}
