import type { AuditEvent, DriftEvent, RetrainEvent, RunEvent } from '../ledger/event.ts'
import type { LedgerEvent } from '../ledger/event-file.ts'
import type { ModelVersion, RegisteredModel, Registry } from '../ledger/registry/registry.ts'
import { registeredDigest } from '../ledger/registry/tag-message.ts'
import { isOfVersion, madeByRun, nearestFirst } from '../runs/nearest-first.ts'

/** A version and the run that made its file, where the ledger has that. */
export interface VersionFacts {
  readonly version: ModelVersion
  /** Stages that it is in now. */
  readonly stages: readonly string[]
  readonly run: RunEvent | undefined
}

/** A pull request of retraining, as its newest event tells of it. */
interface PullFacts {
  readonly pull: number
  readonly event: RetrainEvent
  /** The version that came of it; undefined: it may be open still. */
  readonly became: string | undefined
}

/** What the ledger and the tags know of one model. */
export interface ModelFacts {
  readonly name: string
  readonly registered: RegisteredModel | undefined
  /** Highest first. */
  readonly versions: readonly VersionFacts[]
  /** Trained for their own sake or judged, newest first. */
  readonly runs: readonly RunEvent[]
  /** All that were recorded, those too that were only made to be compared with. */
  readonly trainings: readonly RunEvent[]
  /** Oldest first; of a window that was judged again in a version, the last verdict. */
  readonly windows: readonly DriftEvent[]
  /** Newest first. */
  readonly retrainings: readonly RetrainEvent[]
  /** Newest first. */
  readonly pulls: readonly PullFacts[]
}

/** All models that an event or a tag names, by name. */
export function factsOf(events: readonly LedgerEvent[], registry: Registry): ModelFacts[] {
  const models = Map.groupBy(events, nameOf)
  const names = [...new Set([...models.keys(), ...registry.keys()])].filter((name) => name !== null)
  return names.sort().map((name) => modelFacts(name, models.get(name) ?? [], registry.get(name)))
}

function nameOf(event: LedgerEvent): string | null {
  return event.schema === 'contender/run-event@1' ? event.run.model : event.model
}

function modelFacts(name: string, events: readonly LedgerEvent[], registered: RegisteredModel | undefined): ModelFacts {
  const trainings = newestFirst(
    events.filter((event) => event.schema === 'contender/run-event@1'),
    ({ run }) => run.id,
  )
  const retrainings = newestFirst(
    events.filter((event) => event.schema === 'contender/retrain-event@1'),
    ({ id }) => id,
  )
  const drift = events.filter((event) => event.schema === 'contender/drift-event@1')
  return {
    name,
    registered,
    versions: versionsOf(registered, trainings),
    runs: trainings.filter(({ evaluation, run }) => run.again !== true || evaluation !== null),
    trainings,
    windows: lastVerdicts(drift),
    retrainings,
    pulls: pullsOf(
      retrainings,
      events.filter((event) => event.schema === 'contender/audit@1'),
    ),
  }
}

/** The run of a version made its file, the nearest to it of several; where its tag names none, it is one of its commit. */
function versionsOf(registered: RegisteredModel | undefined, runs: readonly RunEvent[]): VersionFacts[] {
  if (registered === undefined) return []
  return registered.versions.map((version) => {
    const digest = registeredDigest(version.registration?.message ?? '')
    const made = runs.filter(({ run }) => isOfVersion(run, version, digest))
    return {
      version,
      stages: [...registered.stages].flatMap(([stage, holder]) => (holder === version ? [stage] : [])),
      run: nearestFirst(made, version, (event) => madeByRun(event, version, true))[0],
    }
  })
}

function lastVerdicts(events: readonly DriftEvent[]): DriftEvent[] {
  const last = new Map<string, DriftEvent>()
  for (const event of events.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    last.set(JSON.stringify([Date.parse(event.summary.window.from), event.summary.version]), event)
  return [...last.values()].sort((a, b) => Date.parse(a.summary.window.from) - Date.parse(b.summary.window.from))
}

function pullsOf(retrainings: readonly RetrainEvent[], audit: readonly AuditEvent[]): PullFacts[] {
  const newest = new Map<number, RetrainEvent>()
  for (const event of retrainings) if (event.pull !== null && !newest.has(event.pull)) newest.set(event.pull, event)
  const registrations = audit.filter((event) => event.action === 'registry.register')
  return [...newest].map(([pull, event]) => ({
    pull,
    event,
    became: registrations.find((one) => one.pull === pull || one.pulls?.includes(pull))?.version ?? undefined,
  }))
}

function newestFirst<T>(events: readonly T[], id: (event: T) => string): T[] {
  return events.toSorted((a, b) => (id(a) < id(b) ? 1 : -1))
}
