import { UserError } from '../../core/errors.ts'
import type { Host } from '../action.ts'
import { type Ledger, openLedger } from '../ledger.ts'
import type { Project } from '../project.ts'

/**
 * The ledger to read from. A history is worth showing without it: where it cannot be reached a warning
 * says so and this clone's own is taken; outside Git there is none.
 */
export async function findLedger(
  project: Pick<Project, 'root' | 'inGit'>,
  host: Host,
  local: boolean,
): Promise<Ledger | undefined> {
  if (!project.inGit) return undefined
  try {
    const ledger = await openLedger(project, host, { local })
    await ledger.head()
    return ledger
  } catch (error) {
    if (local || !(error instanceof UserError)) throw error
    host.warn(`Only what this clone knows is shown. ${error.message}`)
    return openLedger(project, host, { local: true })
  }
}
