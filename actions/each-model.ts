import { UserError } from '../core/errors.ts'
import { joinErrors } from '../core/join-errors.ts'
import { failureOfModel } from './failure-of-model.ts'
import type { Place } from './project.ts'

/** What became of the models, and what kept others from it. */
export interface EachDone<D> {
  readonly done: readonly D[]
  readonly failures: readonly UserError[]
}

/**
 * Does the same for each model: what is wrong with one keeps no other from it, and is told in the end, with
 * its name where there are several.
 *
 * @param place of their config
 * @throws {UserError} with all that was wrong, if it could be done for none
 */
export async function eachModel<M extends { readonly name: string }, D>(
  models: readonly M[],
  place: Pick<Place, 'directory'>,
  work: (model: M) => Promise<D>,
): Promise<EachDone<D>> {
  const done: D[] = []
  const failures: UserError[] = []
  for (const model of models) {
    try {
      done.push(await work(model))
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      failures.push(failureOfModel(error, place, models.length > 1 ? model.name : undefined))
    }
  }
  if (done.length === 0 && failures.length > 0) throw joinErrors(failures)
  return { done, failures }
}
