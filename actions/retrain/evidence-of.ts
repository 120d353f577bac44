import { driftSchema } from '../../core/artifacts/drift.ts'
import type { Evidence } from '../../core/retrain/why-retrain.ts'
import type { Ledger } from '../ledger.ts'
import { artifactPath, type Project } from '../project.ts'
import { readArtifact } from '../read-artifact.ts'

/**
 * The newest word on a model's performance in production: of the ledger, or of `drift.json` where that has a later window. Of
 * one window the ledger's counts: it has been judged last of all who record, and a file does not say when it was written.
 */
export async function evidenceOf(
  project: Project,
  model: { readonly name: string },
  ledger: Pick<Ledger, 'drift'> | undefined,
): Promise<Evidence | undefined> {
  const own = await readArtifact(artifactPath(project, model, 'drift.json'), driftSchema)
  const events = (await ledger?.drift(model.name)) ?? []
  const told = events.map(({ retrain, summary: { families, verdict, window } }): Evidence => {
    return { performance: families.performance, verdict, window, asks: retrain }
  })
  const here: Evidence[] =
    own === undefined
      ? []
      : [
          {
            performance: own.performance?.verdict ?? null,
            ...{ verdict: own.verdict, window: own.window, asks: own.retrain },
          },
        ]
  // Of those that end together the last one is taken.
  return [...here, ...told].toSorted((a, b) => endOf(a) - endOf(b)).at(-1)
}

function endOf({ window }: Evidence): number {
  return window === null ? Number.NEGATIVE_INFINITY : Date.parse(window.to)
}
