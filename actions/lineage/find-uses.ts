import type { Uses } from '../../core/artifacts/lineage.ts'
import { usesOf } from '../../core/runs/uses-of.ts'
import { VERSION } from '../header.ts'
import { type Records, versionsOf } from './records.ts'

/** From a digest of data, or of any file, to the runs that read or made it, their commits and versions. */
export async function findUses(digest: string, records: Records): Promise<Uses> {
  const runs = records.history.read(records.history.names)
  const uses: Uses['uses'] = []
  for (const known of runs) {
    const as = usesOf(known, digest)
    if (as.length === 0) continue
    const { commit, id, model, started } = known.run
    uses.push({ model, run: id, started, commit, as, versions: await versionsOf(records, known.run) })
  }
  return { schema: 'contender/uses@1', contender: VERSION, digest, uses }
}
