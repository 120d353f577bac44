import { inOrder, newestFirst } from './event-order.ts'
import type { ModelVersion, RegisteredModel, RegistryEvent } from './registry.ts'
import { compareVersions, isVersion } from './version.ts'

/** Events of one version, or of a commit that something gave a stage to. */
export interface Draft {
  readonly version: string
  readonly commit: string
  readonly own: RegistryEvent[]
  readonly stages: Map<string, RegistryEvent[]>
}

/** What the events of one model come to. */
export function settleModel(
  name: string,
  deprecations: readonly RegistryEvent[],
  drafts: readonly Draft[],
): RegisteredModel {
  const events = newestFirst([
    ...deprecations,
    ...drafts.flatMap(({ own, stages }) => newestFirst([...own, ...[...stages.values()].flatMap(newestFirst)])),
  ])
  const versions = drafts.map(versionOf)
  return {
    name,
    deprecated: events[0]?.action === 'deprecate',
    versions: versions.toSorted(highestFirst),
    latest: versions.filter(({ deprecated, version }) => !deprecated && isVersion(version)).sort(highestFirst)[0],
    stages: new Map(
      [...new Set(versions.flatMap(({ held }) => [...held.keys()]))].flatMap((stage) => {
        const holder = holderOf(versions, stage)
        return holder === undefined ? [] : [[stage, holder] as const]
      }),
    ),
    events,
  }
}

function versionOf({ commit, own, stages, version }: Draft): ModelVersion {
  const ordered = inOrder(own)
  return {
    version,
    commit,
    registration: ordered.findLast(({ action }) => action === 'register')?.tag ?? null,
    deprecated: ordered.at(-1)?.action === 'deregister',
    held: new Map(
      [...stages].flatMap(([stage, events]) => {
        const times = inOrder(events)
        const given = times.findLast(({ action }) => action === 'assign')
        if (given === undefined) return []
        return [[stage, { at: given.tag.at, stays: times.at(-1)!.action === 'assign' }] as const]
      }),
    ),
  }
}

/** Of two assignments in one second, that of the version registered first: as GTO has it. */
function holderOf(versions: readonly ModelVersion[], stage: string): ModelVersion | undefined {
  return versions
    .filter(({ deprecated, held }) => !deprecated && held.get(stage)?.stays === true)
    .sort(
      (a, b) => Number(b.held.get(stage)!.at) - Number(a.held.get(stage)!.at) || begun(a, stage) - begun(b, stage),
    )[0]
}

/** A commit without a version begins with its stage. */
function begun({ held, registration }: ModelVersion, stage: string): number {
  return Number(registration?.at ?? held.get(stage)!.at)
}

function highestFirst(a: ModelVersion, b: ModelVersion): number {
  const [one, other] = [isVersion(a.version), isVersion(b.version)]
  if (one && other) return compareVersions(b.version, a.version)
  return Number(other) - Number(one)
}
