import type { Host } from '../action.ts'
import type { Ledger } from '../ledger.ts'
import type { Project } from '../project.ts'

/**
 * The ledger to read from. A history is worth showing without it: where it cannot be reached a warning
 * says so, and outside Git there is none.
 */
export async function findLedger(
  _project: Pick<Project, 'root' | 'inGit'>,
  _host: Host,
  _local: boolean,
): Promise<Ledger | undefined> {
  return undefined
}
