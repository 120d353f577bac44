import type { Host } from '../action.ts'
import type { Project } from '../project.ts'
import { findLedger } from '../runs/find-ledger.ts'
import { openHistory } from '../runs/open-history.ts'
import { type Records, rememberFiles } from './records.ts'

/** Opens all that a lineage is read from: runs, ledger, tags and the repository. */
export async function openRecords(project: Project, local: boolean, host: Host): Promise<Records> {
  const ledger = await findLedger(project, host, local)
  return {
    project,
    history: await openHistory(project, ledger, host),
    registry: new Map(),
    audit: (await ledger?.audit()) ?? [],
    fileAt: rememberFiles(project),
  }
}
