import { UserError } from '../../core/errors.ts'
import type { Host } from '../action.ts'
import { type Ledger, openLedger } from '../ledger.ts'
import type { Project } from '../project.ts'

/**
 * What the ledger holds, for a history that is worth showing without it too: where the ledger of origin
 * cannot be reached or read, a warning says so and this clone's own is taken. Undefined where there is none.
 *
 * @param local this clone's own from the start
 */
export async function fromLedger<T>(
  project: Pick<Project, 'root' | 'inGit'>,
  host: Host,
  local: boolean,
  read: (ledger: Ledger) => Promise<T>,
): Promise<T | undefined> {
  if (!project.inGit) return undefined
  try {
    return await read(await openLedger(project, host, { local }))
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    host.warn(`Only what is known here is shown. ${error.message}`)
    // What is wrong with this clone's own, if it is that too, would be the same sentence again.
    return local ? undefined : fromLedger(project, { ...host, warn: () => undefined }, true, read)
  }
}
