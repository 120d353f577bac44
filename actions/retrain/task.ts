import type { Comparison, RunOutcome } from '../../core/artifacts/comparison.ts'
import type { UserError } from '../../core/errors.ts'
import type { RetrainEvent } from '../../core/ledger/event.ts'
import type { Challenge } from '../../core/retrain/judge-challenger.ts'
import type { ModelWindows } from '../../core/retrain/windows-file.ts'
import type { Host } from '../action.ts'
import type { Ledger } from '../ledger.ts'
import type { PullKeeper } from './pull-keeper.ts'

/** What all models of one run are retrained under. */
export interface RetrainTask {
  readonly host: Host
  /** The time that the run goes by. */
  readonly now: Date
  /** Undefined outside Git. */
  readonly ledger: Ledger | undefined
  /** Whether a model was named. */
  readonly asked: boolean
  readonly force: boolean
  /** Why, in the words of whoever asked. */
  readonly reason?: string | undefined
  readonly dryRun: boolean
  /** Writes the files of a win into the working tree. */
  readonly write: boolean
  /** Opens pull requests; undefined without GitHub. */
  readonly pulls: PullKeeper | undefined
}

/** Rows of which times a challenger learns from, and is compared on. */
export type PlannedWindows = Pick<ModelWindows, 'test' | 'train'>

/** A challenger that was trained and compared. */
export interface Tried {
  readonly event: RetrainEvent
  readonly windows: ModelWindows
  readonly challenge: Challenge | undefined
  readonly comparison: Comparison | undefined
}

/** What became of one model. */
export interface Retrained {
  readonly model: string
  /** nothing: there was no reason to train; would: a dry run found one; refused: it could not be judged fairly. */
  readonly became: 'nothing' | 'would' | 'refused' | 'failed' | 'lost' | 'undecided' | 'won'
  readonly outcome: RunOutcome
  readonly because: string
  /** Undefined where nothing was trained. */
  readonly tried: Tried | undefined
  readonly pull: { readonly number: number; readonly url: string } | null
  /** What was done, or would be, beside training: a sentence each. */
  readonly notes: readonly string[]
  /** Markdown for the issue about the model's drift, where a challenger did not win. */
  readonly issue: string | null
  /** What could not be done beside it, such as to record it: told once all models are done. */
  readonly failure?: UserError | undefined
}
