import { UserError } from '../../core/errors.ts'

/** A refusal that shows lines to add to a file. */
export class Refusal extends UserError {
  /** YAML. */
  readonly add: string

  constructor(message: string, { add }: { readonly add: string }) {
    super(message)
    this.add = add
  }
}
