import { suggest, UserError } from '../errors.ts'
import type { JudgedGate } from '../governance/change.ts'

/**
 * The gate that somebody names as it is shown, `delay/roc_auc-min`, or without its model where one gate alone is called
 * so.
 *
 * @throws {UserError} if there is none of that name, with the nearest, or if several are
 */
export function findGate(gates: readonly JudgedGate[], named: string): JudgedGate {
  const exact = gates.find(({ id }) => id === named)
  if (exact !== undefined) return exact
  const ids = gates.map(({ id }) => id)
  const ending = gates.filter(({ id, model }) => id.slice(model.length + 1) === named)
  if (ending.length === 1) return ending[0]!
  if (ending.length > 1) {
    throw new UserError(`Unexpected gate \`${named}\`: expected one of ${ending.map(({ id }) => id).join(', ')}`)
  }
  throw new UserError(`Unknown gate \`${named}\`, ${suggest(named, ids)}`)
}
