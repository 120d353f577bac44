import type { Drift } from '../../core/artifacts/drift.ts'
import type { Card } from '../../core/card/card.ts'
import { few } from '../../core/few.ts'
import { namesVersion } from '../../core/ledger/registry/names-version.ts'
import { readRegistry } from '../../core/ledger/registry/read-registry.ts'
import type { Registry } from '../../core/ledger/registry/registry.ts'
import type { Host } from '../action.ts'
import { fileOfVersion, rememberFiles } from '../lineage/records.ts'
import type { Project } from '../project.ts'
import { annotated } from '../registry/open-registry.ts'
import { readTagsOf } from '../registry/read-tags.ts'

interface Asked {
  readonly model: string
  /** SHA-256 of its file. */
  readonly digest: string
  /** The version that it is said to be. */
  readonly version: string | undefined
}

/**
 * What a window of production says of one model file: only where a version that answered in it is this file, by its
 * digest, by the registry of this clone or, of a version that is not registered, by the name that the card is given.
 *
 * @returns the verdict on that version, or why there is none
 */
export async function driftOfModel(
  drift: Drift,
  { digest, model, version }: Asked,
  project: Project,
  host: Host,
): Promise<Pick<Card['evidence'], 'drift' | 'noDrift'>> {
  const [inCharge] = drift.versions
  if (inCharge === undefined) return { drift: undefined, noDrift: NAMELESS }
  const registry = project.inGit
    ? readRegistry(annotated((await readTagsOf(project.root, { local: true }, host)).tags))
    : (new Map() as Registry)
  const files = { fileAt: rememberFiles(project) }
  const isThis = async (name: string): Promise<boolean> => {
    if (namesVersion(name, { ref: undefined, digest })) return true
    const registered = registry.get(model)?.versions.find((one) => one.version === name)
    const known = registered && (await fileOfVersion(files, model, registered)).digest
    return known === undefined ? name === version : known === digest
  }
  const own = { version: inCharge, verdict: drift.verdict, because: drift.because }
  const all = [own, ...(drift.other_versions ?? [])]
  for (const { because, verdict, version } of all)
    if (await isThis(version)) return { drift: { verdict, because, version, window: drift.window } }
  const names = few(all.map((one) => one.version))
  return { drift: undefined, noDrift: `drift.json is of ${names}, and not of this model file` }
}

const NAMELESS =
  'drift.json does not say which version answered, and may be of another; `drift.logs.version` of contender.yml names the column that tells'
