import { suggest, UserError } from '../errors.ts'
import { gradientBoosting } from './gradient-boosting/train.ts'
import { linear } from './linear/train.ts'
import type { Trainer } from './trainer.ts'

/** The trainers that `train.builtin` can name. */
const TRAINERS: ReadonlyMap<string, Trainer> = new Map([
  ['gradient-boosting', gradientBoosting],
  ['linear', linear],
])

/**
 * The built-in trainer of a name.
 *
 * @throws {UserError} naming the nearest trainer when there is none of that name
 * @example
 * builtinTrainer('linear')(data, { l2: 0.1 }, 7) instanceof Uint8Array // true
 */
export function builtinTrainer(name: string): Trainer {
  const trainer = TRAINERS.get(name)
  if (trainer !== undefined) return trainer
  throw new UserError(`Unknown built-in trainer \`${name}\`, ${suggest(name, [...TRAINERS.keys()])}`)
}
