import { UserError } from '../../core/errors.ts'
import { readRegistry } from '../../core/ledger/registry/read-registry.ts'
import type { Registry } from '../../core/ledger/registry/registry.ts'
import type { Host } from '../action.ts'
import type { Project } from '../project.ts'
import { annotated } from '../registry/open-registry.ts'
import { readTagsOf } from '../registry/read-tags.ts'
import { fromLedger } from '../runs/from-ledger.ts'
import { openHistory } from '../runs/open-history.ts'
import { type Records, rememberFiles } from './records.ts'

/** Opens all that a lineage is read from: runs, ledger, tags and the repository. */
export async function openRecords(project: Project, local: boolean, host: Host): Promise<Records> {
  const recorded = await fromLedger(project, host, local, async (ledger) => ({
    runs: await ledger.runs(),
    audit: await ledger.audit(),
  }))
  return {
    project,
    history: await openHistory(project, recorded?.runs ?? [], host),
    registry: await registryOf(project, local, host),
    audit: recorded?.audit ?? [],
    fileAt: rememberFiles(project),
  }
}

/** Versions and stages as origin has them; where it cannot be reached, as this clone last knew them. */
async function registryOf({ inGit, root }: Project, local: boolean, host: Host): Promise<Registry> {
  if (!inGit) return new Map()
  const read = await readTagsOf(root, { local }, host).catch((error: unknown) => {
    if (local || !(error instanceof UserError)) throw error
    host.warn(`Versions are shown as this clone knows them. ${error.message}`)
    return readTagsOf(root, { local: true }, host)
  })
  return readRegistry(annotated(read.tags))
}
