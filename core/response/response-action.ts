import type { DriftIssueState, EvidenceKind } from './drift-issue-state.ts'

/** Whose turn it is: 1 the owners, 2 those that it is escalated to. */
export type AlertLevel = 1 | 2

/** What a webhook is called for. */
type WebhookEvent = 'drift' | 'escalated' | 'healed'

/** One thing to do about a window of production, in the order of the plan. */
export type ResponseAction =
  /** Nobody is told: it is in the report and on the dashboard. */
  | { readonly do: 'show'; readonly because: string }
  /** One issue says so: made, edited or opened again. `state` is what was told before this plan, `held` as after it. */
  | { readonly do: 'keep_issue'; readonly state: DriftIssueState; readonly because: string }
  /** It has healed: the issue is closed with a last comment; one that a person closed only learns of it. */
  | { readonly do: 'close_issue'; readonly state: DriftIssueState; readonly because: string }
  | {
      readonly do: 'mention'
      readonly kind: EvidenceKind
      readonly level: AlertLevel
      readonly owners: readonly string[]
    }
  | {
      readonly do: 'call_webhook'
      readonly event: WebhookEvent
      readonly kind: EvidenceKind
      readonly level: AlertLevel
    }
  /** Something that would be done, and why it is not. */
  | { readonly do: 'hold'; readonly what: 'alert' | 'retrain'; readonly because: string }
  /** What is wrong with the settings themselves: a warning of the run, and in the issue. */
  | { readonly do: 'warn'; readonly because: string }
  /** `evidence`: what it is begun for, as the ledger keeps it. */
  | { readonly do: 'retrain'; readonly evidence: string; readonly because: string }
  /** Only ever proposed: who may do it is for `governance` to say. */
  | {
      readonly do: 'propose_rollback'
      readonly version: string
      readonly command: string
      readonly because: string
    }
