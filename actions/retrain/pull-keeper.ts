import type { Model } from '../../core/config.ts'
import type { PastTraining } from '../../core/retrain/past-training.ts'
import type { RetrainingPull } from '../../core/retrain/pull-rules.ts'
import type { Evidence } from '../../core/retrain/why-retrain.ts'

/** What a pull request is to be. */
export interface WantedPull {
  readonly title: string
  /** Markdown. */
  readonly body: string
  /** Of its commit. */
  readonly message: string
  /** Paths from where the config stands. */
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[]
}

/** Why there can be no pull request, as a sentence goes on. */
export interface WhyNoPull {
  readonly because: string
  /** Names what stands in the way until a person does something about it; undefined for what passes. */
  readonly stop: string | undefined
}

/** The pull requests of retraining, one a model at most. */
export interface PullKeeper {
  /** The one that is open, and the trainings until now that those of the model tell of, open or not. */
  readonly look: (
    model: Model,
    now: Date,
  ) => Promise<{ readonly open: RetrainingPull | undefined; readonly told: readonly PastTraining[] }>
  /** Why none can be opened or updated for a model now, so that training would be for nothing. */
  readonly mayNot: (model: Model) => Promise<WhyNoPull | undefined>
  /** Opens or updates it. */
  readonly propose: (
    model: Model,
    wanted: WantedPull,
  ) => Promise<{
    readonly pull: { readonly number: number; readonly url: string } | null
    readonly notes: readonly string[]
  }>
  /** Closes it where there is no reason for it any more. @returns what was done */
  readonly tidy: (
    model: Model,
    known: {
      readonly open: RetrainingPull
      readonly events: readonly PastTraining[]
      readonly found: Evidence | undefined
    },
  ) => Promise<readonly string[]>
}
