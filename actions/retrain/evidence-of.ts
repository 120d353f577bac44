import { driftSchema } from '../../core/artifacts/drift.ts'
import { summariesBefore } from '../../core/response/episode.ts'
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
  const told = events.map(({ retrain, summary: { families, verdict, version, window } }) => {
    const known = { performance: families.performance, verdict, window, asks: retrain }
    return { ...known, versions: version === null ? [] : [version] }
  })
  const here = own === undefined ? [] : [{ ...own, performance: own.performance?.verdict ?? null, asks: own.retrain }]
  // Of those that end together the last one is taken.
  const newest = [...here, ...told].toSorted((a, b) => endOf(a) - endOf(b)).at(-1)
  if (newest === undefined) return undefined
  const { asks, performance, verdict, versions, window } = newest
  const earlier = summariesBefore({ from: window?.from ?? null, versions }, own?.history ?? [], events)
  return { performance, verdict, window, earlier, asks }
}

function endOf({ window }: Pick<Evidence, 'window'>): number {
  return window === null ? Number.NEGATIVE_INFINITY : Date.parse(window.to)
}
