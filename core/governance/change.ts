import type { RunOutcome } from '../artifacts/comparison.ts'
import type { AuditEvent } from '../ledger/event.ts'
import type { Role } from './schema.ts'

/** An approving review of a pull request, of its newest commit. */
export interface Approval {
  readonly login: string
  /** In the repository, as GitHub had it when it was asked. */
  readonly role: Role | undefined
}

/** One gate of one model, judged under the policy that rules. */
export interface JudgedGate {
  readonly model: string
  /** Short and stable, for commands: `delay/roc_auc-against-base`. */
  readonly id: string
  /** `roc_auc against base, margin 0.005` */
  readonly rule: string
  readonly outcome: RunOutcome | 'not_applicable'
  readonly because: string
  /** Of a gate on fairness: the column whose groups are judged. */
  readonly by?: string | undefined
  /** Who accepted it though it did not pass, for this head. */
  readonly accepted?: { readonly by: string; readonly reason: string } | undefined
}

/** GitHub names no more commits of a pull request: where it names as many, there may be more. */
export const MOST_COMMITS_NAMED = 250

/**
 * Logins of the author, and of authors and committers of its commits, in lower case; `anybody` where it may have more
 * commits than GitHub names, for then everybody may have made a part of it.
 */
export type Contributors = ReadonlySet<string> | 'anybody'

/** What the report of a change comes to; numbers are its author's, outcomes ours. */
export interface JudgedModel {
  readonly model: string
  readonly outcome: RunOutcome
  /** Digest of the model file that was judged. */
  readonly digest: string
  readonly gates: readonly JudgedGate[]
  /** Checks of the data by name; undefined where the report has none. */
  readonly data: readonly { readonly check: string; readonly outcome: 'pass' | 'warn' | 'fail' }[] | undefined
}

/**
 * A pull request, or one of a merge group, as far as the checklist needs it: plain facts, each by GitHub's own word
 * but for what stands in `judged`.
 */
export interface Change {
  readonly pull: number
  /** Newest commit: what people sign counts for it alone. */
  readonly head: string
  /** Login; undefined where the account is gone. */
  readonly author: string | undefined
  readonly contributors: Contributors
  /** Paths that it adds, edits, removes or renames (both names), from the top of the repository. */
  readonly paths: readonly string[]
  /** The same without those that it removes. */
  readonly present: readonly string[]
  /** Of `paths`, those that say how it is judged: workflow, contender.yml, test data, evaluation code. */
  readonly judging: readonly string[]
  /** Models that it touches. */
  readonly models: readonly string[]
  /** Models that it takes out of contender.yml. */
  readonly removed: readonly string[]
  /** Opened to retrain a model. */
  readonly retraining: boolean
  /** Undefined until the run of the newest commit has left a report. */
  readonly judged: readonly JudgedModel[] | undefined
  /** A report is still to say which model files it makes: until then nobody can sign for them. */
  readonly awaited: boolean
  /** Why none comes unless somebody does something: the run is over without one, has not begun, or waits for approval. */
  readonly unreported?: string | undefined
  /** Of anybody: who counts is decided here. */
  readonly approvals: readonly Approval[]
  /** Owners of each changed path that has some by CODEOWNERS, and whether one of them approves it: `approveOwned`. */
  readonly owned: readonly { readonly path: string; readonly owners: readonly string[]; readonly approved: boolean }[]
  /** card.yml at the head, parsed; undefined where there is none. */
  readonly card: unknown
  /** Events of the ledger about this pull request, oldest first. */
  readonly events: readonly AuditEvent[]
}
