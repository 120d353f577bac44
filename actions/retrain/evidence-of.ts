import { driftSchema } from '../../core/artifacts/drift.ts'
import { episodeOf, windowsBefore } from '../../core/response/episode.ts'
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
  const events = (await ledger?.drift(model.name)) ?? []
  const told = events.at(-1)
  const found: (Omit<Evidence, 'since'> | undefined)[] = [
    own && {
      performance: own.performance?.verdict ?? null,
      window: own.window,
      versions: own.versions,
      because: own.performance === null ? own.because : [own.performance.because],
      asks: own.retrain,
    },
    told && {
      performance: told.summary.families.performance,
      window: told.summary.window,
      versions: told.summary.version === null ? [] : [told.summary.version],
      because: told.because,
      asks: told.retrain,
    },
  ]
  const [newest] = found.filter((one) => one !== undefined).toSorted((a, b) => endOf(b) - endOf(a))
  if (newest === undefined) return undefined
  const { performance, versions, window } = newest
  const from = window?.from ?? null
  const earlier = windowsBefore({ from, versions }, own?.history ?? [], events)
  const judged = { from, verdict: performance ?? 'insufficient', earlier }
  return { ...newest, since: episodeOf(judged, ({ families }) => families.performance).since }
}

function endOf({ window }: Pick<Evidence, 'window'>): number {
  return window === null ? Number.NEGATIVE_INFINITY : Date.parse(window.to)
}
