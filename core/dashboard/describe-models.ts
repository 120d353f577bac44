import type { Config } from '../config.ts'
import type { ModelVersion, RegisteredModel, Registry } from '../ledger/registry/registry.ts'
import { coarseAge } from './coarse-age.ts'
import type { Dashboard, DashboardModel, DashboardVersion, DueVersion } from './dashboard.ts'

/** Models of a config with their versions and stages, and which of these have been there for too long. */
export function describeModels(
  { governance, models, stages }: Pick<Config, 'governance' | 'models' | 'stages'>,
  registry: Registry,
  now: Date,
): Pick<Dashboard, 'stages' | 'models' | 'due'> {
  const known = models.map(({ name }) => [name, registry.get(name)] as const)
  const { expires } = governance
  return {
    stages,
    models: known.map(([name, model]) => describe(name, model, stages, now)),
    due:
      expires === undefined
        ? []
        : known.flatMap(([, model]) => (model === undefined ? [] : dueOf(model, expires, now))),
  }
}

function describe(
  name: string,
  model: RegisteredModel | undefined,
  stages: readonly string[],
  now: Date,
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
    drift: undefined,
  }
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
