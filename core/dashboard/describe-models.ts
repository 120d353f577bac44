import { DRIFT_VERDICTS } from '../artifacts/drift-verdict.ts'
import type { Config } from '../config.ts'
import type { DriftTold } from '../ledger/drift-told.ts'
import type { ModelVersion, RegisteredModel, Registry } from '../ledger/registry/registry.ts'
import { coarseAge } from './coarse-age.ts'
import type { Dashboard, DashboardDrift, DashboardModel, DashboardVersion, DueVersion } from './dashboard.ts'

/**
 * Models of a config with their versions and stages, what was found in production, and which versions have been in a
 * stage for too long.
 *
 * @param drift last windows by model, oldest first, each in the versions that were judged in it
 */
export function describeModels(
  { governance, models, stages }: Pick<Config, 'governance' | 'models' | 'stages'>,
  { drift = new Map(), registry }: Known,
  now: Date,
): Pick<Dashboard, 'stages' | 'models' | 'due'> {
  const known = models.map(({ name }) => [name, registry.get(name)] as const)
  const watched = new Set(models.flatMap((model) => (model.drift === undefined ? [] : [model.name])))
  const driftOf = (name: string) => (watched.has(name) ? sayDrift(drift.get(name), now) : undefined)
  const { expires } = governance
  return {
    stages,
    models: known.map(([name, model]) => describe(name, model, { stages, now, drift: driftOf(name) })),
    due:
      expires === undefined
        ? []
        : known.flatMap(([, model]) => (model === undefined ? [] : dueOf(model, expires, now))),
  }
}

interface Known {
  readonly registry: Registry
  readonly drift?: ReadonlyMap<string, readonly (readonly DriftTold[])[]>
}

function describe(
  name: string,
  model: RegisteredModel | undefined,
  { drift, now, stages }: { stages: readonly string[]; now: Date; drift: DashboardDrift | undefined },
): DashboardModel {
  const newest = model?.latest
  return {
    name,
    deprecated: model?.deprecated ?? false,
    stages: stages.map((stage) => versionOf(model?.stages.get(stage))),
    newest: newest && {
      ...versionOf(newest)!,
      age: coarseAge(now.getTime() - newest.registration!.at.getTime()),
    },
    drift,
  }
}

function sayDrift(windows: readonly (readonly DriftTold[])[] = [], now: Date): DashboardDrift {
  const newest = windows.at(-1)
  if (newest === undefined) return 'not judged yet'
  const worst = worstOf(newest)
  return {
    verdict: worst.summary.verdict,
    age: coarseAge(now.getTime() - Date.parse(worst.at)),
    path: `drift/${worst.model}/${worst.id}.json`,
    history: windows.map((versions) => worstOf(versions).summary.verdict),
  }
}

/** Of the versions in one window. */
function worstOf(versions: readonly DriftTold[]): DriftTold {
  const severity = ({ summary }: DriftTold) => DRIFT_VERDICTS.indexOf(summary.verdict)
  return versions.toSorted((a, b) => severity(b) - severity(a))[0]!
}

function versionOf(version: ModelVersion | undefined): DashboardVersion | undefined {
  if (version === undefined) return undefined
  const { registration, version: name } = version
  // Something else than Contender may have given a stage to a commit without a version.
  return { version: registration === null ? name.slice(0, 7) : name, tag: registration?.name }
}

function dueOf({ name, stages, versions }: RegisteredModel, expires: number, now: Date): DueVersion[] {
  return versions.flatMap((version) => {
    const { held, registration } = version
    if (registration === null) return []
    const due = [...stages]
      .flatMap(([stage, holder]) => (holder === version ? [{ stage, at: held.get(stage)!.at.getTime() }] : []))
      .filter(({ at }) => at + expires < now.getTime())
    if (due.length === 0) return []
    const first = Math.min(...due.map(({ at }) => at))
    const given = { given: day(new Date(first)), since: day(new Date(first + expires)) }
    return [{ model: name, version: version.version, stages: due.map(({ stage }) => stage), ...given }]
  })
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10)
}
