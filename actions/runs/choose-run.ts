import { UserError } from '../../core/errors.ts'
import { findRun, runsBack } from '../../core/runs/find-run.ts'
import type { KnownRun } from '../../core/runs/known-run.ts'
import type { History } from './open-history.ts'

/**
 * The run that a person means, read.
 *
 * @throws {UserError} if none goes by that name, or it cannot be read
 */
export function chooseRun(history: History, asked: string): KnownRun {
  if (history.names.length === 0)
    throw new UserError(`Unknown run \`${asked}\`: no run is known yet; \`contender train\` makes the first one`)
  const back = runsBack(asked)
  const names = back === undefined ? history.names : history.newest(back + 1).map(({ run }) => run)
  const name = findRun(asked, names)
  const [known] = history.read([name])
  if (known !== undefined) return known
  throw new UserError(`Unexpected content of run ${name.id} of ${name.model}, expected one that this version can read`)
}
