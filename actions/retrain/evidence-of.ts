import { driftSchema } from '../../core/artifacts/drift.ts'
import type { Evidence } from '../../core/retrain/why-retrain.ts'
import type { Ledger } from '../ledger.ts'
import { artifactPath, type Project } from '../project.ts'
import { readArtifact } from '../read-artifact.ts'

/** The newest word on a model's performance in production: of `drift.json`, or of the ledger where that knows a later window. */
export async function evidenceOf(
  project: Project,
  model: { readonly name: string },
  ledger: Pick<Ledger, 'drift'> | undefined,
): Promise<Evidence | undefined> {
  const own = await readArtifact(artifactPath(project, model, 'drift.json'), driftSchema)
  const told = (await ledger?.drift(model.name))?.at(-1)
  const found: (Evidence | undefined)[] = [
    own && {
      performance: own.performance?.verdict ?? null,
      window: own.window,
      version: own.versions[0] ?? null,
      because: own.performance === null ? own.because : [own.performance.because],
    },
    told && {
      performance: told.summary.families.performance,
      window: told.summary.window,
      version: told.summary.version,
      because: told.because,
    },
  ]
  return found
    .filter((one) => one !== undefined)
    .reduce<Evidence | undefined>(
      (newest, one) => (newest === undefined || endOf(one) > endOf(newest) ? one : newest),
      undefined,
    )
}

function endOf({ window }: Evidence): number {
  return window === null ? Number.NEGATIVE_INFINITY : Date.parse(window.to)
}
