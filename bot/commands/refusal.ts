import { UserError } from '../../core/errors.ts'

/** What a refusal shows beside its reason. */
export interface Shown {
  /** Lines of YAML to add to a file. */
  readonly add?: string
  /** The page of a run, as GitHub gives it. */
  readonly run?: string
}

/** A refusal with more to show than a sentence. */
export class Refusal extends UserError {
  readonly shown: Shown

  constructor(message: string, shown: Shown, options?: ErrorOptions) {
    super(message, options)
    this.shown = shown
  }
}
