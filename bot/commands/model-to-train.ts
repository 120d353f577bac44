import type { Config } from '../../core/config.ts'
import { suggest, UserError } from '../../core/errors.ts'
import { Refusal } from './refusal.ts'

/**
 * The model that a command asks to train anew.
 *
 * @throws {UserError} if none can be, if there are several and none is named, or if it is unknown or has no `retrain`
 */
export function modelToTrain({ file, models }: Config, named: string | undefined): string {
  const retrained = models.filter(({ retrain }) => retrain !== undefined).map(({ name }) => name)
  if (named === undefined) {
    if (retrained.length === 1) return retrained[0]!
    if (retrained.length === 0) throw withoutSection(`No model of ${file} has a section \`retrain\``, models[0]!.name)
    throw new UserError(
      `Missing model, expected one of ${retrained.join(', ')}: \`/contender retrain ${retrained[0]}\``,
    )
  }
  if (retrained.includes(named)) return named
  if (models.some(({ name }) => name === named))
    throw withoutSection(`The model \`${named}\` of ${file} has no section \`retrain\``, named)
  const known = retrained.length > 0 ? retrained : models.map(({ name }) => name)
  throw new UserError(`Unknown model \`${named}\` in ${file}, ${suggest(named, known)}`)
}

/** The workflow would fail for the same reason, where whoever asked does not look. */
function withoutSection(because: string, model: string): Refusal {
  const add = `models:\n  ${model}:\n    retrain: { train_on: 90d, holdout: 14d }`
  return new Refusal(`${because}, expected one beside its \`train\` and \`drift\``, { add })
}
