import { UserError } from '../core/errors.ts'
import { joinErrors } from '../core/join-errors.ts'
import type { Host } from './action.ts'

/** What became of a model, for a person who reads of another's failure. */
interface Done {
  readonly model: string
  readonly became: string
  readonly because: string
}

/**
 * Does the same for each model: what is wrong with one keeps no other from it, and is told in the end.
 *
 * @throws {UserError} with all that was wrong; what became of the others is warned of then
 */
export async function eachModel<M, D extends Done>(
  models: readonly M[],
  work: (model: M) => Promise<D>,
  { warn }: Pick<Host, 'warn'>,
): Promise<D[]> {
  const done: D[] = []
  const wrong: UserError[] = []
  for (const model of models) {
    try {
      done.push(await work(model))
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      wrong.push(error)
    }
  }
  if (wrong.length === 0) return done
  for (const { because, became, model } of done) warn(`${model}: ${became}, ${because}`)
  throw joinErrors(wrong)
}
